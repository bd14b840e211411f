from django.apps import AppConfig


class PublicPostConfig(AppConfig):
    name = "lienthong.connectors.public_post"
    label = "public_post"
