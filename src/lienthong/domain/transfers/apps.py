from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "lienthong.domain.transfers"
    label = "transfers"
