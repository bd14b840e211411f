"""Two communes of a district and the counters in them; the people are invented."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.actions import Kind, Level
from lienthong.domain.parties import actions
from lienthong.domain.parties.actions import Birth, ContactGiven, ContactKind, Draft, IdentifierKind, Number
from lienthong.domain.parties.permissions import Permission
from lienthong.spine.actor import Actor, Grant

AT = datetime(2021, 10, 15, 2, tzinfo=UTC)
DAY = date(2021, 10, 15)
START = date(2020, 1, 1)
CCCD, CMND, PHONE = "064191001234", "230456789", "0912345678"
ALL = tuple(str(permission) for permission in Permission)


def clerk(agency: str = "C1", *permissions: str, account: str = "") -> Actor:
    """An officer with these rights (all, when none are named) in one agency."""
    grants = tuple(Grant(one, frozenset({agency})) for one in permissions or ALL)
    return Actor(
        account=account or f"clerk-{agency}", name="Siu H'Lan", agency=agency, grants=grants, origin="test"
    )


BY = clerk()
FOREIGN = clerk("C2")
LEADER = Actor(
    account="leader",
    name="Lê Văn Lãnh",
    agency="D",
    grants=tuple(Grant(one, frozenset({"D", "C1", "C2"})) for one in ALL),
)
AUDITOR = Actor(account="auditor", name="Trần Thị Kiểm", agency="P", grants=(Grant(Permission.READ_LOG),))


def set_up_agencies() -> None:
    units = [
        ("P", "Ủy ban nhân dân tỉnh", Kind.PROVINCE, Level.PROVINCE, ""),
        ("D", "Ủy ban nhân dân huyện Đăk Mới", Kind.DISTRICT, Level.DISTRICT, "P"),
        ("C1", "Ủy ban nhân dân xã Ia Mới", Kind.COMMUNE, Level.COMMUNE, "D"),
        ("C2", "Ủy ban nhân dân xã Ia Cũ", Kind.COMMUNE, Level.COMMUNE, "D"),
    ]
    for code, name, kind, level, parent in units:
        organisations.create_agency(
            code=code, name=name, kind=kind, level=level, parent=parent, on=START, by=BY, at=AT
        )


@pytest.fixture
def province(db: None) -> None:
    set_up_agencies()


def number(kind: IdentifierKind = IdentifierKind.CCCD, text: str = CCCD, **more: Any) -> Number:
    return Number(kind, text, **more)


def contact(kind: ContactKind = ContactKind.PHONE, value: str = PHONE, **more: Any) -> ContactGiven:
    return ContactGiven(kind, value, **more)


def draft(name: str = "Rơ Châm H'Nhung", **more: Any) -> Draft:
    """A woman of 1991 with her card, unless said otherwise."""
    given: dict[str, Any] = {"numbers": (number(),), "birth": Birth(1991, 2, 5), "sex": "F"}
    return Draft(name, **given | more)


def person(name: str = "Rơ Châm H'Nhung", *, by: Actor = BY, anyway: str = "", **more: Any) -> int:
    return actions.register(draft=draft(name, **more), by=by, at=AT, anyway=anyway).party


def company(name: str = "Công ty TNHH Cà phê Ia Mới", code: str = "0100109106", *, by: Actor = BY) -> int:
    return actions.register(
        draft=Draft(
            name,
            kind=actions.PartyKind.ORGANISATION,
            form=actions.Form.ENTERPRISE,
            numbers=(number(IdentifierKind.ENTERPRISE, code),),
        ),
        by=by,
        at=AT,
    ).party
