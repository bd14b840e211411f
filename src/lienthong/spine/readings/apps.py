from django.apps import AppConfig


class ReadingsConfig(AppConfig):
    name = "lienthong.spine.readings"
    label = "readings"
