from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "lienthong.domain.retention"
    label = "retention"
