"""Whether the post may be sent for the papers of a procedure."""

from datetime import date

from lienthong.connectors.public_post import client
from lienthong.domain.procedures.queries import Channel, Handling


def names_of(handling: Handling) -> list[str]:
    """Papers that people bring; what the State holds already is not asked of them."""
    return [paper.name for paper in handling.papers if not paper.held_by]


def may_fetch(handling: Handling, today: date) -> bool:
    """Where papers may come by post, and the post is there to be told."""
    by_post = any(way.channel is Channel.POST and way.duration for way in handling.ways)
    return by_post and bool(names_of(handling)) and handling.is_in_force(today) and client.is_connected()
