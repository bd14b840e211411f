from django.apps import AppConfig


class NationalConfig(AppConfig):
    name = "lienthong.domain.national"
    label = "national"
