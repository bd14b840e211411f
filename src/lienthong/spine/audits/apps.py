from django.apps import AppConfig


class AuditsConfig(AppConfig):
    name = "lienthong.spine.audits"
    label = "audits"
