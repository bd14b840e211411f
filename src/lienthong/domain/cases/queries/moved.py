"""Which cases were moved since, and one of them whole: for who tells other systems. No reader's sight limits it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate

from django.db.models import Max

from lienthong.domain.cases import models as m
from lienthong.domain.cases.errors import CaseNotFound
from lienthong.domain.cases.queries.rows import CaseRow, HappeningRow, case_row, happening_row
from lienthong.domain.cases.queries.sight import now_standing
from lienthong.domain.cases.rules.moves import NATIONAL
from lienthong.domain.cases.rules.standing import Event, apply, begin


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A case with its newest event of those asked for. ``number`` "" and ``day`` None until it is received."""

    case: int
    number: str
    procedure: str
    owner: str
    day: date | None
    happening: int


@dataclass(frozen=True, slots=True)
class Told:
    """A case now with all that happened to it, oldest first; ``statuses``: the national portal's code after each."""

    row: CaseRow
    happenings: Sequence[HappeningRow]
    statuses: Sequence[int]


def newest_happening() -> int:
    """The number of the last event of all cases; 0 before the first."""
    return m.Happening.objects.aggregate(last=Max("pk"))["last"] or 0


def list_moved(
    procedures: Collection[str],
    verbs: Collection[str],
    *,
    after: int = 0,
    cases: Collection[int] | None = None,
    limit: int = 20_000,
) -> tuple[list[MovedRow], int]:
    """Cases of these procedures with such an event numbered above ``after``, each once with its newest; and how far was
    looked. Numbers are given before they are committed: whoever goes on from there begins a little before.
    """
    newest = max(after, newest_happening())
    found = m.Happening.objects.filter(verb__in=verbs, case__procedure__in=procedures, pk__gt=after)
    if cases is not None:
        found = found.filter(case__in=cases)
    columns = ("pk", "case", "case__number", "case__procedure", "case__owner", "case__day")
    rows = list(found.order_by("pk").values_list(*columns)[:limit])
    moved = {
        case: MovedRow(case, number, code, owner, day, pk) for pk, case, number, code, owner, day in rows
    }
    return list(moved.values()), newest if len(rows) < limit else rows[-1][0]


def get_told(case: int, now: datetime) -> Told:
    """Three statements at most. Raises CaseNotFound."""
    stand = now_standing().filter(case=case).select_related("case").first()
    if stand is None:
        raise CaseNotFound
    rows = list(m.Happening.objects.filter(case=case).order_by("occurred_at", "id"))
    events = [Event(one.verb, one.occurred_at, one.data) for one in rows]
    stands = accumulate(events[1:], apply, initial=begin(events[0]))
    statuses = [int(NATIONAL[one.state]) for one in stands]
    return Told(case_row(stand, now), [happening_row(one) for one in rows], statuses)
