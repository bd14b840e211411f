from django.apps import AppConfig


class ConductConfig(AppConfig):
    name = "lienthong.domain.conduct"
    label = "conduct"
