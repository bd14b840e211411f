"""The one way to unmasked data: first it is written down who looks, at what and why, then it is shown."""

from collections.abc import Collection
from datetime import datetime

from lienthong.domain.parties.actions.common import day_of, reason_of
from lienthong.domain.parties.errors import UnknownParty
from lienthong.domain.parties.permissions import can_read
from lienthong.domain.parties.queries.finding import (
    agencies_of,
    dealt_with,
    forgotten_of,
    get_party,
    is_forgotten,
)
from lienthong.domain.parties.queries.personal import PersonalData, personal_data, personal_data_of
from lienthong.domain.parties.queries.rows import PartyRow
from lienthong.domain.parties.rules.vocabulary import Part
from lienthong.spine.actor import Actor
from lienthong.spine.readings import actions as readings


def read(*, party: int, parts: Collection[Part], reason: str, by: Actor, at: datetime) -> PersonalData:
    """What of a party's data was asked for, unmasked. May be called on a GET: only the reading log is written.

    Raises ReasonMissing, and UnknownParty for who may not read this party's data.
    """
    told = reason_of(reason)
    may = can_read(by, ()) or can_read(by, agencies_of(party))  # few may whoever dealt with them
    if not may or is_forgotten(party):
        raise UnknownParty
    readings.note(
        subjects=[f"party:{party}"], parts=[part.value for part in parts], by=by, at=at, reason=told
    )
    return personal_data(party, frozenset(parts), day_of(at))


def read_many(
    *, parties: Collection[int], parts: Collection[Part], reason: str, by: Actor, at: datetime
) -> dict[int, PersonalData]:
    """The same of many, by the record asked for; those that this reader may not read are left out. A constant number
    of statements. Raises ReasonMissing.
    """
    told, wanted = reason_of(reason), frozenset(parts)
    dealt, gone = dealt_with(parties), forgotten_of(parties)
    mine = [party for party in parties if party not in gone and can_read(by, dealt.get(party, frozenset()))]
    if not mine or not wanted:
        return {}
    subjects = {f"party:{party}" for party in mine}
    readings.note(subjects=subjects, parts=[part.value for part in wanted], by=by, at=at, reason=told)
    return personal_data_of(mine, wanted, day_of(at))


def open_file(*, parties: Collection[int], what: str, by: Actor, at: datetime) -> None:
    """Writes down that a paper about these is opened, by who may open it for another reason: they handle it."""
    subjects = [f"party:{party}" for party in parties]
    if subjects:
        readings.note(subjects=subjects, parts=[Part.FILES.value], by=by, at=at, reason=what[:300])


def open_record(*, party: int, by: Actor, at: datetime) -> PartyRow:
    """The masked record, after it was written down that it is opened. Raises UnknownParty for who may not see it."""
    row = get_party(party, by)
    if row is None:
        raise UnknownParty
    readings.note(subjects=[f"party:{row.id}"], parts=[Part.RECORD.value], by=by, at=at)
    return row
