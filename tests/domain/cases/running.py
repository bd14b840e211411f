"""A city with its counter, office and leader, and procedures of a few shapes in force; cases played through them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

from lienthong.domain.cases import actions, queries
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.organisations.actions import create_agency
from lienthong.domain.organisations.queries import Kind
from lienthong.domain.organisations.queries import Level as AgencyLevel
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.permissions import Permission as Parties
from lienthong.domain.procedures.rules.record import (
    Duration,
    Effect,
    Paper,
    Record,
    Step,
    Supplement,
    Task,
    Way,
)
from lienthong.domain.procedures.rules.vocabulary import Channel, Pause
from lienthong.spine.actor import Actor, Grant
from lienthong.spine.calendar import actions as calendars
from lienthong.spine.clock.rules import ZONE
from tests.domain.procedures.made import RECORD, a_draft, a_unit, published

CITY, OTHER, COMMUNE, TAX, WORKS = "GL-622", "GL-623", "GL-23572", "GL-THUE", "GL-SXD"
LOADED = datetime(2021, 1, 4, 2, tzinfo=UTC)
BEGUN = datetime(2021, 10, 15, 9, tzinfo=ZONE)  # a Friday
CALENDARS = Path(__file__).parents[3] / "data" / "calendars"
_people = count(1)

COUNTER = {Permission.FOLLOW, Permission.RECEIVE, Permission.HANDLE, Parties.SEE, Parties.KEEP}
HANDLER = {Permission.FOLLOW, Permission.HANDLE, Parties.SEE}
HEAD = {*HANDLER, Permission.DIRECT}
LEADER = {*HEAD, Permission.SIGN}


def someone(account: str, agency: str = CITY, *permissions: str, acting_for: str = "") -> Actor:
    grants = tuple(Grant(str(name), frozenset({agency})) for name in permissions)
    return Actor(
        account=account,
        name=f"Người {account}",
        agency=agency,
        position="Chuyên viên",
        grants=grants,
        origin="test",
        acting_for=acting_for,
        roles=frozenset({"specialist"}),
    )


CLERK = someone("clerk", CITY, *COUNTER)
OFFICER = someone("officer", CITY, *HANDLER)
COLLEAGUE = someone("colleague", CITY, *HANDLER)
BOSS = someone("boss", CITY, *HEAD)
CHIEF = someone("chief", CITY, *LEADER)
VILLAGE = someone("village", COMMUNE, *HANDLER)
BUILDER = someone("builder", WORKS, *HANDLER)
TAXMAN = someone("taxman", TAX, *HANDLER)
STRANGER = someone("stranger", OTHER, *COUNTER, *LEADER)


def row(name: str, unit: str, days: str, after: tuple[int, ...] = (), **more: Any) -> Step:
    return Step(name, unit, role="specialist", time=Decimal(days), after=after, **more)


PLAIN = replace(
    RECORD,
    agencies=(CITY,),
    ways=(
        Way(Channel.COUNTER, Duration(Decimal(5))),
        Way(Channel.POST, Duration(Decimal(5))),
        Way(Channel.ONLINE, Duration(Decimal(5))),
    ),
    papers=(
        Paper("Đơn đề nghị", originals=1),
        Paper("Bản vẽ", copies=2),
        Paper("Ảnh", electronic=True, required=False),
    ),
    supplement=Supplement(1, Decimal(3), Effect.PAUSE, "Nghị định 61/2018/NĐ-CP"),
)
"""Counter, office, signature, counter; five days; a supplement pauses."""

RESTARTS = replace(
    PLAIN, name="Cấp phép có tính lại", supplement=Supplement(1, Decimal(3), Effect.RESTART, "x")
)

LAND = replace(
    PLAIN,
    name="Chuyển nhượng quyền sử dụng đất",
    ways=(Way(Channel.COUNTER, Duration(Decimal(10))),),
    steps=(
        row("Tiếp nhận", "one_stop", "0.5", tasks=(Task("Tiếp nhận"),)),
        row("Xác nhận nguồn gốc", "commune_officer", "2", (1,)),
        row("Thẩm định, ra thông báo", "office", "4", (2,), returns=(2,), tasks=(
            Task("Chuyển thuế", pauses=Pause.TAX_DUTY), Task("Đã nộp", resumes=True),
        )),
        row("Ký", "leadership", "3.5", (3,), returns=(3,), tasks=(Task("Ký", ends=True),)),
        row("Trả kết quả", "one_stop", "0", (4,)),
    ),
)  # fmt: skip
"""A commune confirms, the office may wait for the tax."""


FORK = replace(
    LAND,
    name="Cấp giấy chứng nhận có nhiều cơ quan",
    steps=(
        row("Tiếp nhận", "one_stop", "0.5", tasks=(Task("Tiếp nhận"),)),
        row("Xác nhận nguồn gốc", "commune_officer", "2", (1,)),
        row("Xác định nghĩa vụ thuế", "tax_branch", "3", (1,)),
        row("Ý kiến quy hoạch", "works", "1", (3,)),
        row("Thẩm định", "office", "4.5", (2, 4)),
        row("Ký", "leadership", "1", (5,), returns=(5,), tasks=(Task("Ký", ends=True),)),
        row("Trả kết quả", "one_stop", "0", (6,)),
    ),
)
"""Commune and tax office work at the same time, after the tax the department; then the office, then the leader."""


def forked() -> int:
    """A version of it, with the units that it names besides those of ``province``."""
    a_unit("tax_branch", place="AGENCY", agency=TAX)
    a_unit("works", place="AGENCY", agency=WORKS)
    return procedure(FORK)


def province() -> None:
    """Agencies, units, calendars: nothing else is needed to receive."""
    calendars.load_reference(folder=CALENDARS, by=CLERK, at=LOADED)
    for code, kind, level in (
        (CITY, Kind.CITY, AgencyLevel.DISTRICT), (OTHER, Kind.TOWN, AgencyLevel.DISTRICT),
        (COMMUNE, Kind.WARD, AgencyLevel.COMMUNE), (TAX, Kind.CENTRAL, AgencyLevel.PROVINCE),
        (WORKS, Kind.DEPARTMENT, AgencyLevel.PROVINCE),
    ):  # fmt: skip
        create_agency(code=code, name=code, kind=kind, level=level, on=date(2015, 1, 1), by=CLERK, at=LOADED)
    for unit in ("one_stop", "office", "leadership"):
        a_unit(unit)
    a_unit("commune_officer", place="COMMUNE")


def procedure(record: Record = PLAIN) -> int:
    """A version of it, in force since 01/03/2021."""
    return published(a_draft(record))


def intake(version: int, name: str = "Rơ Châm H’Yưn", **more: Any) -> actions.Intake:
    number = next(_people)
    draft = parties.Draft(
        name=name,
        numbers=(parties.Number("CCCD", f"0641900{number:05}"),),
        contacts=(parties.ContactGiven("PHONE", f"0905{number:06}"),),
    )
    given: dict[str, Any] = {"papers": (1, 2), "applicant": actions.Applicant(draft)} | more
    return actions.Intake(key=uuid4(), version=version, **given)


def received(version: int, at: datetime = BEGUN, by: Actor = CLERK, **more: Any) -> int:
    return actions.receive(intake=intake(version, **more), by=by, at=at).case


def to_office(version: int, at: datetime = BEGUN, **more: Any) -> int:
    """Handed over an hour after it was received, unheld."""
    case = received(version, at, **more)
    actions.hand_over(case=case, by=CLERK, at=at.replace(hour=at.hour + 1))
    return case


def to_sign(version: int, at: datetime = BEGUN, **more: Any) -> int:
    case = to_office(version, at, **more)
    actions.put_to_sign(case=case, by=OFFICER, at=at.replace(hour=at.hour + 2))
    return case


def seen(case: int, by: Actor = CLERK, now: datetime = BEGUN) -> queries.CaseRow:
    return queries.get_case(case, by=by, now=now)


def told(case: int) -> list[str]:
    return [one.verb for one in queries.get_story(case).happenings]


@cache
def hour(text: str) -> datetime:
    """ "18/10 09:00" of 2021 in Viet Nam."""
    return datetime.strptime(f"{text[:5]}/2021 {text[6:]}", "%d/%m/%Y %H:%M").replace(tzinfo=ZONE)
