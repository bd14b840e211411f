"""Every duty's story told anew from what happened, and held against what is kept: the two must never differ."""

import gc
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db import connection, transaction
from psycopg.types.datetime import TimestamptzLoader

from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.common import COLUMNS, events_of, hold, restate, terms_of
from lienthong.domain.plans.rules.standing import Event, Terms, history
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record

STEP = 20_000
"""So many ids are read and folded at once: memory stays the same whatever the size of the province."""

DUTIES = """
SELECT id, agency, due, greatest(cardinality(outputs), 1), occurred_at FROM plans_obligation
WHERE id >= %s AND id < %s ORDER BY id
"""
HAPPENINGS = """
SELECT obligation_id, verb, occurred_at, data FROM plans_happening
WHERE obligation_id >= %s AND obligation_id < %s ORDER BY obligation_id, occurred_at, id
"""
STANDINGS = """
SELECT obligation_id, {} FROM plans_standing
WHERE obligation_id >= %s AND obligation_id < %s AND superseded_at IS NULL ORDER BY obligation_id, since
"""


_NAMES = ", ".join(COLUMNS)
_values = attrgetter(*COLUMNS[:-1])


@dataclass(frozen=True, slots=True)
class Retold:
    """``differing``: ids of the duties whose stretches are not those that their events tell."""

    duties: int
    events: int
    differing: tuple[int, ...]


def retell() -> Retold:
    """Computes how every duty stands anew and compares; changes nothing."""
    steps = [_retold(low) for low in _steps()]
    suspects = (pk for step in steps for pk in step.differing)
    return Retold(
        sum(step.duties for step in steps),
        sum(step.events for step in steps),
        tuple(pk for pk in suspects if _differs(pk)),
    )


def _retold(low: int) -> Retold:
    """One step. Meanwhile nothing is collected: a million small rows would be walked again and again."""
    gc.disable()
    try:
        happened = _by_duty(HAPPENINGS, low)
        kept = _by_duty(STANDINGS.format(_NAMES), low)
        events, differing = 0, list[int]()
        duties = _rows(DUTIES, low)
        for pk, agency, due, outputs, at in duties:
            told = [Event(verb, moment, json.loads(data)) for verb, moment, data in happened.get(pk, ())]
            events += len(told)
            made = history(Terms(agency, due, outputs, at), told)
            if [(*_values(stand), sorted(stand.met)) for stand in made] != kept.get(pk):
                differing.append(pk)
        return Retold(len(duties), events, tuple(differing))
    finally:
        gc.enable()


@transaction.atomic
def _differs(duty: int) -> bool:
    """Asked again while nobody else changes it: what looked different may have been read while it was changed."""
    held = hold(duty)
    kept = m.Standing.objects.filter(obligation=held, superseded_at__isnull=True).order_by("since")
    made = history(terms_of(held), events_of(held))
    return [(*_values(stand), sorted(stand.met)) for stand in made] != list(kept.values_list(*COLUMNS))


def _steps() -> range:
    last = m.Obligation.objects.order_by("-id").values_list("id", flat=True).first() or 0
    return range(0, last + 1, STEP)


def _rows(statement: str, low: int) -> list[tuple[Any, ...]]:
    """Rows with moments as PostgreSQL's driver reads them: Django's own reading of a million takes a second longer."""
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        cursor.adapters.register_loader("timestamptz", TimestamptzLoader)
        cursor.execute(statement, [low, low + STEP])
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _by_duty(statement: str, low: int) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in _rows(statement, low):
        found[row[0]].append(row[1:])
    return found


@transaction.atomic
def restate_all(*, by: Actor, at: datetime) -> Retold:
    """Computes how every duty stands anew and writes what differs; what stood there stays, superseded."""
    found = retell()
    for pk in found.differing:
        held = hold(pk)
        restate(held, at)
        subject, agency = f"obligation:{pk}", held.agency
        record(by=by, verb="plans.restate", subject=subject, agency=agency, at=at)
    return found
