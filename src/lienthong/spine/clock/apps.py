from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "lienthong.spine.clock"
    label = "clock"
