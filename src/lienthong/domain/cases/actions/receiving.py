"""A case begins: received over the counter or by post, or filed online and answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from lienthong.domain.cases import models as m
from lienthong.domain.cases.actions.blocking import refuse_blocked_case
from lienthong.domain.cases.actions.common import Held, found_by, happen, hold, said
from lienthong.domain.cases.actions.slips import OnSlip, take_slip, use_slip
from lienthong.domain.cases.errors import (
    AuthorityMissing,
    NotAnywhere,
    NotHandledHere,
    NoTime,
    NotInForce,
    NotThisWay,
    NotYours,
    PapersMissing,
)
from lienthong.domain.cases.permissions import can_enter_slips, can_receive
from lienthong.domain.cases.queries.anywhere import decides, rule_for
from lienthong.domain.cases.rules.anywhere import NumberOf
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.numbers import write_number
from lienthong.domain.cases.rules.process import duration_of, is_open, leaves_the_counter, missing, seat_of
from lienthong.domain.cases.rules.vocabulary import Channel, ReturnBy
from lienthong.domain.deliveries.actions import note_case
from lienthong.domain.organisations.queries import list_official_codes
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.errors import AlikeKnown
from lienthong.domain.procedures.queries import Handling, get_handling
from lienthong.domain.transfers import actions as transfers
from lienthong.domain.transfers.queries import Step as Transferred
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.lexemes import written
from lienthong.spine.numbering.actions import issue
from lienthong.spine.numbering.errors import BackDated
from lienthong.spine.numbering.queries import BookKey
from lienthong.spine.place.mode import number_sign
from lienthong.spine.text import clean, clean_lines


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies, or brings it, as a clerk typed it; ``anyway``: why this is another than those of the same name.
    ``messages_to``: the mobile number at which this person wants short messages, in the ``wording`` that was agreed to.
    """

    draft: parties.Draft
    anyway: str = ""
    messages_to: str = ""
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """What is handed in. ``key`` is the form's own; ``papers`` are places in the version's list, from 1.

    ``authority`` says by what right the ``submitter`` brings it: mandate, relation, with its paper. ``owner`` is the
    agency that decides, where another counter takes it; "" for the counter's own.
    """

    key: UUID
    version: int
    applicant: Applicant
    papers: tuple[int, ...] = ()
    content: str = ""
    channel: Channel = Channel.COUNTER
    return_by: ReturnBy = ReturnBy.COUNTER
    submitter: Applicant | None = None
    authority: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """``is_new`` is false for a form that was sent twice: ``case`` is the one it made."""

    case: int
    number: str
    is_new: bool = True


def receive(*, intake: Intake, on_slip: OnSlip | None = None, by: Actor, at: datetime) -> Begun:
    """Takes a case in at the agency whose hat is worn, numbers it and counts its day.

    For another agency where a rule in force lets any counter do so: that agency answers for it and its calendar
    counts; the rule says whose number it is.

    ``on_slip``: it was taken by hand while the system was down. The law counts from that time; the number is of the
    day on which it is entered.

    Somebody of the post receives it under an agreement that transfers this. Raises NotYours, NotInForce,
    NotHandledHere, NotAnywhere, NotThisWay, NoTime, PapersMissing, AuthorityMissing, Blocked, what
    ``take_slip`` refuses, and what ``parties`` refuses of the people.
    """
    try:
        return _receive(intake, on_slip, by=by, at=at)
    except (IntegrityError, AlikeKnown):
        if made := _made(intake.key):
            return made  # the other press of this form was a moment earlier: it has just registered them
        raise


def _made(key: UUID) -> Begun | None:
    """What this form made before."""
    made = m.Case.objects.filter(key=key).first()
    return Begun(made.pk, made.number, is_new=False) if made else None


