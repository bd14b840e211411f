"""Entering, correcting and withdrawing what the calendar holds, always by a new row.

Every action takes the id of nothing or of the entry it corrects, and returns the id of the row it wrote. Each
raises DecisionMissing, and PeriodRefused where there is a period; a correction of what somebody else
corrected meanwhile raises AlreadyCorrected.
"""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from lienthong.spine.actor import Actor
from lienthong.spine.calendar.errors import (
    AlreadyCorrected,
    DayAlreadyEntered,
    DecisionMissing,
    HoursAlreadyEntered,
    OutageRefused,
    PeriodRefused,
    ReasonMissing,
    RuleAlreadyEntered,
    SuspensionAlreadyEntered,
)
from lienthong.spine.calendar.exchange import read_files
from lienthong.spine.calendar.models import DayEntry, HoursEntry, RuleEntry, SuspensionEntry
from lienthong.spine.calendar.rules.values import CountingRule, Day, OfficeHours, Suspension
from lienthong.spine.errors import Refusal
from lienthong.spine.ledger.actions import record

type Value = Day | OfficeHours | Suspension | CountingRule


def enter_day(*, day: Day, by: Actor, at: datetime) -> int:
    """Raises DayAlreadyEntered."""
    refusal = DayAlreadyEntered(day=day.on.isoformat())
    return _enter(DayEntry, day, DayEntry.columns(day), refusal, verb="calendar.enter_day", by=by, at=at)


def correct_day(*, entry: int, day: Day, by: Actor, at: datetime) -> int:
    """The date itself cannot be corrected: withdraw the entry and enter the other date."""
    return _correct(DayEntry, entry, day, DayEntry.columns(day), verb="calendar.correct_day", by=by, at=at)


def withdraw_day(*, entry: int, by: Actor, at: datetime, reason: str) -> int:
    """The day is an ordinary one again."""
    return _withdraw(DayEntry, entry, reason, verb="calendar.withdraw_day", by=by, at=at)


def enter_hours(*, hours: OfficeHours, by: Actor, at: datetime) -> int:
    """Raises HoursAlreadyEntered. Hours from a later day on are an entry of their own."""
    refusal = HoursAlreadyEntered(scope=hours.scope or "*", day=hours.effective_from.isoformat())
    return _enter(
        HoursEntry, hours, HoursEntry.columns(hours), refusal, verb="calendar.enter_hours", by=by, at=at
    )


def correct_hours(*, entry: int, hours: OfficeHours, by: Actor, at: datetime) -> int:
    """Agency, first day and season stay as they were."""
    return _correct(
        HoursEntry, entry, hours, HoursEntry.columns(hours), verb="calendar.correct_hours", by=by, at=at
    )


def withdraw_hours(*, entry: int, by: Actor, at: datetime, reason: str) -> int:
    return _withdraw(HoursEntry, entry, reason, verb="calendar.withdraw_hours", by=by, at=at)


def suspend(*, suspension: Suspension, by: Actor, at: datetime) -> int:
    """Raises SuspensionAlreadyEntered."""
    refusal = SuspensionAlreadyEntered(decision=suspension.basis.decision)
    return _enter(
        SuspensionEntry,
        suspension,
        SuspensionEntry.columns(suspension),
        refusal,
        verb="calendar.suspend",
        by=by,
        at=at,
    )


def correct_suspension(*, entry: int, suspension: Suspension, by: Actor, at: datetime) -> int:
    """Decision and first day stay as they were; giving a last day ends it."""
    return _correct(
        SuspensionEntry,
        entry,
        suspension,
        SuspensionEntry.columns(suspension),
        verb="calendar.correct_suspension",
        by=by,
        at=at,
    )


def withdraw_suspension(*, entry: int, by: Actor, at: datetime, reason: str) -> int:
    return _withdraw(SuspensionEntry, entry, reason, verb="calendar.withdraw_suspension", by=by, at=at)


def enter_rule(*, rule: CountingRule, by: Actor, at: datetime) -> int:
    """Raises RuleAlreadyEntered."""
    refusal = RuleAlreadyEntered(code=rule.code, day=rule.effective_from.isoformat())
    return _enter(RuleEntry, rule, RuleEntry.columns(rule), refusal, verb="calendar.enter_rule", by=by, at=at)


def withdraw_rule(*, entry: int, by: Actor, at: datetime, reason: str) -> int:
    """Limits are counted by the rule before it again, if there is one."""
    return _withdraw(RuleEntry, entry, reason, verb="calendar.withdraw_rule", by=by, at=at)


def correct_rule(*, entry: int, rule: CountingRule, by: Actor, at: datetime) -> int:
    """Code and first day stay as they were."""
    return _correct(
        RuleEntry, entry, rule, RuleEntry.columns(rule), verb="calendar.correct_rule", by=by, at=at
    )


