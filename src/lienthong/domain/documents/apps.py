from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "lienthong.domain.documents"
    label = "documents"
