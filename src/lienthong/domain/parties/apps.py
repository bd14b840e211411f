from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "lienthong.domain.parties"
    label = "parties"
