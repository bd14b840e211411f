"""Facts of rooms below that concern plans."""

from datetime import date, datetime

from lienthong.domain.organisations.facts import AgencySucceeded
from lienthong.domain.plans.actions.succession import hand_over
from lienthong.spine.actor import platform
from lienthong.spine.outbox.handlers import on


@on(AgencySucceeded, key="plans.hand_over")
def agency_succeeded(fact: AgencySucceeded, at: datetime) -> None:
    if fact.principal and fact.successor:
        hand_over(
            predecessor=fact.predecessor,
            successor=fact.successor,
            on=date.fromisoformat(fact.on),
            by=platform("reaction"),
            at=at,
        )
