from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Makes the management commands findable; composition of rooms happens in ``ready``."""

    name = "lienthong.config"
    label = "config"
