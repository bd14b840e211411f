from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "lienthong.web.api"
    label = "api"
