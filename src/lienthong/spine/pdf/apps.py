from django.apps import AppConfig


class PdfConfig(AppConfig):
    name = "lienthong.spine.pdf"
    label = "pdf"
