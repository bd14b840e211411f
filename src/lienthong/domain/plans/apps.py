from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "lienthong.domain.plans"
    label = "plans"
