from django.apps import AppConfig


class EntranceConfig(AppConfig):
    name = "lienthong.web.entrance"
    label = "entrance"
