"""The carrier that this installation uses."""

from lienthong.spine.lanes.port import Load, Transport
from lienthong.spine.lanes.postgres import Postgres

__all__ = ["Load", "Transport", "transport"]


def transport() -> Transport:
    return Postgres()
