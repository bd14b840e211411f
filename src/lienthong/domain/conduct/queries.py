"""Reads of matters: the head's own at once, of agencies in reach once they are answered or their days are over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q

from lienthong.domain.conduct import models as m
from lienthong.domain.conduct.errors import MatterNotFound
from lienthong.domain.conduct.permissions import Permission, can_answer
from lienthong.domain.conduct.rules import (
    KIND_LABELS,
    LIMITS,
    MEASURE_LABELS,
    SIGNS,
    Kind,
    Measure,
    limits_on,
)
from lienthong.spine.actor import Actor

__all__ = [
    "KIND_LABELS",
    "LIMITS",
    "MEASURE_LABELS",
    "MOST",
    "SIGNS",
    "Kind",
    "MatterRow",
    "Measure",
    "count_to_answer",
    "get_matter",
    "has_matters",
    "limits_on",
    "list_matters",
    "sees_matters",
]
MOST: Final = 500


@dataclass(frozen=True, slots=True)
class MatterRow:
    """``measure`` None until it is answered."""

    id: int
    kind: Kind
    agency: str
    name: str
    cases: Sequence[int]
    seen_from: date
    seen_until: date
    words: str
    opened_at: datetime
    opener: str
    shown_on: date
    due_on: date
    measure: Measure | None
    who: str
    decision: str
    decided_on: date | None
    answer: str
    answered_at: datetime | None
    answerer: str

    @property
    def is_sign(self) -> bool:
        return self.kind in SIGNS

    def is_owed_on(self, day: date) -> bool:
        """The head's days are over."""
        return self.measure is None and day >= self.due_on


def sees_matters(by: Actor) -> bool:
    return bool(by.agency) and (can_answer(by, by.agency) or by.may(Permission.SEE))


def _sight(by: Actor, day: date) -> Q:
    seen = Q(pk__in=())
    if by.agency and can_answer(by, by.agency):
        seen |= Q(agency=by.agency)
    reach = by.reach(Permission.SEE)
    open_above = Q(answered_at__isnull=False) | Q(shown_on__lte=day)
    return seen | (open_above if reach is None else open_above & Q(agency__in=reach))


def list_matters(*, by: Actor, day: date, is_open: bool) -> list[MatterRow]:
    """What waits, the oldest first; what was answered, the newest first."""
    rows = m.Matter.objects.filter(_sight(by, day), answered_at__isnull=is_open)
    return [
        _row(one)
        for one in rows.order_by(*(("opened_at", "id") if is_open else ("-answered_at", "-id")))[:MOST]
    ]


def get_matter(matter: int, *, by: Actor, day: date) -> MatterRow:
    """Raises MatterNotFound."""
    row = m.Matter.objects.filter(_sight(by, day), pk=matter).first()
    if row is None:
        raise MatterNotFound
    return _row(row)


def count_to_answer(agency: str) -> int:
    return m.Matter.objects.filter(agency=agency, answered_at=None).count()


def has_matters() -> bool:
    return m.Matter.objects.exists()


def _row(row: m.Matter) -> MatterRow:
    return MatterRow(
        id=row.pk,
        kind=Kind(row.kind),
        agency=row.agency,
        name=row.name,
        cases=tuple(row.cases),
        seen_from=row.seen_from,
        seen_until=row.seen_until,
        words=row.words,
        opened_at=row.opened_at,
        opener=row.opener,
        shown_on=row.shown_on,
        due_on=row.due_on,
        measure=Measure(row.measure) if row.measure else None,
        who=row.who,
        decision=row.decision,
        decided_on=row.decided_on,
        answer=row.answer,
        answered_at=row.answered_at,
        answerer=row.answerer,
    )
