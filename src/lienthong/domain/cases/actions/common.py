"""What every move of a case does: lock it, ask the table, note what happened, compute how it stands now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.db.models import Max

from lienthong.domain.cases import models as m
from lienthong.domain.cases.errors import CaseNotFound, Erased, NotNow, NotYours, ReasonMissing
from lienthong.domain.cases.facts import CaseMoved
from lienthong.domain.cases.permissions import can_move
from lienthong.domain.cases.queries.clocks import Clocks
from lienthong.domain.cases.rules.consulting import Question, questions
from lienthong.domain.cases.rules.custody import Custody, Original, custody, travelling
from lienthong.domain.cases.rules.erasing import ERASED
from lienthong.domain.cases.rules.found_by import corrected, seen_by
from lienthong.domain.cases.rules.lateness import may_contest
from lienthong.domain.cases.rules.moves import CLOSED, MOVES, RUNNING, Verb
from lienthong.domain.cases.rules.sides import Side, SideState, sides
from lienthong.domain.cases.rules.standing import Event, Stand, allows, current, history
from lienthong.domain.organisations.queries import Level, get_agency
from lienthong.domain.procedures.queries import Handling, UnitRow, get_handling, list_units
from lienthong.domain.transfers import actions as transfers
from lienthong.domain.transfers.queries import Step as Transferred
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.lexemes import lexemes, read, written
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean_lines

NEVER = datetime(9000, 1, 1, tzinfo=UTC)
TRANSFERRED = {Verb.GIVEN: Transferred.RETURN}
"""Moves that somebody of the post may do under an agreement; what begins a case over the counter claims it itself."""


@dataclass
class Held:
    """A case, locked, with its story; what else a move needs is read when it asks. ``at`` is when the move happens.

    ``under``: the agreement by which somebody of the post does it.
    """

    case: m.Case
    by: Actor
    at: datetime
    events: list[Event] = field(default_factory=list)
    under: transfers.Under | None = None

    @cached_property
    def stand(self) -> Stand:
        return current(self.events)

    @cached_property
    def handling(self) -> Handling:
        return get_handling(self.case.version_id)

    @cached_property
    def clocks(self) -> Clocks:
        return Clocks(self.at)

    @cached_property
    def units(self) -> dict[str, UnitRow]:
        return {unit.code: unit for unit in list_units(self.clocks.day)}

    @cached_property
    def home(self) -> str:
        """Its owner where that is a commune itself."""
        owner = get_agency(self.case.owner, self.clocks.day)
        return self.case.owner if owner and owner.level == Level.COMMUNE else ""

    @cached_property
    def entered_at(self) -> datetime:
        """Since when it lies at its step."""
        return max((event.at for event in self.events if "step" in event.data), default=self.at)

    @property
    def originals(self) -> tuple[Original, ...]:
        return custody(self.events)

    @property
    def keepers(self) -> frozenset[str]:
        """Agencies that have originals of it, or are to sign for some."""
        return frozenset(one.agency for one in self.originals if one.custody is not Custody.BACK)

    @property
    def beside(self) -> frozenset[str]:
        """Agencies that do a row beside the case's own."""
        return frozenset(one.agency for one in sides(self.events) if one.state is SideState.OPEN)

    @property
    def named(self) -> frozenset[str]:
        """Agencies that are said to have part in its lateness and have not contested it."""
        return may_contest(self.events)

    def along(self) -> dict[str, Any]:
        """The originals that go on with the case from where it lies."""
        places = travelling(self.originals, self.stand.agency)
        return {"originals": places} if places else {}

    def ask(self, verb: Verb) -> None:
        """Raises NotYours, then NotNow."""
        stand = self.stand
        if not self._is_theirs(verb):
            self.under = self._transferred(verb)
            if self.under is None:
                raise NotYours
        if not allows(verb, stand):
            raise NotNow(verb=verb)

    def _is_theirs(self, verb: Verb) -> bool:
        stand = self.stand
        place = {"owner": self.case.owner, "seat": stand.agency, "holder": stand.holder}
        return can_move(
            self.by,
            MOVES[verb],
            **place,
            asked=stand.awaited,
            keepers=self.keepers,
            beside=self.beside,
            named=self.named,
        )

    def _transferred(self, verb: Verb) -> transfers.Under | None:
        if verb not in TRANSFERRED or self.by.agency != self.case.owner:
            return None
        return transfers.claim(
            step=TRANSFERRED[verb],
            procedure=self.case.procedure,
            agency=self.case.owner,
            by=self.by,
            at=self.at,
        )

    def share(self) -> dict[str, Any]:
        """What the step that is left was given and used."""
        stand = self.stand
        return self.clocks.share(
            self.handling, stand.step, self.case.channel, agency=stand.agency, events=self.events
        )


