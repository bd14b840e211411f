from django.apps import AppConfig


class WorkfilesConfig(AppConfig):
    name = "lienthong.domain.workfiles"
    label = "workfiles"
