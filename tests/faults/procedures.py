"""Announcing: a decision, its answer and a list of services are there whole with their entry, or not at all."""

from datetime import date, datetime
from functools import cache

from lienthong.config.ground.paths import DATA
from lienthong.domain.organisations.actions import create_agency
from lienthong.domain.organisations.queries import Kind, Level
from lienthong.domain.procedures import actions, queries
from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.queries import (
    DemandEntry,
    DemandKind,
    ListEntry,
    Need,
    OnlineLevel,
    TriggerEntry,
)
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.calendar import actions as calendars
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.outbox.models import StatedFact
from tests.faults.harness import Swept

KEEPER = "FX-SKHCN"
BY = Actor(account="controller", name="Phạm Văn Kiểm", agency=KEEPER, origin="test")
AT = datetime(2021, 10, 15, 9, tzinfo=clock.ZONE)


@cache
def ground() -> None:
    calendars.load_reference(folder=DATA / "calendars", by=BY, at=AT)
    create_agency(
        code=KEEPER, name="Sở", kind=Kind.DEPARTMENT, level=Level.PROVINCE, on=date(2015, 1, 1), by=BY, at=AT
    )


def number(k: int) -> str:
    ground()
    return f"{k}/QĐ-BKHCN"


def enter(named: str) -> None:
    demands = tuple(
        DemandEntry(DemandKind.MAKE, f"{named.partition('/')[0]}.{n}", "Cấp phép") for n in (1, 2)
    )
    entry = TriggerEntry(
        named, "Bộ Khoa học và Công nghệ", "", date(2021, 9, 20), date(2021, 10, 25), KEEPER, demands
    )
    actions.enter_trigger(entry=entry, by=BY, at=AT)


def entered_whole_or_not(named: str, done: bool) -> None:
    found = m.Trigger.objects.filter(number=named).first()
    assert not done or found
    if found:
        subject = f"trigger:{found.pk}"
        assert m.Demand.objects.filter(trigger=found).count() == 2
        assert StatedFact.objects.filter(subject=subject).count() == 1
        assert len(ledger.list_entries(subject=subject)) == 1


def a_demand(k: int) -> int:
    named = number(10_000 + k)
    enter(named)
    return m.Demand.objects.get(trigger__number=named, position=1).pk


def take_up(demand: int) -> None:
    actions.take_up(demand=demand, by=BY, at=AT)


def taken_up_whole_or_not(demand: int, done: bool) -> None:
    row = m.Demand.objects.get(pk=demand)
    assert not done or row.version_id
    drafts = m.Version.objects.filter(procedure__code=row.code).count()
    told = [one.verb for one in ledger.list_entries(subject=f"trigger:{row.trigger_id}")]
    assert (drafts, told.count("procedures.take_up")) == ((1, 1) if row.version_id else (0, 0))


def enter_list(named: str) -> None:
    needs = tuple(Need(f"L-{n}", "Cấp phép", OnlineLevel.PAYMENT) for n in range(3))
    entry = ListEntry(named, date(2021, 1, 4), date(2021, 2, 1), needs)
    actions.enter_required(entry=entry, digest="x", by=BY, at=AT)


def list_whole_or_not(named: str, done: bool) -> None:
    found = m.RequiredList.objects.filter(decision=named).first()
    assert not done or found
    if found:
        assert m.RequiredService.objects.filter(of=found).count() == 3
        assert len(ledger.list_entries(subject=f"required:{found.pk}")) == 1
        assert queries.get_register(AT.date()).of is not None


SWEPT = [
    Swept("enter a ministry's decision", setup=number, action=enter, holds=entered_whole_or_not),
    Swept("take up what a ministry demands", setup=a_demand, action=take_up, holds=taken_up_whole_or_not),
    Swept("enter a list of online services", setup=number, action=enter_list, holds=list_whole_or_not),
]
