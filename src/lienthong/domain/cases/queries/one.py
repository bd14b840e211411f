"""One case: how it stands, what happened, where it lay how long, why its day is its day, what may be done now."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lienthong.domain.cases import models as m
from lienthong.domain.cases.errors import CaseNotFound
from lienthong.domain.cases.permissions import can_move, can_take
from lienthong.domain.cases.queries.days import Days
from lienthong.domain.cases.queries.lateness import PartRow, list_parts
from lienthong.domain.cases.queries.opinions import OpinionRow, opinion_of, was_asked
from lienthong.domain.cases.queries.originals import OriginalRow
from lienthong.domain.cases.queries.rows import CaseRow, HappeningRow, case_row, happening_row
from lienthong.domain.cases.queries.sight import now_standing, within_sight
from lienthong.domain.cases.rules.consulting import questions
from lienthong.domain.cases.rules.custody import Custody
from lienthong.domain.cases.rules.lateness import Explained, explained, may_contest
from lienthong.domain.cases.rules.moves import AT_WORK, MOVES, OF_PAPER, Verb, possible
from lienthong.domain.cases.rules.process import next_row, pause_of, signs
from lienthong.domain.cases.rules.standing import Event
from lienthong.domain.cases.rules.visits import Stay, stays
from lienthong.domain.procedures.queries import Handling, Step
from lienthong.spine.actor import Actor

COUNTS_THE_DAY = frozenset(
    {Verb.FILED, Verb.RECEIVED, Verb.SUPPLEMENT_RECEIVED, Verb.RESUMED, Verb.RECOUNTED}
)


@dataclass(frozen=True, slots=True)
class DueRow:
    """A due day as its event kept it: rule version, steps of the sum and one Vietnamese text.

    ``other``: the day under the other reading of a supplement; ``decision`` what the rule rests on.
    """

    at: datetime
    rule: str
    decision: str
    explanation: str
    steps: tuple[dict[str, Any], ...]
    other: datetime | None
    counted_at: datetime


@dataclass(frozen=True, slots=True)
class Story:
    """Oldest first."""

    happenings: Sequence[HappeningRow]

    def stays(self, now: datetime) -> list[Stay]:
        return stays(self._events(), now)

    @property
    def due(self) -> DueRow | None:
        """The law's day, as counted last; while an online filing is not answered, the day of the answer."""
        return _last_due(self.happenings, COUNTS_THE_DAY)

    @property
    def promise(self) -> DueRow | None:
        return _last_due(self.happenings, {Verb.REAPPOINTED})

    def last(self, *verbs: Verb) -> HappeningRow | None:
        return next((one for one in reversed(self.happenings) if one.verb in verbs), None)

    def of_asked(self, agency: str) -> "Story":
        """What an agency reads that was only asked: that it was received, its own questions and answers."""
        told = [
            one for one in self.happenings if one.verb == Verb.RECEIVED or one.data.get("asked") == agency
        ]
        return Story(told)

    @property
    def explained(self) -> Explained | None:
        """Why it is late, as it was said last."""
        return explained(self._events())

    @property
    def named(self) -> frozenset[str]:
        """Agencies that may contest their part in that."""
        return may_contest(self._events())

    def parts(self, row: CaseRow, handling: Handling, days: Days) -> list[PartRow]:
        """What each unit was given and used, with its share of what was too much."""
        return list_parts(
            self._events(), handling, channel=row.channel, now=days.now, calendar_of=days.calendar_of
        )

    def opinions(self, row: CaseRow) -> list[OpinionRow]:
        """What other agencies were asked about this case, as its events tell."""
        return [opinion_of(row, place, one) for place, one in enumerate(questions(self._events()), 1)]

    def _events(self) -> list[Event]:
        return [Event(one.verb, one.occurred_at, one.data) for one in self.happenings]


def get_case(case: int, *, by: Actor, now: datetime) -> CaseRow:
    """Raises CaseNotFound for one that is not there and for one that is none of the reader's business."""
    stand = within_sight(now_standing(), by).filter(case=case).select_related("case").first()
    if stand is None:
        raise CaseNotFound
    return case_row(stand, now)


def get_story(case: int) -> Story:
    rows = m.Happening.objects.filter(case=case).order_by("occurred_at", "id")[:1_000]
    return Story([happening_row(row) for row in rows])


def is_theirs(
    row: CaseRow,
    verb: Verb,
    *,
    by: Actor,
    keepers: Collection[str] = (),
    beside: Collection[str] = (),
    named: Collection[str] = (),
) -> bool:
    """Whether a move is this person's to do at all, whenever the case stands where it can be done."""
    has_answered = verb is Verb.OPINION_GIVEN and was_asked(row.id, by.agency)
    asked = {by.agency} if has_answered else row.awaited
    place = {"owner": row.owner, "seat": row.seat, "holder": row.holder}
    return can_move(by, MOVES[verb], **place, asked=asked, keepers=keepers, beside=beside, named=named)


