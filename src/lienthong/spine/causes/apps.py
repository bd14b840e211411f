from django.apps import AppConfig


class CausesConfig(AppConfig):
    name = "lienthong.spine.causes"
    label = "causes"
