"""Facts of rooms below that concern plans."""

from datetime import date, datetime

from lienthong.domain.organisations.facts import AgencySucceeded, PositionEnded
from lienthong.domain.plans.actions.succession import hand_over, release_gone
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


@on(PositionEnded, key="plans.release_of_position")
def position_ended(fact: PositionEnded, at: datetime) -> None:
    """Also of whoever leaves: every hat of theirs ends. One that ends on a day to come is seen by ``jobs.release_on``
    of that day, and its duties are given by the head then.
    """
    release_gone(account=fact.account, to=fact.handed_to, by=platform("reaction"), at=at)
