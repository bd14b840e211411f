from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "lienthong.domain.partners"
    label = "partners"
