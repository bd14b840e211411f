"""What one agency asks of another: a contribution to its duty, or a report that no plan states."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from lienthong.domain.organisations.queries import get_names, list_groups_of
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.common import hold, stand_of, standing_row, terms_of
from lienthong.domain.plans.errors import (
    AlreadyAsked,
    NotCoordinating,
    NotNow,
    NotYours,
    ReasonMissing,
    WrongDay,
)
from lienthong.domain.plans.facts import ContributionAsked, ReportRequested
from lienthong.domain.plans.permissions import can_monitor, can_submit
from lienthong.domain.plans.rules.standing import Verb, allows, begin
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.actions import state


@transaction.atomic
def ask_contribution(*, obligation: int, agency: str, text: str, due: date, by: Actor, at: datetime) -> int:
    """Asks an agency that coordinates the task for its part by a day; returns the contribution's id.

    Raises ObligationNotFound, NotYours, NotNow, NotCoordinating, AlreadyAsked, ReasonMissing, WrongDay.
    """
    held = hold(obligation)
    stand = stand_of(held)
    today = clock.local(at).date()
    if not can_submit(by, stand.agency):
        raise NotYours
    if not allows(Verb.SUBMITTED, stand):
        raise NotNow(verb=Verb.SUBMITTED)
    if not text.strip():
        raise ReasonMissing
    if due < today:
        raise WrongDay(day=f"{today:%d/%m/%Y}")
    name = get_names([agency], today).get(agency, agency)
    if not _coordinates(held, agency, today):
        raise NotCoordinating(agency=name)
    if m.Obligation.objects.filter(of=held, agency=agency).exists():
        raise AlreadyAsked(agency=name)
    row = _begin(
        held.plan,
        part=m.Obligation.Part.CONTRIBUTION,
        task=held.task,
        lineage=held.lineage_id,
        of=held,
        agency=agency,
        key=f"of {held.pk}",
        title=text.strip(),
        due=due,
        at=at,
    )
    state(
        ContributionAsked(obligation=row.pk, agency=agency, by=by.account),
        subject=f"obligation:{row.pk}",
        at=at,
    )
    _tell(row, "plans.ask_contribution", by=by, at=at, of=held.pk, due=due.isoformat())
    return row.pk


def _coordinates(held: m.Obligation, agency: str, day: date) -> bool:
    groups = [group.code for group in list_groups_of(agency, day)]
    parties = m.Party.objects.filter(task=held.task_id, part=m.Party.Part.COORDINATING)
    return parties.filter(agency=agency).exists() or parties.filter(group__in=groups).exists()


@transaction.atomic
def request_report(
    *, plan: int, agencies: Sequence[str], title: str, due: date, by: Actor, at: datetime
) -> list[int]:
    """Asks agencies for a report that the plan does not state, by a day; returns the ids in the order of agencies.

    Raises NotYours, ReasonMissing, WrongDay.
    """
    held = m.Plan.objects.select_for_update(no_key=True).get(pk=plan)
    today = clock.local(at).date()
    if not can_monitor(by, held.monitor):
        raise NotYours
    if not title.strip() or not agencies:
        raise ReasonMissing
    if due < today:
        raise WrongDay(day=f"{today:%d/%m/%Y}")
    place = m.Obligation.objects.filter(plan=held, part=m.Obligation.Part.REQUEST).count()
    made = []
    for place_, agency in enumerate(dict.fromkeys(agencies), place + 1):
        row = _begin(
            held,
            part=m.Obligation.Part.REQUEST,
            agency=agency,
            key=f"request {place_}",
            title=title.strip(),
            due=due,
            at=at,
        )
        state(
            ReportRequested(obligation=row.pk, agency=agency, by=by.account),
            subject=f"obligation:{row.pk}",
            at=at,
        )
        made.append(row.pk)
    first = m.Obligation.objects.get(pk=made[0])
    _tell(first, "plans.request_report", by=by, at=at, agencies=", ".join(agencies), due=due.isoformat())
    return made


def _begin(
    plan: m.Plan,
    *,
    part: str,
    agency: str,
    key: str,
    title: str,
    due: date,
    at: datetime,
    task: m.Task | None = None,
    lineage: int | None = None,
    of: m.Obligation | None = None,
) -> m.Obligation:
    row = m.Obligation.objects.create(
        plan=plan,
        task=task,
        lineage_id=lineage,
        part=part,
        of=of,
        agency=agency,
        key=key,
        title=title,
        outputs=[title],
        kind=m.Deadline.Kind.BY,
        due=due,
        occurred_at=at,
        recorded_at=at,
    )
    standing_row(row, begin(terms_of(row)), at).save()
    return row


def _tell(row: m.Obligation, verb: str, *, by: Actor, at: datetime, **details: str | int) -> None:
    record(
        by=by,
        verb=verb,
        subject=f"obligation:{row.pk}",
        agency=by.agency or row.agency,
        at=at,
        details={**details},
    )
