from django.apps import AppConfig


class SmsConfig(AppConfig):
    name = "lienthong.connectors.sms"
    label = "sms"
