from django.apps import AppConfig


class EntranceConfig(AppConfig):
    name = "lienthong.web.entrance"
    label = "entrance"

    def ready(self) -> None:
        from lienthong.web.entrance import audit

        audit.listen()
