from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OutboxConfig(AppConfig):
    name = "lienthong.spine.outbox"
    label = "outbox"

    def ready(self) -> None:
        """Every process knows every handler: a fact's deliveries are written by whoever states it."""
        autodiscover_modules("reactions", "jobs")
