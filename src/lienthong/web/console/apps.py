from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "lienthong.web.console"
    label = "console"
