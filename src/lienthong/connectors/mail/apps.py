from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "lienthong.connectors.mail"
    label = "mail"
