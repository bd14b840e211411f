from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "lienthong.domain.payments"
    label = "payments"
