"""What is done for plans once a day, and whom their facts are told to."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Final

from lienthong.domain.plans.actions import noting
from lienthong.domain.plans.actions.succession import follow_heirs, release_gone
from lienthong.domain.plans.actions.urging import urge
from lienthong.domain.plans.exchange.telling import Workdays
from lienthong.domain.plans.facts import ContributionAsked, ObligationChanged, PlanIssued, ReportRequested
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.outbox.handlers import on
from lienthong.spine.schedule import daily

URGED_AT: Final = time(7, 30)


@daily("plans.follow_heirs", at=time())
def pass_duties_on(day: date, at: datetime) -> None:
    """The day on which agencies pass, known long before, hands their open duties to the heirs."""
    del day
    follow_heirs(by=platform("schedule"), at=at)


@daily("plans.release", at=time())
def release_on(day: date, at: datetime) -> None:
    """Positions that end on a day known long before leave their duties to be given anew."""
    del day
    release_gone(by=platform("schedule"), at=at)


@daily("plans.urge", at=URGED_AT)
def urge_on(day: date, at: datetime) -> None:
    """Before the letters of the morning are written; on days off of an agency nothing of its is reached."""
    urge(day=day, counting=_count_known_on, by=platform("schedule"), at=at)


def _count_known_on(day: date) -> Callable[[str, date, date], int]:
    return Workdays(day, datetime.combine(day, URGED_AT, clock.ZONE)).between


@on(ObligationChanged, key="plans.tell_of")
def tell_of_change(fact: ObligationChanged, at: datetime) -> None:
    noting.tell_of(happening=fact.happening, by=platform("job"), at=at)


@on(ContributionAsked, key="plans.tell_contributor")
def tell_contributor(fact: ContributionAsked, at: datetime) -> None:
    noting.tell_asked(obligation=fact.obligation, asked_by=fact.by, by=platform("job"), at=at)


@on(ReportRequested, key="plans.tell_reporter")
def tell_reporter(fact: ReportRequested, at: datetime) -> None:
    noting.tell_asked(obligation=fact.obligation, asked_by=fact.by, by=platform("job"), at=at)


@on(PlanIssued, key="plans.tell_issued")
def tell_issued(fact: PlanIssued, at: datetime) -> None:
    noting.tell_issued(plan=fact.plan_id, version=fact.version_id, by=platform("job"), at=at)
