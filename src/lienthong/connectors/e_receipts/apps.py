from django.apps import AppConfig


class EReceiptsConfig(AppConfig):
    name = "lienthong.connectors.e_receipts"
    label = "e_receipts"
