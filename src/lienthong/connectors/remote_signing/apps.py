from django.apps import AppConfig


class RemoteSigningConfig(AppConfig):
    name = "lienthong.connectors.remote_signing"
    label = "remote_signing"
