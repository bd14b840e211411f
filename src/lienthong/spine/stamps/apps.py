from django.apps import AppConfig


class StampsConfig(AppConfig):
    name = "lienthong.spine.stamps"
    label = "stamps"
