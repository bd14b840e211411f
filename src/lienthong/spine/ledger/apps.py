from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "lienthong.spine.ledger"
    label = "ledger"