@transaction.atomic
def load_reference(*, folder: Path, by: Actor, at: datetime) -> int:
    """Brings the entries up to the reference files and tells how many rows that took; none when repeated.

    What people entered or corrected stays as they left it. Raises ReferenceFault.
    """
    files = read_files(folder)
    written = (
        _load(DayEntry, [DayEntry.columns(day) for day in files.days], by=by, at=at)
        + _load(HoursEntry, [HoursEntry.columns(hours) for hours in files.hours], by=by, at=at)
        + _load(SuspensionEntry, [SuspensionEntry.columns(stop) for stop in files.suspensions], by=by, at=at)
        + _load(RuleEntry, [RuleEntry.columns(rule) for rule in files.rules], by=by, at=at)
    )
    if written:
        _note("calendar.load_reference", "calendar:reference", by=by, at=at, details={"rows": written})
    return written


@transaction.atomic
def _enter[Row: (DayEntry, HoursEntry, SuspensionEntry, RuleEntry)](
    model: type[Row],
    value: Value,
    columns: dict[str, Any],
    refusal: Refusal,
    *,
    verb: str,
    by: Actor,
    at: datetime,
) -> int:
    """A first row, or one more behind a withdrawn one."""
    _check(value)
    key = {name: columns[name] for name in model.KEY}
    tip = model._default_manager.filter(replaced_by=None, **key).first()
    if tip is not None and not tip.withdrawn:
        raise refusal
    return _append(model, columns, tip, refusal, verb=verb, by=by, at=at)


@transaction.atomic
def _correct[Row: (DayEntry, HoursEntry, SuspensionEntry, RuleEntry)](
    model: type[Row], entry: int, value: Value, columns: dict[str, Any], *, verb: str, by: Actor, at: datetime
) -> int:
    _check(value)
    replaced = model._default_manager.get(pk=entry)
    kept = dict(zip(model.KEY, replaced.key, strict=True))
    return _append(model, columns | kept, replaced, AlreadyCorrected(), verb=verb, by=by, at=at)


@transaction.atomic
def _withdraw[Row: (DayEntry, HoursEntry, SuspensionEntry, RuleEntry)](
    model: type[Row], entry: int, reason: str, *, verb: str, by: Actor, at: datetime
) -> int:
    """A row that ends the chain and keeps what it ends. Raises ReasonMissing, AlreadyCorrected."""
    if not reason.strip():
        raise ReasonMissing
    replaced = model._default_manager.get(pk=entry)
    if replaced.withdrawn:
        raise AlreadyCorrected
    columns = replaced.columns(replaced.value) | {"withdrawn": True, "withdrawn_because": reason.strip()}
    return _append(model, columns, replaced, AlreadyCorrected(), verb=verb, by=by, at=at)


def _append[Row: (DayEntry, HoursEntry, SuspensionEntry, RuleEntry)](
    model: type[Row],
    columns: dict[str, Any],
    replaced: Row | None,
    refusal: Refusal,
    *,
    verb: str,
    by: Actor,
    at: datetime,
) -> int:
    """One row and its line in the ledger; refused when another row took its place meanwhile."""
    row = model(**columns, replaces=replaced, recorded_at=at, recorded_by=by.account)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as fault:
        if isinstance(fault.__cause__, UniqueViolation):
            raise refusal from fault
        raise
    told = {name: str(value) for name, value in columns.items() if value not in ("", None, [])}
    if because := told.pop("withdrawn_because", ""):
        told["reason"] = because
    _note(verb, f"{model._meta.model_name}:{row.pk}", by=by, at=at, details=told)
    return row.pk


def _load[Row: (DayEntry, HoursEntry, SuspensionEntry, RuleEntry)](
    model: type[Row], entries: list[dict[str, Any]], *, by: Actor, at: datetime
) -> int:
    tips = {row.key: row for row in model._default_manager.filter(replaced_by=None)}
    rows = []
    for columns in entries:
        tip = tips.get(tuple(columns[name] for name in model.KEY))
        if tip is None or (tip.of_reference and tip.columns(tip.value) != columns):
            row = model(**columns, replaces=tip, recorded_at=at, recorded_by=by.account, of_reference=True)
            rows.append(row)
    return len(model._default_manager.bulk_create(rows))


def _check(value: Value) -> None:
    if value.basis.confirmed and not value.basis.decision:
        raise DecisionMissing
    if isinstance(value, Suspension) and not value.basis.decision:
        raise DecisionMissing
    if isinstance(value, Suspension) and not _hours_fit(value):
        raise OutageRefused
    first, last = _period(value)
    if first and last and last < first:
        raise PeriodRefused


def _hours_fit(value: Suspension) -> bool:
    """An outage says from which hour until which, and ends after it began; a suspension says neither."""
    if value.from_at is None and value.until_at is None:
        return True
    if value.from_at is None or value.until_at is None or value.until_on is None:
        return False
    return (value.from_on, value.from_at) < (value.until_on, value.until_at)


def _period(value: Value) -> tuple[date | None, date | None]:
    match value:
        case Suspension():
            return value.from_on, value.until_on
        case OfficeHours() | CountingRule():
            return value.effective_from, value.effective_to
        case _:
            return None, None


def _note(verb: str, subject: str, *, by: Actor, at: datetime, details: dict[str, Any]) -> None:
    agency = by.agency or settings.LIENTHONG_PROVINCE
    record(by=by, verb=verb, subject=subject, agency=agency, at=at, details=details)
