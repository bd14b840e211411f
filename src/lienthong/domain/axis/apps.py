from django.apps import AppConfig


class AxisConfig(AppConfig):
    name = "lienthong.domain.axis"
    label = "axis"
