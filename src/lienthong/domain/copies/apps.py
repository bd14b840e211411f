from django.apps import AppConfig


class CopiesConfig(AppConfig):
    name = "lienthong.domain.copies"
    label = "copies"
