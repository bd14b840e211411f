"""What is copied over is personal data: it is written down who reads it, then it is shown. Called on a GET too."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from lienthong.domain.cases.queries import CaseRow, list_chosen
from lienthong.domain.ministries.errors import NotYours
from lienthong.domain.ministries.permissions import can_enter
from lienthong.domain.ministries.queries.cards import asks_for_a_person, card_of
from lienthong.domain.ministries.queries.entries import list_waiting
from lienthong.domain.ministries.queries.register import SystemRow
from lienthong.domain.ministries.rules.fields import Filled
from lienthong.domain.organisations.queries import get_names
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.actions import Part
from lienthong.domain.parties.queries import PersonalData
from lienthong.spine import clock
from lienthong.spine.actor import Actor

PARTS: Final = (Part.BIRTH, Part.NUMBERS, Part.CONTACTS)


def read_card(*, system: SystemRow, row: CaseRow, by: Actor, at: datetime) -> Sequence[Filled]:
    """One case in the order of the other system. Raises NotYours."""
    if not can_enter(by, row.owner, row.seat):
        raise NotYours
    return _cards(system, [row], by, at)[0]


def read_cards(*, system: SystemRow, by: Actor, at: datetime) -> list[Sequence[Filled]]:
    """What waits at one's agency, the oldest first."""
    waiting = [one.case for one in list_waiting(system.code, by.agency)]
    rows = {row.id: row for row in list_chosen(waiting, by=by, now=at)}
    return _cards(system, [rows[case] for case in waiting if case in rows], by, at)


def _cards(system: SystemRow, rows: Sequence[CaseRow], by: Actor, at: datetime) -> list[Sequence[Filled]]:
    people: dict[int, PersonalData] = {}
    if asks_for_a_person(system.fields):
        reason = f"Nhập sang {system.name}"
        people = parties.read_many(
            parties={row.applicant for row in rows}, parts=PARTS, reason=reason, by=by, at=at
        )
    names = get_names({row.owner for row in rows}, clock.local(at).date())
    return [card_of(system, row, people.get(row.applicant), names) for row in rows]
