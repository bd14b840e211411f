"""A head at the city, somebody who sees it from above, and a morning's look at a day."""

from datetime import date

from lienthong.domain.conduct import actions, queries
from lienthong.domain.conduct import models as m
from lienthong.domain.conduct.permissions import Permission
from lienthong.spine.actor import Actor, Grant, platform
from tests.domain.cases.running import CITY, OTHER, hour, someone

HEAD = someone("head", CITY, Permission.ANSWER)
FOREIGN = someone("foreign", OTHER, Permission.ANSWER)
ABOVE = Actor(
    account="above", name="Thanh tra", agency="GL-TTT", grants=(Grant(str(Permission.SEE)),), origin="test"
)


def look(day: str) -> int:
    """On the morning of a day of 2021, written 19/10."""
    at = hour(f"{day} 06:40")
    return actions.look(day=at.date(), by=platform("schedule"), at=at)


def found() -> list[tuple[str, str, list[int]]]:
    return [(row.kind, row.account, row.cases) for row in m.Matter.objects.order_by("kind", "id")]


def on(text: str) -> date:
    return hour(f"{text} 00:00").date()


def listed(by: Actor, day: str, *, is_open: bool = True) -> list[int]:
    return [row.id for row in queries.list_matters(by=by, day=on(day), is_open=is_open)]
