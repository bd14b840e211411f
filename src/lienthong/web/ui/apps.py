from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "lienthong.web.ui"
    label = "ui"
