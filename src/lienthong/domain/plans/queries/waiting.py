"""What waits for a monitor's word: documents handed in, extensions asked for."""

import datetime as dt
from functools import lru_cache

from django.db.models import Q, QuerySet

from lienthong.domain.plans import models as m
from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries.document import PlanRow
from lienthong.domain.plans.queries.obligations import (
    LIMIT,
    ObligationRow,
    Stamp,
    end_of,
    read_obligations,
    stamp_of,
)
from lienthong.domain.plans.rules.standing import ALLOWED, UNDONE, State, Verb
from lienthong.spine.actor import Actor

_SUBMITTED = Q(state=State.SUBMITTED)
_ASKED = Q(extension__isnull=False) & Q(state__in=[*UNDONE, State.SUBMITTED])


def list_waiting(plan: PlanRow, actor: Actor, *, as_of: dt.date, limit: int = LIMIT) -> list[ObligationRow]:
    """The duties that wait for the actor's word, the one that waits longest first."""
    rows = _waiting(plan, actor).filter(since__lt=end_of(as_of))
    return read_obligations(rows.order_by("since", "obligation")[:limit], as_of)


def count_waiting(plan: PlanRow, actor: Actor) -> int:
    """Counted again only when a duty came to stand otherwise: every page of the plan tells it."""
    if not actor.may(Permission.MONITOR, actor.agency):
        return 0
    stamp = stamp_of(plan.id)
    if stamp is None:
        return _waiting(plan, actor).count()
    judges = (plan.monitor, plan.overseer, actor.agency)
    counted = _counted(plan.id, stamp)
    if judges not in counted:
        counted[judges] = _waiting(plan, actor).count()
    return counted[judges]


@lru_cache(maxsize=64)
def _counted(_plan: int, _stamp: Stamp) -> dict[tuple[str, str, str], int]:
    """What this process counted while nothing changed, by who judges and who asks."""
    return {}


def _waiting(plan: PlanRow, actor: Actor) -> QuerySet[m.Standing]:
    """The monitor judges what others owe, the overseer what the monitor owes; contributions are their leads'."""
    rows = m.Standing.objects.filter(plan=plan.id, until__isnull=True, superseded_at__isnull=True)
    rows = rows.filter(_SUBMITTED | _ASKED).exclude(part=m.Obligation.Part.CONTRIBUTION)
    if not actor.may(Permission.MONITOR, actor.agency):
        return rows.none()
    of_others, of_monitor = ~Q(agency=plan.monitor), Q(agency=plan.monitor)
    theirs = of_others if actor.agency == plan.monitor else Q(pk__in=[])
    if actor.agency == plan.overseer:
        theirs |= of_monitor & ~Q(agency=actor.agency)
    return rows.filter(theirs)


def possible_verbs(row: ObligationRow) -> frozenset[Verb]:
    """What the rules allow in the state that a duty is in."""
    verbs = frozenset(verb for verb in Verb if row.state in ALLOWED[verb])
    return verbs if row.extension else verbs - {Verb.EXTENSION_GRANTED, Verb.EXTENSION_REFUSED}
