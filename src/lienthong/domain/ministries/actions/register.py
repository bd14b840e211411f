"""The register of systems: described from a day on, used for a procedure from a day on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db import connection, transaction

from lienthong.domain.ministries import models as m
from lienthong.domain.ministries.errors import (
    AddressUnfit,
    BasisMissing,
    CodeTaken,
    CodeUnfit,
    DayPast,
    EndUnfit,
    FieldsUnfit,
    PatternUnfit,
    ProcedureUnknown,
    SystemUnknown,
    UsedAlready,
    UseNotFound,
    WordsMissing,
)
from lienthong.domain.ministries.rules.fields import Field, pack
from lienthong.domain.ministries.rules.numbers import is_pattern
from lienthong.domain.ministries.rules.vocabulary import Standing
from lienthong.domain.procedures.errors import ProcedureNotFound
from lienthong.domain.procedures.queries import get_published
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.text import clean

_CODE: Final = re.compile(r"[A-Z][A-Z0-9-]{1,19}")
_ADDRESS: Final = re.compile(r"https://[^\s<>\"']{3,290}")


@dataclass(frozen=True, slots=True)
class Described:
    """A system as it is from ``since`` on. ``columns``: number, case, status, at -> the heading in their file."""

    code: str
    since: date
    name: str
    ministry: str
    address: str
    pattern: str
    fields: tuple[Field, ...]
    columns: Mapping[str, str]
    statuses: Mapping[str, Standing]
    basis: str


@transaction.atomic
def describe(*, told: Described, is_new: bool, by: Actor, at: datetime) -> int:
    """Enters a system, or describes one anew from a day on; what was entered under the former description stays.

    Raises CodeUnfit, CodeTaken, SystemUnknown, WordsMissing, AddressUnfit, PatternUnfit, FieldsUnfit, BasisMissing,
    DayPast.
    """
    _check(told)
    if not is_new and told.since < clock.local(at).date():
        raise DayPast
    system = _begin(told.code, at) if is_new else _get(told.code)
    row = m.Layout.objects.create(
        system=system,
        since=told.since,
        name=clean(told.name)[:200],
        ministry=clean(told.ministry)[:200],
        address=told.address.strip(),
        pattern=told.pattern.strip(),
        fields=pack(told.fields),
        columns={ours: clean(heading)[:120] for ours, heading in told.columns.items()},
        statuses={word: standing.value for word, standing in told.statuses.items()},
        basis=clean(told.basis)[:300],
        recorded_at=at,
        recorded_by=by.account,
        recorder=by.name,
    )
    _tell("ministries.describe", told.code, by, at, since=told.since.isoformat(), basis=row.basis)
    return row.pk


def _check(told: Described) -> None:
    if not _CODE.fullmatch(told.code):
        raise CodeUnfit
    if not clean(told.name) or not clean(told.ministry) or not told.columns.get("number"):
        raise WordsMissing
    if not _ADDRESS.fullmatch(told.address.strip()):
        raise AddressUnfit
    if not is_pattern(told.pattern.strip()):
        raise PatternUnfit
    if not told.fields:
        raise FieldsUnfit(line=1, why="")
    if not clean(told.basis):
        raise BasisMissing


def _begin(code: str, at: datetime) -> m.System:
    _one_at_a_time()
    if m.System.objects.filter(code=code).exists():
        raise CodeTaken(code=code)
    return m.System.objects.create(code=code, recorded_at=at)


def _get(code: str) -> m.System:
    system = m.System.objects.select_for_update().filter(code=code).first()
    if system is None:
        raise SystemUnknown
    return system


def _one_at_a_time() -> None:
    """Few write here, and two at once would take one code twice."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE ministries_system IN SHARE ROW EXCLUSIVE MODE")


@transaction.atomic
def use_for(*, system: str, procedure: str, since: date, basis: str, by: Actor, at: datetime) -> int:
    """Cases of a procedure that are received from a day on must be entered there.

    Raises SystemUnknown, ProcedureUnknown, UsedAlready, BasisMissing, DayPast.
    """
    held, why = _get(system), clean(basis)[:300]
    if not why:
        raise BasisMissing
    if since < clock.local(at).date():
        raise DayPast
    _refuse_unknown(procedure, since)
    open_ = m.Use.objects.filter(system=held, procedure=procedure)
    if open_.filter(until=None).exists() or open_.filter(until__gte=since).exists():
        raise UsedAlready(system=system, procedure=procedure)
    row = m.Use.objects.create(
        system=held, procedure=procedure, since=since, basis=why, recorded_at=at, recorder=by.name
    )
    _tell("ministries.use_for", system, by, at, procedure=procedure, since=since.isoformat(), basis=why)
    return row.pk


@transaction.atomic
def end_use(*, use: int, until: date, basis: str, by: Actor, at: datetime) -> None:
    """Its last day; cases that were received until then are still entered. Raises UseNotFound, EndUnfit,
    BasisMissing.
    """
    row = m.Use.objects.select_for_update().select_related("system").filter(pk=use, until=None).first()
    if row is None:
        raise UseNotFound
    if not (why := clean(basis)[:300]):
        raise BasisMissing
    if until < max(clock.local(at).date(), row.since):
        raise EndUnfit
    row.until = until
    row.save(update_fields=["until"])
    told = {"procedure": row.procedure, "until": until.isoformat(), "basis": why}
    _tell("ministries.end_use", row.system.code, by, at, **told)


def _refuse_unknown(procedure: str, day: date) -> None:
    try:
        get_published(procedure, day)
    except ProcedureNotFound as absent:
        raise ProcedureUnknown(code=procedure) from absent


def _tell(verb: str, system: str, by: Actor, at: datetime, **details: str) -> None:
    record(
        by=by,
        verb=verb,
        subject=f"system:{system}",
        agency=by.agency or settings.LIENTHONG_PROVINCE,
        at=at,
        details={"system": system, **details},
    )
