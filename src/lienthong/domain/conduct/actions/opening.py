"""A matter begins: what was seen, at which agency, and until when it is its head's alone."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from lienthong.domain.cases.queries import find_owned
from lienthong.domain.conduct import models as m
from lienthong.domain.conduct.errors import CaseUnknown, NoSuchAgency, WordsMissing
from lienthong.domain.conduct.facts import MatterOpened
from lienthong.domain.conduct.permissions import can_answer, can_open
from lienthong.domain.conduct.rules import Kind, limits_on
from lienthong.domain.organisations.queries import get_path
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.calendar.queries import calendar_for
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean, clean_lines

LONGEST = 4_000
MOST_NUMBERS = 20


@transaction.atomic
def open_matter(
    *, key: UUID, agency: str, words: str, numbers: Sequence[str] = (), who: str = "", by: Actor, at: datetime
) -> int:
    """Somebody was harassed: told by a person of the agency's head, or by who sees that agency from above. ``numbers``
    are of the cases that it is about. A form sent twice finds what it made.

    Raises NoSuchAgency, WordsMissing, CaseUnknown.
    """
    if not can_open(by, agency):
        raise NoSuchAgency
    if not (told := clean_lines(words)[:LONGEST]):
        raise WordsMissing
    cases = []
    for number in [clean(one) for one in numbers if clean(one)][:MOST_NUMBERS]:
        if (case := find_owned(number, [agency])) is None:
            raise CaseUnknown
        cases.append(case)
    day = clock.local(at).date()
    made = begin(
        key=f"{Kind.HARASSMENT}:{key}",
        kind=Kind.HARASSMENT,
        agency=agency,
        cases=cases,
        seen=(day, day),
        words=told,
        whose=("", clean(who)[:200]),
        by=by,
        at=at,
    )
    return made if made is not None else m.Matter.objects.get(key=f"{Kind.HARASSMENT}:{key}").pk


def begin(
    *,
    key: str,
    kind: Kind,
    agency: str,
    cases: Sequence[int],
    seen: tuple[date, date],
    words: str = "",
    whose: tuple[str, str] = ("", ""),
    by: Actor,
    at: datetime,
) -> int | None:
    """None where it was begun already."""
    day = clock.local(at).date()
    due, is_told_from_above = _due_on(agency, day), bool(by.agency) and not can_answer(by, agency)
    row, is_new = m.Matter.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind.value,
            "agency": agency,
            "account": whose[0],
            "name": whose[1],
            "cases": sorted(cases),
            "seen_from": seen[0],
            "seen_until": seen[1],
            "words": words,
            "opened_at": at,
            "opened_by": by.account,
            "opener": by.name,
            "shown_on": day if is_told_from_above else due,
            "due_on": due,
        },
    )
    if not is_new:
        return None
    subject = f"matter:{row.pk}"
    state(MatterOpened(row.pk), subject=subject, at=at)
    told = {"kind": kind.value, "cases": len(cases)}
    record(by=by, verb="conduct.open", subject=subject, agency=agency, at=at, details={**told})
    return row.pk


def _due_on(agency: str, day: date) -> date:
    """The head's working days are over on it."""
    calendar = calendar_for(agency, superiors=get_path(agency, day)[::-1][1:])
    for _day in range(limits_on(day).head_first):
        day = calendar.next_working(day)
    return day
