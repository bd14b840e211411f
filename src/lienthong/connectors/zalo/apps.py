from django.apps import AppConfig


class ZaloConfig(AppConfig):
    name = "lienthong.connectors.zalo"
    label = "zalo"
