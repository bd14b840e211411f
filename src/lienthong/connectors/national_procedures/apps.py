from django.apps import AppConfig


class NationalProceduresConfig(AppConfig):
    name = "lienthong.connectors.national_procedures"
    label = "national_procedures"
