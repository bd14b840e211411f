from django.apps import AppConfig


class SteeringConfig(AppConfig):
    name = "lienthong.web.steering"
    label = "steering"
