"""What was so before, who looked, which records were linked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from lienthong.domain.organisations import queries as organisations
from lienthong.domain.parties.models import Profile, Sameness
from lienthong.domain.parties.queries.finding import list_parties
from lienthong.domain.parties.queries.sameness import kept_of, records_of, same_as
from lienthong.spine.actor import Actor
from lienthong.spine.readings import queries as readings
from lienthong.spine.readings.queries import ReadingRow

BOUND = 200


@dataclass(frozen=True, slots=True)
class NameRow:
    """What a record was called from ``since`` until the first day no more; ``was_mistake``: it never was so."""

    record: int
    name: str
    since: date
    until: date | None
    basis: str
    was_mistake: bool


@dataclass(frozen=True, slots=True)
class LinkRow:
    kept: int
    other: int
    reason: str
    linked_at: datetime
    linked_by: str
    undone_at: datetime | None
    undone_by: str
    undo_reason: str


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A commune as an address names it and who answers for it today; ``now`` is "" when nobody does."""

    code: str
    name: str
    now: str
    name_now: str


def list_names(party: int) -> list[NameRow]:
    """Every name that any record of theirs ever bore, the latest first."""
    rows = Profile.objects.filter(party__in=same_as(party)).order_by("-since", "-pk")[:BOUND]
    return [
        NameRow(row.party_id, row.name, row.since, row.ended_on, row.basis, row.ended_on == row.since)
        for row in rows
    ]


def name_on(party: int, day: date) -> str:
    """What this record was called on a day; before all that is known, the earliest; "" when it is not there."""
    rows = Profile.objects.true().filter(party=party).order_by("since")
    names = [(row.since, row.name) for row in rows[:BOUND]]
    held = [name for since, name in names if since <= day]
    return (held or [name for _, name in names[:1]] or [""])[-1]


def list_links(party: int) -> list[LinkRow]:
    """Links and undone links that touch any record of theirs, newest first."""
    records = same_as(party)
    rows = Sameness.objects.filter(Q(kept__in=records) | Q(other__in=records))
    return [
        LinkRow(
            row.kept_id,
            row.other_id,
            row.reason,
            row.recorded_at,
            row.recorded_by,
            row.undone_at,
            row.undone_by,
            row.undo_reason,
        )
        for row in rows.order_by("-pk")[:BOUND]
    ]


def list_readings(party: int, *, before: int | None = None, limit: int = 50) -> list[ReadingRow]:
    """Who looked at the data of any record of theirs, newest first."""
    return readings.list_readings(subjects=subjects_of(party), before=before, limit=limit)


def subjects_of(party: int) -> list[str]:
    """What the reading log calls any record of theirs."""
    return [f"party:{record}" for record in sorted(records_of(party))]


def name_subjects(subjects: Collection[str], by: Actor) -> dict[str, str]:
    """Whom these of the reading log are about, as far as the reader knows them: else the name is masked."""
    ids = {int(key): subject for subject in subjects if (key := subject.removeprefix("party:")).isdecimal()}
    kept = kept_of(list(ids))
    names = {row.id: row.name for row in list_parties(list(ids), by)}
    return {ids[party]: names[one] for party, one in kept.items() if one in names}


def area_on(code: str, told_on: date, day: date) -> AreaRow:
    """The commune of an address in the words of the day it was told, and its heir on ``day``."""
    heir = organisations.get_heir(code, day)
    then = organisations.get_names([code], told_on)
    now = organisations.get_names([heir], day) if heir else {}
    return AreaRow(code, then.get(code, code), heir, now.get(heir, ""))
