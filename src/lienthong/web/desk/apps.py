from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "lienthong.web.desk"
    label = "desk"
