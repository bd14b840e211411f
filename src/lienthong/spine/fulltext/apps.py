from django.apps import AppConfig


class FulltextConfig(AppConfig):
    name = "lienthong.spine.fulltext"
    label = "fulltext"