@transaction.atomic
def _receive(intake: Intake, on_slip: OnSlip | None, *, by: Actor, at: datetime) -> Begun:
    under = _entitled(intake, on_slip, by=by, at=at)
    if under and intake.owner not in {"", by.agency}:
        raise NotYours
    if made := _made(intake.key):
        return made
    slip = take_slip(on_slip, by=by, at=at) if on_slip else None
    received_at = on_slip.received_at if on_slip else None
    owner = intake.owner or by.agency
    handling = fit_handling(intake, owner, received_at or at)
    _refuse_missing(handling, intake.papers)
    taken = _taken(handling, owner, by.agency, received_at or at)
    case = _begin(intake, handling, owner, by=by, at=at, occurred_at=received_at, **taken)
    refuse_blocked_case(case, at)
    held = Held(case, by, at, under=under)
    _number(held)
    holder = "" if under else by.account  # whoever of the counter hands it over takes it from there
    row = first(held, handling, intake.papers, holder=holder, received_at=received_at)
    if slip and on_slip:
        use_slip(slip, case, held.at)
        row |= {"slip": slip.code, "slip_why": clean_lines(on_slip.why)}
    happen(held, Verb.RECEIVED, row, occurred_at=received_at)
    if intake.channel is Channel.POST:
        note_case(key=intake.key, case=case.number, by=by, at=held.at)
    return Begun(case.pk, case.number)


def _taken(handling: Handling, owner: str, point: str, at: datetime) -> dict[str, str]:
    """At which counter, and in whose book it is numbered. Raises NotAnywhere."""
    if point == owner:
        return {}
    rule = rule_for(handling, owner, clock.local(at).date())
    if rule is None or not leaves_the_counter(handling.steps):
        raise NotAnywhere(name=handling.name)
    return {"point": point, "book": point if rule.number_of is NumberOf.POINT else ""}


def _entitled(intake: Intake, on_slip: OnSlip | None, *, by: Actor, at: datetime) -> transfers.Under | None:
    """The agreement under which somebody of the post receives it; None for the counter's own. Raises NotYours."""
    if can_receive(by, by.agency) or (on_slip and can_enter_slips(by, by.agency)):
        return None
    procedure = get_handling(intake.version).code
    under = transfers.claim(step=Transferred.RECEIVE, procedure=procedure, agency=by.agency, by=by, at=at)
    if under is None or on_slip:
        raise NotYours
    return under


def file_online(*, intake: Intake, owner: str, by: Actor, at: datetime) -> int:
    """Keeps what an applicant filed online with an agency, which has to answer within the law's hours.

    Raises NotInForce, NotHandledHere, NotThisWay, NoTime, AuthorityMissing and what ``parties`` refuses.
    """
    try:
        return _file(intake, owner, by=by, at=at)
    except (IntegrityError, AlikeKnown):
        if made := _made(intake.key):
            return made.case
        raise


@transaction.atomic
def _file(intake: Intake, owner: str, *, by: Actor, at: datetime) -> int:
    if made := _made(intake.key):
        return made.case
    held = Held(_begin(intake, fit_handling(intake, owner, at), owner, by=by, at=at), by, at)
    happen(held, Verb.FILED, filed(held, intake.papers))
    return held.case.pk


def filed(held: Held, papers: Sequence[int]) -> dict[str, Any]:
    """Where it waits for an answer, and until when."""
    owner = held.case.owner
    return {"agency": owner, "due": held.clocks.reply(owner, held.at), "papers": sorted(papers)}


@transaction.atomic
def accept(*, case: int, papers: Sequence[int], by: Actor, at: datetime) -> Begun:
    """Takes in what was filed online: numbered now, and counted from now. A second time finds it accepted.

    Raises CaseNotFound, NotYours, NotNow, NotInForce, PapersMissing, Blocked.
    """
    held = hold(case, by=by, at=at, verb=Verb.RECEIVED)
    handling = held.handling
    if not handling.is_in_force(clock.local(held.case.occurred_at).date()):
        raise NotInForce(name=handling.name)
    _refuse_missing(handling, papers)
    refuse_blocked_case(held.case, held.at)
    _number(held)
    happen(held, Verb.RECEIVED, first(held, handling, papers, holder=by.account))
    return Begun(held.case.pk, held.case.number)


@transaction.atomic
def turn_away(*, case: int, reason: str, by: Actor, at: datetime) -> None:
    """Refuses to take in what was filed online, with the reason in law. Raises CaseNotFound, NotYours, NotNow,
    ReasonMissing.
    """
    held = hold(case, by=by, at=at, verb=Verb.TURNED_AWAY)
    happen(held, Verb.TURNED_AWAY, {"reason": said(reason)})


