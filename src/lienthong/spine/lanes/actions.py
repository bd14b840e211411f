"""The carrier that this installation uses."""

from django.conf import settings

from lienthong.spine.lanes.port import Load, Transport
from lienthong.spine.lanes.postgres import Postgres

__all__ = ["Load", "Transport", "transport"]


def transport() -> Transport:
    if settings.LIENTHONG_LANES != "nats":
        return Postgres()
    from lienthong.spine.lanes.jetstream import JetStream  # only where it is used: its library takes memory

    return JetStream()
