from django.apps import AppConfig


class LanesConfig(AppConfig):
    name = "lienthong.spine.lanes"
    label = "lanes"
