from django.apps import AppConfig


class DeliveriesConfig(AppConfig):
    name = "lienthong.domain.deliveries"
    label = "deliveries"
