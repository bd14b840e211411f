from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "lienthong.domain.correspondence"
    label = "correspondence"
