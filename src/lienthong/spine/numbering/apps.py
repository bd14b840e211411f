from django.apps import AppConfig


class NumberingConfig(AppConfig):
    name = "lienthong.spine.numbering"
    label = "numbering"
