from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "lienthong.domain.surveys"
    label = "surveys"
