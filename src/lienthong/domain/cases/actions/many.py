"""Many cases at once: each answers for itself, and only while it stands as whoever decided saw it."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from lienthong.domain.cases import models as m
from lienthong.domain.cases.actions.common import hold
from lienthong.domain.cases.errors import MovedMeanwhile
from lienthong.domain.cases.rules.moves import Verb
from lienthong.spine import clock
from lienthong.spine.actor import Actor


@transaction.atomic
def unless_moved(
    *, case: int, seen: int, verb: Verb, act: Callable[[], object], by: Actor, at: datetime
) -> bool:
    """Does ``act``, a move of ``verb``, where the case still stands as ``seen`` (the number of its stretch).

    False when this person's own first press did it already. Raises MovedMeanwhile, CaseNotFound and what ``act`` does.
    """
    hold(case, by=by, at=at)
    if m.Stand.objects.get(case=case, until=None, superseded_at=None).pk == seen:
        act()
        return True
    newest = m.Happening.objects.filter(case=case).latest("occurred_at", "id")
    if (newest.verb, newest.account) == (verb, by.account):
        return False
    raise MovedMeanwhile(name=newest.name, time=f"{clock.local(newest.occurred_at):%H:%M %d/%m}")
