"""Whom the room's facts are told to."""

from datetime import date, datetime, time

from lienthong.domain.workfiles.actions import telling
from lienthong.domain.workfiles.facts import ClearanceProposed, HandOverGiven, HandOverTaken, ListMoved
from lienthong.spine.actor import platform
from lienthong.spine.outbox.handlers import on
from lienthong.spine.schedule import daily


@on(ListMoved, key="workfiles.tell_of_list")
def tell_of_list(fact: ListMoved, at: datetime) -> None:
    telling.tell_of_list(listing=fact.listing, state=fact.state, by=platform("job"), at=at)


@on(HandOverGiven, key="workfiles.tell_of_hand_over")
def tell_of_hand_over(fact: HandOverGiven, at: datetime) -> None:
    telling.tell_of_hand_over(hand_over=fact.hand_over, by=platform("job"), at=at)


@on(HandOverTaken, key="workfiles.tell_of_receipt")
def tell_of_receipt(fact: HandOverTaken, at: datetime) -> None:
    telling.tell_of_receipt(hand_over=fact.hand_over, by=platform("job"), at=at)


@on(ClearanceProposed, key="workfiles.tell_of_clearance")
def tell_of_clearance(fact: ClearanceProposed, at: datetime) -> None:
    telling.tell_of_clearance(clearance=fact.clearance, by=platform("job"), at=at)


@daily("workfiles.owed", at=time(7, 15))
def tell_of_owed(day: date, at: datetime) -> None:
    """Before the letters of that morning are written."""
    telling.tell_of_owed(day=day, by=platform("schedule"), at=at)