def hold(case: int, *, by: Actor, at: datetime, verb: Verb | None = None) -> Held:
    """The case, locked until the transaction ends, after asking whether ``verb`` may happen.

    Whoever waited for it comes after those who held it, whatever their clocks said. Raises CaseNotFound, Erased,
    NotYours, NotNow.
    """
    row = m.Case.objects.select_for_update(no_key=True, of=("self",)).filter(pk=case).first()
    if row is None:
        raise CaseNotFound
    if row.applicant_name == ERASED:
        raise Erased
    rows = m.Happening.objects.filter(case=row)
    last: datetime = rows.aggregate(last=Max("recorded_at"))["last"] or row.recorded_at
    told = rows.order_by("occurred_at", "id").values_list("verb", "occurred_at", "data")
    held = Held(row, by, max(at, last), [Event(*one) for one in told])
    if verb:
        held.ask(verb)
    return held


def happen(
    held: Held, verb: Verb, data: Mapping[str, Any] | None = None, *, occurred_at: datetime | None = None
) -> m.Happening:
    """Notes one event of a held case; the ledger's line last. ``occurred_at``: of what is written down later."""
    case, by, at = held.case, held.by, held.at
    when = occurred_at or at
    happening = m.Happening.objects.create(
        case=case,
        verb=verb,
        occurred_at=when,
        recorded_at=at,
        account=by.account,
        name=by.name,
        agency=by.agency,
        position=by.position,
        acting_for=by.acting_for,
        origin=by.origin,
        data=dict(data or {}) | ({"agreement": held.under.number} if held.under else {}),
    )
    held.events.append(Event(verb, when, happening.data))
    stands = restate(case, held.events, at)
    asked = keep_questions(case, held.events)
    originals = keep_originals(case, held.events)
    beside = keep_sides(case, held.events)
    keep_found_by(case, held.events, seen_by(case.owner, stands, beside, asked, originals))
    subject = f"case:{case.pk}"
    if held.under:
        _note_deed(held, held.under, verb)
    state(CaseMoved(case.pk, happening.pk, verb, case.version_id), subject=subject, at=at)
    record(
        by=by,
        verb=f"cases.{verb.lower()}",
        subject=subject,
        agency=by.agency or case.owner,
        at=at,
        details={"happening": happening.pk, "number": case.number, **_told(happening.data)},
    )
    return happening


def _note_deed(held: Held, under: transfers.Under, verb: Verb) -> None:
    transfers.note_deed(
        under=under,
        step=TRANSFERRED.get(verb, Transferred.RECEIVE),
        about=f"case:{held.case.pk}",
        number=held.case.number,
        procedure=held.case.procedure,
        at=held.at,
    )


def _told(data: Mapping[str, Any]) -> dict[str, Any]:
    """What of an event's particulars the ledger repeats: words, days, places; sums stay with the event, and so does the
    name of who took a result, since the ledger outlives it.
    """
    plain = {
        name: value for name, value in data.items() if isinstance(value, str | int | bool) and name != "to"
    }
    due = data.get("due")
    return plain | ({"due": due["due"]} if due else {})


def said(reason: str) -> str:
    """Raises ReasonMissing."""
    if not (told := clean_lines(reason)):
        raise ReasonMissing
    return told


