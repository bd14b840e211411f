from django.apps import AppConfig


class MinistriesConfig(AppConfig):
    name = "lienthong.domain.ministries"
    label = "ministries"