def list_theirs(
    row: CaseRow,
    *,
    by: Actor,
    keepers: Collection[str] = (),
    beside: Collection[str] = (),
    named: Collection[str] = (),
) -> list[Verb]:
    """What of the table is this person's to do in the state that the case is in, in the order of the table.

    ``keepers`` are agencies with originals of the case; a list that shows none of these moves need not know them.
    """
    place = {"owner": row.owner, "seat": row.seat, "holder": row.holder}
    return [
        move.verb
        for move in possible(row.state)
        if can_move(by, move, **place, asked=row.awaited, keepers=keepers, beside=beside, named=named)
        and (move.verb is not Verb.TAKEN or (not row.holder and can_take(by, row.seat, row.role)))
    ]


def list_moves(
    row: CaseRow,
    steps: Sequence[Step],
    *,
    by: Actor,
    originals: Sequence[OriginalRow] = (),
    beside: Collection[str] = (),
    named: Collection[str] = (),
) -> list[Verb]:
    """What this person may do with a case now, in the order of the table; the actions ask again."""
    if row.is_erased:
        return []
    theirs = list_theirs(row, by=by, keepers=keepers_of(originals), beside=beside, named=named)
    of_paper = _of_paper(row, originals, by.agency)
    return [verb for verb in theirs if (verb in of_paper if verb in OF_PAPER else _fits(verb, row, steps))]


def keepers_of(originals: Sequence[OriginalRow]) -> frozenset[str]:
    """Agencies that have some of these, or are to sign for some."""
    return frozenset(one.agency for one in originals if one.custody is not Custody.BACK)


def _of_paper(row: CaseRow, originals: Sequence[OriginalRow], agency: str) -> set[Verb]:
    """What can be done with originals where somebody is."""
    here = {one.custody for one in originals if one.agency == agency}
    found = {Verb.ORIGINALS_SIGNED} if Custody.SENT in here else set()
    if Custody.KEPT in here:
        found |= {Verb.ORIGINALS_SENT} | ({Verb.ORIGINALS_RETURNED} if agency == row.owner else set())
    return found


def _fits(verb: Verb, row: CaseRow, steps: Sequence[Step]) -> bool:
    """What the process and the case's past say besides the table."""
    here = steps[row.step - 1] if 0 < row.step <= len(steps) else None
    following = next_row(steps, row.step, row.done, row.beside)
    follows = steps[following - 1] if following else None
    match verb:
        case Verb.HANDED_OVER:
            joins = follows is None and bool(row.beside)
            goes_on = follows is not None and not signs(follows)
            return (joins or goes_on) and not (here and signs(here))
        case Verb.PUT_TO_SIGN:
            return bool((here and signs(here)) or (follows and signs(follows)))
        case Verb.PAUSED:
            return here is not None and pause_of(here) is not None
        case Verb.OPINION_GIVEN | Verb.QUESTION_DROPPED:
            return bool(row.awaited)
        case Verb.REAPPOINTED:
            return not row.reappointed
        case Verb.EXPLAINED:
            return row.is_late
        case Verb.SENT_BACK:
            return row.state in AT_WORK and bool(passed(row))
        case _:
            return True


def passed(row: CaseRow) -> list[int]:
    """The steps to which it may be sent back, the nearest last; from a signature also to the step where it lies."""
    return sorted({*row.done, *([row.step] if row.state == "TO_SIGN" and not row.done else [])})


def list_of_applicant(party: int, *, by: Actor, now: datetime, limit: int = 10) -> list[CaseRow]:
    """Open cases of one applicant that the reader sees, newest first: a second one of the same kind is noticed."""
    rows = within_sight(now_standing().filter(closed=False), by).filter(case__applicant=party)
    return [case_row(row, now) for row in rows.select_related("case").order_by("-case")[:limit]]


def _last_due(happenings: Sequence[HappeningRow], verbs: Collection[str]) -> DueRow | None:
    for one in reversed(happenings):
        if one.verb in verbs and (due := one.data.get("due")):
            other = due.get("other")
            return DueRow(
                at=datetime.fromisoformat(due["due"]),
                rule=due.get("rule", ""),
                decision=due.get("decision", ""),
                explanation=due.get("explanation", ""),
                steps=tuple(due.get("steps", ())),
                other=datetime.fromisoformat(other) if other else None,
                counted_at=one.occurred_at,
            )
    return None
