from django.apps import AppConfig


class ShortMessagesConfig(AppConfig):
    name = "lienthong.domain.short_messages"
    label = "short_messages"
