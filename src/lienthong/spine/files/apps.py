from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "lienthong.spine.files"
    label = "files"
