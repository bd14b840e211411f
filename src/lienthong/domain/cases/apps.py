from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "lienthong.domain.cases"
    label = "cases"