def restate(case: m.Case, events: Sequence[Event], at: datetime) -> Sequence[Stand]:
    """Computes the case's stretches anew and writes what differs from what stands there: nothing yet, for the first
    event.
    """
    made = history(events)
    rows = m.Stand.objects.filter(case=case, superseded_at__isnull=True).order_by("since")
    kept = list(rows) if len(events) > 1 else []
    same = _common(kept, made)
    for row in kept[same:]:
        row.superseded_at = max(at, row.recorded_at)
    if kept[same:]:
        m.Stand.objects.bulk_update(kept[same:], ["superseded_at"])
    if same and kept[same - 1].until != made[same - 1].until:
        kept[same - 1].until = made[same - 1].until
        kept[same - 1].save(update_fields=["until"])
    m.Stand.objects.bulk_create(_row(case, stand, at) for stand in made[same:])
    return made


def keep_questions(case: m.Case, events: Sequence[Event]) -> Sequence[Question]:
    """Writes down what was asked of other agencies since, and what became of it."""
    made = questions(events)
    if not made:
        return made
    kept = list(m.Consultation.objects.filter(case=case).order_by("id"))
    for row, question in zip(kept, made, strict=False):
        if row.outcome != question.outcome:
            row.outcome, row.ended_at = question.outcome.value, question.ended_at
            row.save(update_fields=["outcome", "ended_at"])
    m.Consultation.objects.bulk_create(
        m.Consultation(case=case, **asdict(question)) for question in made[len(kept) :]
    )
    return made


def keep_originals(case: m.Case, events: Sequence[Event]) -> Sequence[Original]:
    """Writes down where each original is now."""
    made = custody(events)
    kept = {row.place: row for row in m.Original.objects.filter(case=case)} if made else {}
    for original in made:
        told = asdict(original) | {"custody": original.custody.value}
        row = kept.get(original.place)
        if row is None:
            m.Original.objects.create(case=case, **told)
        elif any(getattr(row, name) != value for name, value in told.items()):
            m.Original.objects.filter(pk=row.pk).update(**told)
    return made


def keep_sides(case: m.Case, events: Sequence[Event]) -> Sequence[Side]:
    """Writes down which rows were begun beside the case's own, and which of them are done."""
    made = sides(events)
    kept = list(m.Side.objects.filter(case=case).order_by("id")) if made else []
    for row, side in zip(kept, made, strict=False):
        if row.state != side.state:
            told = {
                "state": side.state.value,
                "ended_at": side.ended_at,
                "used": side.used,
                "given": side.given,
            }
            m.Side.objects.filter(pk=row.pk).update(**told)
    m.Side.objects.bulk_create(m.Side(case=case, **asdict(side)) for side in made[len(kept) :])
    return made


def keep_found_by(case: m.Case, events: Sequence[Event], agencies: Iterable[str]) -> None:
    """Most events add no word and no agency, and write nothing here."""
    words = found_by(case, events, agencies)
    if words != read(case.found_by):
        case.found_by = written(words)
        case.save(update_fields=["found_by"])


def found_by(case: m.Case, events: Sequence[Event], agencies: Iterable[str]) -> frozenset[str]:
    people = (case.applicant_name, case.submitter_name)
    return lexemes((case.number, *people, case.content, case.title, *corrected(events)), agencies)


def _common(kept: Sequence[m.Stand], made: Sequence[Stand]) -> int:
    """How many stretches from the first on are the same, their ends aside."""
    for place, (row, stand) in enumerate(zip(kept, made, strict=False)):
        if any(getattr(row, name) != value for name, value in columns(stand).items() if name != "until"):
            return place
    return min(len(kept), len(made))


def columns(stand: Stand) -> dict[str, Any]:
    """A stretch as its row keeps it."""
    return stand._asdict() | {
        "state": stand.state.value,
        "after_wait": stand.after_wait.value if stand.after_wait else None,
        "done": sorted(stand.done),
        "papers": sorted(stand.papers),
        "awaited": sorted(stand.awaited),
        "corrected": dict(stand.corrected),
        "beside": sorted(stand.beside),
        "closed": stand.state in CLOSED,
        "turn_at": turn_of(stand),
    }


def turn_of(stand: Stand) -> datetime:
    """Lists are ordered by the day; what has none, or whose work is done, comes after all that has."""
    return stand.due_at if stand.due_at and stand.state in RUNNING else NEVER


def _row(case: m.Case, stand: Stand, at: datetime) -> m.Stand:
    return m.Stand(
        case=case,
        owner=case.owner,
        procedure=case.procedure,
        channel=case.channel,
        recorded_at=at,
        **columns(stand),
    )
