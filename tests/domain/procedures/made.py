"""A procedure that lacks nothing, and its way to the public."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from lienthong.domain.organisations.actions import create_agency
from lienthong.domain.organisations.queries import Kind
from lienthong.domain.organisations.queries import Level as AgencyLevel
from lienthong.domain.procedures import actions, queries
from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.rules.record import (
    Basis,
    Duration,
    Effect,
    Fee,
    Paper,
    Record,
    Step,
    Supplement,
    Task,
    Way,
)
from lienthong.domain.procedures.rules.vocabulary import Audience, Channel, Level, OnlineLevel
from lienthong.spine.actor import Actor

AT = datetime(2021, 3, 1, 2, tzinfo=UTC)
DRAFTER = Actor(account="drafter", name="Lê Thị Dự Thảo", agency="GL-SXD", origin="test")
CONTROLLER = Actor(account="controller", name="Trần Văn Kiểm Soát", agency="GL-VPUBND", origin="test")
_codes = count(1)


def a_unit(code: str, **more: Any) -> None:
    told = {
        "name": code, "place": "PART", "level": "DISTRICT", "role": "specialist",
        "effective_from": date(2015, 1, 1), "source": "test", "confirmed": False,
    } | more  # fmt: skip
    m.Unit.objects.create(code=code, **told)


def units() -> None:
    """Those that ``STEPS`` names."""
    for code in ("one_stop", "office", "leadership"):
        a_unit(code)


def agencies(*codes: str) -> None:
    """In force since 2015."""
    for code in codes:
        create_agency(
            code=code,
            name=code,
            kind=Kind.DEPARTMENT,
            level=AgencyLevel.PROVINCE,
            on=date(2015, 1, 1),
            by=DRAFTER,
            at=AT,
        )


def row(name: str, unit: str, days: str, *, after: tuple[int, ...] = (), **more: Any) -> Step:
    return Step(name, unit, role="specialist", time=Decimal(days), after=after, **more)


STEPS = (
    row("Tiếp nhận", "one_stop", "0.5", tasks=(Task("Tiếp nhận hồ sơ"),)),
    row("Thụ lý", "office", "3.5", after=(1,), tasks=(Task("Thụ lý"),)),
    row("Ký duyệt", "leadership", "1", after=(2,), returns=(2,), tasks=(Task("Ký", ends=True),)),
    row("Trả kết quả", "one_stop", "0", after=(3,), tasks=(Task("Trả kết quả"),)),
)
"""Five working days."""

RECORD = Record(
    name="Cấp giấy phép xây dựng nhà ở riêng lẻ",
    field="Xây dựng",
    levels=(Level.DISTRICT,),
    audience=(Audience.CITIZEN,),
    sequence="Nộp, thẩm định, ký, trả.",
    result="Giấy phép xây dựng",
    online_level=OnlineLevel.FILING,
    ways=(Way(Channel.COUNTER, Duration(Decimal(5))), Way(Channel.POST, Duration(Decimal(5)))),
    papers=(Paper("Đơn đề nghị", originals=1), Paper("Bản vẽ", copies=2, certified=True)),
    fees=(Fee("Lệ phí cấp phép", 75_000),),
    bases=(Basis("50/2014/QH13", "Luật Xây dựng"),),
    supplement=Supplement(2, Decimal(3), Effect.RESTART, "Luật Xây dựng"),
    steps=STEPS,
    form={"type": "object", "properties": {"f1": {"type": "string", "title": "Chủ đầu tư"}}},
)
"""All but the agency that decides, which must exist in the tree."""


def a_draft(record: Record = RECORD, code: str = "", keeper: str = "GL-SXD") -> int:
    version = actions.open_draft(
        code=code or f"T{next(_codes)}", name=record.name, keeper=keeper, by=DRAFTER, at=AT
    )
    actions.redraft(version=version, record=record, seen=1, by=DRAFTER, at=AT)
    return version


def submitted(version: int) -> int:
    actions.submit(version=version, seen=queries.get_version(version).revision, by=DRAFTER, at=AT)
    return version


def announced(version: int, on: date = date(2021, 3, 1), decision: str = "12/QĐ-UBND") -> int:
    submitted(version)
    actions.announce(
        version=version, decision=decision, decided_on=date(2021, 2, 26), effective_from=on, by=CONTROLLER, at=AT
    )  # fmt: skip
    return version


def published(version: int, on: date = date(2021, 3, 1)) -> int:
    announced(version, on)
    actions.publish(version=version, by=CONTROLLER, at=AT)
    return version


def with_agency(record: Record = RECORD, code: str = "GL-SXD") -> Record:
    return replace(record, agencies=(code,))
