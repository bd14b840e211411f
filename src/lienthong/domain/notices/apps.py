from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "lienthong.domain.notices"
    label = "notices"
