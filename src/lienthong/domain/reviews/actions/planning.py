"""A year's plan of reviews is drawn up, written anew and issued."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from lienthong.domain.procedures.errors import ProcedureNotFound
from lienthong.domain.procedures.queries import State, get_published
from lienthong.domain.reviews import models as m
from lienthong.domain.reviews.actions.common import check_agencies, check_decision, tell
from lienthong.domain.reviews.errors import (
    CodePlanned,
    CodesMissing,
    DaysSwapped,
    EntriesMissing,
    EntryUnfit,
    NotInForce,
    PlanIsIssued,
    PlanNotFound,
    PlanTaken,
    SheetChanged,
    TitleMissing,
)
from lienthong.domain.reviews.facts import PlanIssued
from lienthong.domain.reviews.rules.terms import EntryGiven, PlanGiven
from lienthong.domain.reviews.rules.vocabulary import plan_subject
from lienthong.spine.actor import Actor
from lienthong.spine.clock import local
from lienthong.spine.errors import Refusal
from lienthong.spine.outbox.actions import state


@transaction.atomic
def draw_up(*, plan: PlanGiven, office: str, by: Actor, at: datetime) -> int:
    """Opens the draft of a year's plan; its id. Raises TitleMissing, EntriesMissing, EntryUnfit."""
    _check(plan, local(at).date())
    made = m.Plan.objects.create(
        year=plan.year, title=plan.title.strip(), office=office, recorded_at=at, recorded_by=by.account
    )
    _write(made, plan.entries)
    tell(plan_subject(made.pk), "draw_up", office, by=by, at=at, year=plan.year, rows=len(plan.entries))
    return made.pk


@transaction.atomic
def redraw(*, plan: int, given: PlanGiven, seen: int, by: Actor, at: datetime) -> None:
    """Writes the draft anew. Raises PlanNotFound, PlanIsIssued, SheetChanged and as ``draw_up``."""
    held = hold_plan(plan)
    if held.revision != seen:
        raise SheetChanged
    _check(given, local(at).date())
    m.Entry.objects.filter(plan=held).delete()
    held.year, held.title, held.revision = given.year, given.title.strip(), seen + 1
    held.save(update_fields=["year", "title", "revision"])
    _write(held, given.entries)
    tell(plan_subject(plan), "redraw", held.office, by=by, at=at, rows=len(given.entries))


@transaction.atomic
def issue(*, plan: int, number: str, decided_on: date, by: Actor, at: datetime) -> None:
    """The decision that issues it is entered; agencies owe its rows. Raises PlanNotFound, PlanIsIssued,
    DecisionMissing, DecidedLater, PlanTaken.
    """
    held = hold_plan(plan)
    held.number, held.decided_on, held.issued_at = check_decision(number, decided_on, at), decided_on, at
    try:
        with transaction.atomic():
            held.save(update_fields=["number", "decided_on", "issued_at"])
    except IntegrityError as taken:
        raise PlanTaken(number=held.number) from taken
    state(PlanIssued(plan), subject=plan_subject(plan), at=at)
    tell(plan_subject(plan), "issue", held.office, by=by, at=at, words=held.number)


def hold_plan(plan: int) -> m.Plan:
    """A draft, locked until the end of the transaction. Raises PlanNotFound, PlanIsIssued."""
    held = m.Plan.objects.select_for_update(no_key=True).filter(pk=plan).first()
    if held is None:
        raise PlanNotFound
    if held.issued_at:
        raise PlanIsIssued
    return held


def _write(plan: m.Plan, entries: Iterable[EntryGiven]) -> None:
    m.Entry.objects.bulk_create(
        m.Entry(
            plan=plan,
            position=place,
            name=one.name.strip(),
            codes=list(one.codes),
            lead=one.lead,
            coordinating=list(one.coordinating),
            begins_on=one.begins_on,
            due_on=one.due_on,
            product=one.product.strip(),
        )
        for place, one in enumerate(entries, 1)
    )


def _check(plan: PlanGiven, day: date) -> None:
    if not plan.title.strip():
        raise TitleMissing
    if not plan.entries:
        raise EntriesMissing
    seen: set[str] = set()
    for place, entry in enumerate(plan.entries, 1):
        try:
            _check_entry(entry, seen, day)
        except Refusal as refusal:
            raise EntryUnfit(place=place, what=str(refusal)) from refusal


def _check_entry(entry: EntryGiven, seen: set[str], day: date) -> None:
    if not entry.name.strip():
        raise TitleMissing
    if not entry.codes:
        raise CodesMissing
    if entry.due_on < entry.begins_on:
        raise DaysSwapped
    check_agencies({entry.lead, *entry.coordinating}, day)
    for code in entry.codes:
        if code in seen:
            raise CodePlanned(code=code)
        seen.add(code)
        in_force(code, day)


def in_force(code: str, day: date) -> int:
    """The version in force of a procedure. Raises NotInForce."""
    try:
        row = get_published(code, day)
    except ProcedureNotFound as absent:
        raise NotInForce(code=code) from absent
    if row.state is State.ABOLISHED and row.until and row.until <= day:
        raise NotInForce(code=code)
    return row.id
