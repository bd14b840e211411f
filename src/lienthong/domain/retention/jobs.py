"""The worker carries out what was approved, then proves it."""

from datetime import date, datetime, time
from typing import Final

from lienthong.domain.retention import actions
from lienthong.domain.retention.facts import DisposalApproved, DisposalErased
from lienthong.spine.actor import platform
from lienthong.spine.outbox.handlers import PAPERS, on
from lienthong.spine.schedule import daily

LISTED_ON: Final = (1, 5)
"""Month and day: after the holiday of the New Year."""


@on(DisposalApproved, key="retention.carry_out", queue=PAPERS)
def carry_out(fact: DisposalApproved, at: datetime) -> None:
    actions.carry_out(disposal=fact.disposal, by=platform("job"), at=at)


@on(DisposalErased, key="retention.certify", queue=PAPERS)
def certify(fact: DisposalErased, at: datetime) -> None:
    """After the transaction that erased: what a crash left in the store goes now."""
    actions.certify(disposal=fact.disposal, by=platform("job"), at=at)


@daily("retention.year", at=time(7, 15))
def tell_of_year(day: date, at: datetime) -> None:
    """Before the letters of that morning are written."""
    if (day.month, day.day) == LISTED_ON:
        actions.tell_year(day=day, by=platform("schedule"), at=at)
