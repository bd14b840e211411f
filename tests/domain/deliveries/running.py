"""Parcels of a city, who sends them, who decides, and the post that stands in."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from lienthong.connectors.public_post import fake
from lienthong.domain.deliveries import actions, queries
from lienthong.domain.deliveries.permissions import Permission
from lienthong.domain.deliveries.queries import OrderRow, Tiding
from lienthong.spine.actor import ANONYMOUS, platform
from tests.domain.cases.running import BEGUN, CITY, OTHER, someone

SENDER = someone("sender", CITY, Permission.SEE, Permission.SEND)
HEAD = someone("post-head", CITY, Permission.SEE, Permission.DECIDE)
STRANGER = someone("far-sender", OTHER, *Permission)
MACHINE = platform("test")
RECEIVER = actions.Receiver(
    "Rơ Châm H’Yưn", "0905 123 456", "Làng Ốp, phường Hoa Lư, thành phố Pleiku, Gia Lai"
)
_cases, _news = count(1), count(1)


def parcel(**more: Any) -> actions.Parcel:
    number = next(_cases)
    given: dict[str, Any] = {
        "about": f"case:{number}", "agency": CITY, "case": f"000.00.31.H21-211015-{number:04}",
        "title": "Cấp bản sao trích lục", "receiver": RECEIVER,
    }  # fmt: skip
    return actions.Parcel(**(given | more))


def ready(**more: Any) -> OrderRow:
    return actions.ready(parcel=parcel(**more), by=MACHINE, at=BEGUN)


def told_to_post(row: OrderRow) -> OrderRow:
    actions.answer_order(order=row.id, item=f"VN{row.id:09}", price=26_000, by=MACHINE, at=BEGUN)
    return seen(row)


def handed(row: OrderRow | None = None, **more: Any) -> OrderRow:
    row = row or ready(**more)
    actions.hand_over(key=uuid4(), orders=[row.id], collector="Lê Bưu Tá", by=SENDER, at=BEGUN)
    return seen(row)


def news(row: OrderRow | str, tiding: Tiding, number: int | None = None, **more: Any) -> actions.Told:
    code = row if isinstance(row, str) else row.code
    given: dict[str, Any] = {"at": BEGUN, "words": "Bưu điện báo"}
    return actions.Told(number or next(_news), code, tiding, **(given | more))


def hear(row: OrderRow | str, tiding: Tiding, **more: Any) -> queries.NewsRow:
    return actions.hear(told=news(row, tiding, **more), by=MACHINE, at=BEGUN)


def seen(row: OrderRow) -> OrderRow:
    return queries.get_order(row.id, by=HEAD)


def asked(key: UUID | None = None, **more: Any) -> OrderRow:
    """Somebody at home asks the post to fetch two papers."""
    key = key or uuid4()
    day = queries.days_offered(BEGUN.date())[0]
    given: dict[str, Any] = {
        "agency": CITY, "procedure": "T-1", "version": 1, "title": "Cấp bản sao trích lục", "sender": RECEIVER,
        "papers": ["Tờ khai", "Bản chính giấy khai sinh"], "day": day, "half": queries.Half.MORNING,
    }  # fmt: skip
    return actions.ask_for(errand=actions.Errand(key=key, **(given | more)), by=ANONYMOUS, at=BEGUN)


@contextmanager
def post(settings: Any) -> Iterator[fake.FakePost]:
    """A post on this machine, to which the platform is connected."""
    made = fake.FakePost(fake.Memory())
    with fake.running(made) as url:
        settings.LIENTHONG_PUBLIC_POST_URL = url
        yield made


def at(hour: int, minute: int = 0) -> datetime:
    return BEGUN.replace(hour=hour, minute=minute)
