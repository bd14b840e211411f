from django.apps import AppConfig


class InteropConfig(AppConfig):
    name = "lienthong.web.interop"
    label = "interop"
