from django.apps import AppConfig


class PaymentPlatformConfig(AppConfig):
    name = "lienthong.connectors.payment_platform"
    label = "payment_platform"
