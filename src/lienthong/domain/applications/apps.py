from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "lienthong.domain.applications"
    label = "applications"
