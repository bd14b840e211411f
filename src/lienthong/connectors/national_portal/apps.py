from django.apps import AppConfig


class NationalPortalConfig(AppConfig):
    name = "lienthong.connectors.national_portal"
    label = "national_portal"