def fit_handling(intake: Intake, owner: str, at: datetime) -> Handling:
    """The version, in force on the day and decided at the agency, with a time for this way of filing."""
    day = clock.local(at).date()
    handling = get_handling(intake.version)
    if not handling.is_in_force(day):
        raise NotInForce(name=handling.name)
    if not decides(handling, owner, day):
        raise NotHandledHere(name=handling.name)
    if not is_open(handling, intake.channel):
        raise NotThisWay(name=handling.name)
    if duration_of(handling, intake.channel) is None:
        raise NoTime(name=handling.name)
    return handling


def _refuse_missing(handling: Handling, papers: Sequence[int]) -> None:
    if absent := missing(handling, papers):
        raise PapersMissing(papers="; ".join(absent))


def _begin(
    intake: Intake,
    handling: Handling,
    owner: str,
    *,
    by: Actor,
    at: datetime,
    occurred_at: datetime | None = None,
    **taken: str,
) -> m.Case:
    """The case with its people."""
    draft = intake.applicant.draft
    applicant = parties.register(draft=draft, anyway=intake.applicant.anyway, by=by, at=at)
    if phone := intake.applicant.messages_to:
        wording = intake.applicant.wording
        parties.agree_to_messages(party=applicant.party, phone=phone, wording=wording, by=by, at=at)
    return m.Case.objects.create(
        key=intake.key,
        version_id=handling.version,
        procedure=handling.code,
        title=handling.name,
        field=handling.field,
        content=clean_lines(intake.content),
        owner=owner,
        **taken,
        channel=intake.channel.value,
        return_by=intake.return_by.value,
        applicant_id=applicant.party,
        applicant_name=clean(draft.name),
        occurred_at=occurred_at or at,
        recorded_at=at,
        **_submitter(intake, by=by, at=at),
    )


def _submitter(intake: Intake, *, by: Actor, at: datetime) -> dict[str, Any]:
    if intake.submitter is None:
        return {}
    if not (authority := clean(intake.authority)):
        raise AuthorityMissing
    found = parties.register(draft=intake.submitter.draft, anyway=intake.submitter.anyway, by=by, at=at)
    name = clean(intake.submitter.draft.name)
    return {"submitter_id": found.party, "submitter_name": name, "authority": authority}


def _number(held: Held) -> None:
    """Takes the next number of the agency's day: the last thing before the event, since all others wait for it.

    A clerk whose clock is a moment behind comes after the one before.
    """
    case, owner = held.case, held.case.numbered_by
    codes = {row.scheme: row.code for row in list_official_codes([owner], held.clocks.day)[owner]}
    day = held.clocks.day
    place, held.at = _place(owner, day, case, held)
    case.day, case.place = day, place
    case.number = number_sign(".") + write_number(codes, owner, day, place)
    case.found_by = written(found_by(case, held.events, {case.owner, case.taken_by}))
    case.save(update_fields=["day", "place", "number", "found_by"])


def _place(owner: str, day: date, case: m.Case, held: Held) -> tuple[int, datetime]:
    book, at = BookKey(owner, f"cases {day.isoformat()}"), held.at
    while True:
        try:
            number = issue(book=book, year=day.year, subject=f"case:{case.pk}", by=held.by, at=at)
        except BackDated as earlier:
            at = earlier.facts["last"]
        else:
            return number.value, at


def first(
    held: Held,
    handling: Handling,
    papers: Sequence[int],
    *,
    holder: str,
    received_at: datetime | None = None,
) -> dict[str, Any]:
    """The counter's own step, wherever it was brought. The papers leave it by the hand-over rule, whatever time the row
    was given.
    """
    owner, clocks, received_at = held.case.owner, held.clocks, received_at or held.at
    point = held.case.taken_by
    seat = seat_of(handling.steps[0], held.units, owner=point, commune=point) if handling.steps else None
    return {
        "agency": point,
        "unit": seat.unit if seat else "",
        "role": seat.role if seat else "",
        "step": 1,
        "holder": holder,
        "papers": sorted(set(papers)),
        "due": clocks.result(
            handling, held.case.channel, owner=owner, received_at=received_at, events=held.events
        ),
        "step_due": clocks.hand_over(point, received_at),
    }
