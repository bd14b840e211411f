"""Whole stories written at once: the rows that one move after another would have written, by the same folds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import batched, groupby
from typing import Any

from lienthong.domain.cases import models as m
from lienthong.domain.cases.actions.common import columns, found_by
from lienthong.domain.cases.rules.consulting import Question, questions
from lienthong.domain.cases.rules.custody import Original, custody
from lienthong.domain.cases.rules.found_by import seen_by
from lienthong.domain.cases.rules.sides import Side, sides
from lienthong.domain.cases.rules.standing import Event, Stand, history
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.copying import as_json, copy_in, take_ids
from lienthong.spine.lexemes import written
from lienthong.spine.numbering.actions import Issued, issue_all
from lienthong.spine.numbering.queries import BookKey

AT_ONCE = 1_000
"""Stories held in memory at a time."""


@dataclass(frozen=True, slots=True)
class Said:
    """An event with who did it under which hat. ``recorded_at`` is when it was written down."""

    event: Event
    by: Actor
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Whole:
    """A case that was not saved yet, and all that happened to it, in order. ``is_ours``: its number is of our book."""

    case: m.Case
    said: Sequence[Said]
    is_ours: bool = True


CASE = (
    "id", "key", "version_id", "procedure", "title", "field", "content", "owner", "channel",
    "return_by", "applicant_id", "applicant_name", "submitter_name", "authority", "number", "day", "place", "found_by",
    "occurred_at", "recorded_at",
)  # fmt: skip
HAPPENING = (
    "id", "case_id", "verb", "occurred_at", "recorded_at", "account", "name", "agency", "position", "acting_for",
    "origin", "data",
)  # fmt: skip
STAND = (
    "case_id", "owner", "procedure", "channel", "recorded_at", "superseded_at", *Stand._fields, "closed", "turn_at",
)  # fmt: skip
_COLUMNS = STAND[6:]


def fill(wholes: Iterable[Whole]) -> int:
    """Writes cases with their numbers, happenings and all that is computed of them, in the caller's transaction; how
    many they were.
    """
    count = 0
    for some in batched(wholes, AT_ONCE):
        _write(some)
        count += len(some)
    return count


def _write(wholes: Sequence[Whole]) -> None:
    for whole, number in zip(wholes, take_ids(m.Case, len(wholes)), strict=True):
        whole.case.pk = number
    folded = [_folded(whole) for whole in wholes]
    copy_in(m.Case, CASE, ([getattr(whole.case, name) for name in CASE] for whole in wholes))
    _issue(wholes)
    told = sorted(
        ((said, whole.case.pk) for whole in wholes for said in whole.said), key=lambda one: one[0].recorded_at
    )
    ids = take_ids(m.Happening, len(told))
    copy_in(m.Happening, HAPPENING, (_happening(*one) for one in zip(ids, told, strict=True)))
    copy_in(m.Stand, STAND, (row for one in folded for row in _stands(one)))
    _write_beside(folded)


@dataclass(frozen=True, slots=True)
class _Folded:
    whole: Whole
    stands: Sequence[Stand]
    sides: Sequence[Side]
    questions: Sequence[Question]
    originals: Sequence[Original]


def _folded(whole: Whole) -> _Folded:
    """All that is computed of a story; the case is told by what it is found."""
    case, events = whole.case, [said.event for said in whole.said]
    made = _Folded(whole, history(events), sides(events), questions(events), custody(events))
    seen = seen_by(case.owner, made.stands, made.sides, made.questions, made.originals)
    case.found_by = written(found_by(case, events, seen))
    return made


def _happening(number: int, told: tuple[Said, int]) -> Sequence[Any]:
    said, case = told
    event, by = said.event, said.by
    return (
        number, case, event.verb, event.at, said.recorded_at, by.account, by.name, by.agency, by.position,
        by.acting_for, by.origin, as_json(event.data),
    )  # fmt: skip


def _stands(folded: _Folded) -> Iterator[Sequence[Any]]:
    whole, case = folded.whole, folded.whole.case
    recorded = {said.event.at: said.recorded_at for said in whole.said}
    for stand in folded.stands:
        row = columns(stand) | {"corrected": as_json(dict(stand.corrected))}
        row |= {name: _array(row[name]) for name in ("done", "papers", "beside")}
        head = (case.pk, case.owner, case.procedure, case.channel, recorded[stand.since], None)
        yield (*head, *(row[name] for name in _COLUMNS))


def _array(numbers: Sequence[int]) -> str:
    """As COPY reads it; the driver's own way takes as long as all other columns."""
    return f"{{{','.join(map(str, numbers))}}}"


def _write_beside(folded: Sequence[_Folded]) -> None:
    """What most cases have nothing of: rows beside, questions to other agencies, originals."""
    m.Side.objects.bulk_create(
        m.Side(case=one.whole.case, **asdict(side)) for one in folded for side in one.sides
    )
    m.Consultation.objects.bulk_create(
        m.Consultation(case=one.whole.case, **asdict(asked)) for one in folded for asked in one.questions
    )
    m.Original.objects.bulk_create(
        m.Original(case=one.whole.case, **(asdict(original) | {"custody": original.custody.value}))
        for one in folded
        for original in one.originals
    )


def _issue(wholes: Sequence[Whole]) -> None:
    """The numbers enter the books of their agencies and days, in the order of their places."""
    numbered = [whole for whole in wholes if whole.case.number and whole.is_ours]
    for year, some in groupby(sorted(numbered, key=_day), key=lambda whole: _day(whole).year):
        books: dict[BookKey, list[Issued]] = {}
        for whole in sorted(some, key=lambda one: one.case.place or 0):
            book = BookKey(whole.case.numbered_by, f"cases {_day(whole).isoformat()}")
            books.setdefault(book, []).append(_number(whole))
        issue_all(books=books, year=year)


def _day(whole: Whole) -> date:
    return whole.case.day or date.min


def _number(whole: Whole) -> Issued:
    case = whole.case
    received = next(said for said in whole.said if said.event.verb == "RECEIVED")
    return Issued(case.place or 0, f"case:{case.pk}", clock.local(received.event.at), received.by.account)
