"""Composition at start: roles are handed to organisations, doors to the pages."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "lienthong.config"
    label = "config"

    def ready(self) -> None:
        from lienthong.config.doors import DOORS
        from lienthong.config.roles import ROLES
        from lienthong.domain.organisations.permissions import register_roles
        from lienthong.web.ui.doors import open_door

        register_roles(ROLES)
        for place, pattern in DOORS.items():
            open_door(place, pattern)
