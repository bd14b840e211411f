from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "lienthong.domain.procedures"
    label = "procedures"
