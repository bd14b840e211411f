"""What the monitor and the chiefs decide about a duty: who sees to it, its day, whether it applies at all."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise

from django.db import transaction

from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.common import happen, hold, stand_of, standing_row, terms_of
from lienthong.domain.plans.actions.evidence import refuse_wrong_judge
from lienthong.domain.plans.actions.succession import follow_heir
from lienthong.domain.plans.errors import CauseUnknown, NotNow, NotYours, ReasonMissing, WrongDay
from lienthong.domain.plans.permissions import can_assign, can_submit
from lienthong.domain.plans.rules.laying import SERIES
from lienthong.domain.plans.rules.standing import Verb, begin
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.causes.queries import About, list_causes


@transaction.atomic
def assign(
    *, obligation: int, head: str | None = None, focal: str | None = None, by: Actor, at: datetime
) -> None:
    """Names the accountable head and the focal official (accounts); None leaves as it is, "" takes the person off.
    What stays as it was is no event.

    Raises ObligationNotFound, NotYours, NotNow.
    """
    held = hold(obligation)
    stand = stand_of(held)
    if not can_assign(by, stand.agency):
        raise NotYours
    asked = {"head": stand.head if head is None else head, "focal": stand.focal if focal is None else focal}
    named = {part: account for part, account in asked.items() if account != getattr(stand, part)}
    if named:
        happen(held, Verb.ASSIGNED, by=by, at=at, data=named)


@transaction.atomic
def set_due(*, obligation: int, due: date, basis: str, by: Actor, at: datetime) -> None:
    """Gives a duty without a day its day, by what another decided (``basis``).

    Raises ObligationNotFound, WrongJudge, ReasonMissing, WrongDay, NotNow.
    """
    held = hold(obligation)
    refuse_wrong_judge(held, stand_of(held), by)
    if held.kind not in {m.Deadline.Kind.EXTERNAL, m.Deadline.Kind.UNSTATED}:
        raise NotNow(verb=Verb.DATED)
    if not basis.strip():
        raise ReasonMissing
    begun = clock.local(held.occurred_at).date()
    if due < begun:
        raise WrongDay(day=f"{begun:%d/%m/%Y}")
    happen(held, Verb.DATED, by=by, at=at, data={"due": due.isoformat(), "basis": basis.strip()})


@transaction.atomic
def set_series(*, obligation: int, days: Sequence[date], basis: str, by: Actor, at: datetime) -> None:
    """Gives a duty without a day several: the first is its own, for each further one a duty like it is laid.

    ``days`` in order, each once. Raises as ``set_due`` does.
    """
    for before, after in pairwise(days):
        if after <= before:
            raise WrongDay(day=f"{before:%d/%m/%Y}")
    set_due(obligation=obligation, due=days[0], basis=basis, by=by, at=at)
    held = hold(obligation)
    agency = stand_of(held).agency
    further = [
        m.Obligation(
            plan_id=held.plan_id,
            task_id=held.task_id,
            lineage_id=held.lineage_id,
            part=held.part,
            of_id=held.of_id,
            agency=agency,
            key=f"{held.key}{SERIES}{place}",
            title=held.title,
            outputs=held.outputs,
            kind=m.Deadline.Kind.BY,
            due=day,
            occurred_at=at,
            recorded_at=at,
        )
        for place, day in enumerate(days[1:], 2)
    ]
    made = m.Obligation.objects.bulk_create(further)
    m.Standing.objects.bulk_create(standing_row(row, begin(terms_of(row)), at) for row in made)


@transaction.atomic
def ask_extension(*, obligation: int, until: date, reason: str, by: Actor, at: datetime) -> None:
    """Asks for a later day; asked again for the same one, nothing happens.

    Raises ObligationNotFound, NotYours, ReasonMissing, WrongDay, NotNow.
    """
    held = hold(obligation)
    stand = stand_of(held)
    if not can_submit(by, stand.agency):
        raise NotYours
    if not reason.strip():
        raise ReasonMissing
    latest = max(stand.due or date.min, clock.local(at).date())
    if stand.due is None:
        raise NotNow(verb=Verb.EXTENSION_ASKED)
    if until <= latest:
        raise WrongDay(day=f"{latest:%d/%m/%Y}")
    if until == stand.extension:
        return
    happen(
        held, Verb.EXTENSION_ASKED, by=by, at=at, data={"due": until.isoformat(), "reason": reason.strip()}
    )


@transaction.atomic
def decide_extension(
    *, obligation: int, grant: bool, until: date | None = None, reason: str = "", by: Actor, at: datetime
) -> None:
    """Grants the extension asked for (or up to ``until``), or refuses it with a reason.

    Raises ObligationNotFound, WrongJudge, ReasonMissing, WrongDay, NotNow.
    """
    held = hold(obligation)
    stand = stand_of(held)
    refuse_wrong_judge(held, stand, by)
    if stand.extension is None:
        raise NotNow(verb=Verb.EXTENSION_GRANTED)
    if not grant:
        if not reason.strip():
            raise ReasonMissing
        happen(held, Verb.EXTENSION_REFUSED, by=by, at=at, data={"reason": reason.strip()})
        return
    due = until or stand.extension
    if stand.due is not None and due <= stand.due:
        raise WrongDay(day=f"{stand.due:%d/%m/%Y}")
    happen(
        held, Verb.EXTENSION_GRANTED, by=by, at=at, data={"due": due.isoformat(), "reason": reason.strip()}
    )


@transaction.atomic
def excuse(*, obligation: int, reason: str, by: Actor, at: datetime) -> None:
    """Says that a duty does not apply. Raises ObligationNotFound, WrongJudge, ReasonMissing, NotNow."""
    held = hold(obligation)
    refuse_wrong_judge(held, stand_of(held), by)
    if not reason.strip():
        raise ReasonMissing
    happen(held, Verb.EXCUSED, by=by, at=at, data={"reason": reason.strip()})


@transaction.atomic
def restore(*, obligation: int, reason: str, by: Actor, at: datetime) -> None:
    """Says that an excused duty applies after all. Raises ObligationNotFound, WrongJudge, ReasonMissing, NotNow."""
    held = hold(obligation)
    refuse_wrong_judge(held, stand_of(held), by)
    if not reason.strip():
        raise ReasonMissing
    happen(held, Verb.RESTORED, by=by, at=at, data={"reason": reason.strip()})
    follow_heir(held, by=by, at=at)


@transaction.atomic
def explain(*, obligation: int, cause: str, text: str, by: Actor, at: datetime) -> None:
    """Says why a duty is late, by a listed cause and in words; said twice in the same words, it stands there once.

    Raises ObligationNotFound, NotYours, CauseUnknown, ReasonMissing, NotNow.
    """
    held = hold(obligation)
    if not can_submit(by, stand_of(held).agency):
        raise NotYours
    if cause not in {known.code for known in list_causes(About.DUTY, clock.local(at).date())}:
        raise CauseUnknown
    if not text.strip():
        raise ReasonMissing
    said = {"cause": cause, "text": text.strip()}
    last = m.Happening.objects.filter(obligation=held).order_by("occurred_at", "id").last()
    if last and (last.verb, last.data) == (Verb.EXPLAINED, said):
        return
    happen(held, Verb.EXPLAINED, by=by, at=at, data=said)
