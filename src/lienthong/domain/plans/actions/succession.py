"""Agencies pass, duties stay: what one had open is the heir's from the day of the reorganisation.

Whatever comes first, news of a merger, of the heir's own end, the duty itself, or its being opened again: in the end
each open duty is answered for by one agency that is in force.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import groupby
from operator import itemgetter

from django.db import transaction
from django.db.models import Q, QuerySet

from lienthong.domain.organisations.queries import list_inherited, list_positions, successors
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.common import happen, hold, stand_of
from lienthong.domain.plans.rules.standing import CLOSED, Verb
from lienthong.spine import clock
from lienthong.spine.actor import Actor

type Line = list[tuple[str, date]]
"""Heirs one after another, each with the day on which it took over."""


@transaction.atomic
def hand_over(*, predecessor: str, successor: str, on: date, by: Actor, at: datetime) -> int:
    """Hands every open duty of ``predecessor`` to its heir, and on to whoever succeeded that one since; returns how
    many. Done twice, the second finds none; a day still to come is left to ``follow_heirs`` of that day.
    """
    today = clock.local(at).date()
    if on > today:
        return 0
    line = [(successor, on), *_line(successor, since=on, day=today, passed={predecessor})]
    duties = _open().filter(agency=predecessor).order_by("obligation").values_list("obligation", flat=True)
    return sum(_pass(duty, predecessor, line, by=by, at=at) for duty in duties)


@transaction.atomic
def follow_heirs(*, plan: int | None = None, by: Actor, at: datetime) -> int:
    """Hands open duties of agencies that have passed by today to whoever answers now; returns how many."""
    today = clock.local(at).date()
    rows = (_open() if plan is None else _open().filter(plan=plan)).filter(agency__in=list_inherited(today))
    lines = {code: _line(code, day=today) for code in rows.values_list("agency", flat=True).distinct()}
    passed = rows.filter(agency__in=[code for code, line in lines.items() if line])
    duties = passed.order_by("obligation").values_list("obligation", "agency")
    return sum(_pass(duty, agency, lines[agency], by=by, at=at) for duty, agency in duties)


@transaction.atomic
def follow_heir(obligation: m.Obligation, *, by: Actor, at: datetime) -> None:
    """A held duty that was opened again goes to whoever succeeded its agency while it was closed."""
    agency = stand_of(obligation).agency
    line = _line(agency, day=clock.local(at).date())
    for heir, _on in line[-1:]:
        happen(obligation, Verb.HANDED_OVER, by=by, at=at, data={"to": heir})


def _open() -> QuerySet[m.Standing]:
    return m.Standing.objects.filter(until__isnull=True, superseded_at__isnull=True).exclude(state__in=CLOSED)


def _pass(duty: int, agency: str, line: Iterable[tuple[str, date]], *, by: Actor, at: datetime) -> int:
    held = hold(duty)
    stand = stand_of(held)
    if stand.agency != agency or stand.state in CLOSED:
        return 0
    for heir, on in line:
        occurred = datetime.combine(on, time(), clock.ZONE)
        happen(held, Verb.HANDED_OVER, by=by, at=at, occurred_at=occurred, data={"to": heir})
    return 1


def _line(code: str, *, day: date, since: date = date.min, passed: Iterable[str] = ()) -> Line:
    """Who answers after ``code`` by ``day``; one query a step. Never back to an agency already passed."""
    found: Line = []
    holder, gone = code, {code, *passed}
    while True:
        edges = [row.edge for row in successors(holder, day)]
        heirs = ((one.successor, one.on) for one in edges if one.principal and one.on >= since)
        step = next(heirs, None)
        if step is None or not step[0] or step[0] in gone:
            return found
        found.append(step)
        holder, since = step
        gone.add(holder)


@transaction.atomic
def release_gone(*, account: str = "", to: str = "", by: Actor, at: datetime) -> int:
    """Takes open duties off people who hold no position at the agency that owes them (one ``account``, or everybody)
    and gives them to ``to`` where that person holds one there; returns how many. Their heads find them unassigned.
    """
    today = clock.local(at).date()
    rows = _open().exclude(focal="", head="")
    if account:
        rows = rows.filter(Q(focal=account) | Q(head=account))
    found = list(rows.order_by("agency", "obligation").values_list("agency", "obligation", "head", "focal"))
    count = 0
    for agency, of_agency in groupby(found, key=itemgetter(0)):
        holders = frozenset(hat.account for hat in list_positions([agency], today, limit=5_000))
        for _agency, duty, head, focal in of_agency:
            count += _release(duty, {head, focal} - holders, holders, to, by=by, at=at)
    return count


def _release(duty: int, gone: set[str], holders: frozenset[str], to: str, *, by: Actor, at: datetime) -> int:
    if not gone - {""}:
        return 0
    held = hold(duty)
    stand = stand_of(held)
    taker = to if to in holders else ""
    named = {part: taker for part in ("head", "focal") if (was := getattr(stand, part)) and was in gone}
    if not named or stand.state in CLOSED:
        return 0
    happen(held, Verb.ASSIGNED, by=by, at=at, data={**named, "left": stand.focal if "focal" in named else ""})
    return 1
