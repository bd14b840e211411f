from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    name = "lienthong.spine.signatures"
    label = "signatures"
