"""Letters that urge an agency: drafted, put right by people, issued on paper or as a document, or cancelled."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from lienthong.domain.accounts.queries import get_full_names
from lienthong.domain.notices.actions import Note, tell
from lienthong.domain.notices.queries import Urgency
from lienthong.domain.organisations.queries import get_names
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.common import happen, hold
from lienthong.domain.plans.errors import (
    EvidenceFromTheFuture,
    LetterClosed,
    LetterNotFound,
    LetterOfToday,
    NothingLate,
    NotYours,
    NumberMissing,
    OwnLetter,
    ReasonMissing,
    WrongDay,
)
from lienthong.domain.plans.permissions import can_monitor
from lienthong.domain.plans.queries.obligations import ObligationRow
from lienthong.domain.plans.queries.urging import People, list_overdue
from lienthong.domain.plans.rules.standing import Verb
from lienthong.domain.plans.rules.urging import Rung, place_of, shorten
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record


@transaction.atomic
def draft_letter(*, plan: int, agency: str, by: Actor, at: datetime) -> int:
    """Drafts a letter with all that an agency owes late, or renews the draft that waits; returns its id.

    Raises NotYours, OwnLetter, NothingLate, LetterOfToday.
    """
    held = _hold_plan(plan, by)
    day = clock.local(at).date()
    if agency == held.monitor:
        raise OwnLetter
    name = get_names([agency], day).get(agency, agency)
    if not list_overdue(plan, day, agency):
        raise NothingLate(agency=name)
    letter = draft_or_renew(held, agency, day, by=by, at=at)
    if letter is None:
        raise LetterOfToday(agency=name)
    return letter


def draft_or_renew(plan: m.Plan, agency: str, day: date, *, by: Actor, at: datetime) -> int | None:
    """The letter's id; None when one was issued that day already, or nothing is late. Holds the plan's lock."""
    rows = [row.id for row in list_overdue(plan.pk, day, agency)]
    of_agency = m.UrgingLetter.objects.filter(plan=plan, agency=agency, cancelled_at__isnull=True)
    waiting = of_agency.filter(sent_at__isnull=True).first()
    is_taken = of_agency.filter(day=day, sent_at__isnull=False).exists()
    if waiting is not None:
        waiting.rows, waiting.day = rows, waiting.day if is_taken else day
        waiting.save(update_fields=["rows", "day"])
        return waiting.pk
    if is_taken or not rows:
        return None
    made = m.UrgingLetter.objects.create(
        plan=plan, agency=agency, day=day, rows=rows, drafted_at=at, drafted_by=by.account
    )
    _tell_ledger(made, "plans.draft_letter", by=by, at=at, to=agency, duties=len(rows))
    return made.pk


@transaction.atomic
def edit_letter(*, letter: int, reason: str, answer_by: date | None, by: Actor, at: datetime) -> None:
    """Says in own words why it is written, and by which day an answer is expected.

    Raises LetterNotFound, NotYours, LetterClosed, WrongDay.
    """
    held = _hold_letter(letter, by)
    today = clock.local(at).date()
    if answer_by is not None and answer_by <= today:
        raise WrongDay(day=f"{today:%d/%m/%Y}")
    held.reason, held.answer_by = reason.strip(), answer_by
    held.save(update_fields=["reason", "answer_by"])
    _tell_ledger(held, "plans.edit_letter", by=by, at=at, reason=held.reason)


@transaction.atomic
def cancel_letter(*, letter: int, reason: str, by: Actor, at: datetime) -> None:
    """Raises LetterNotFound, NotYours, LetterClosed, ReasonMissing."""
    held = _hold_letter(letter, by)
    if not reason.strip():
        raise ReasonMissing
    held.cancelled_at, held.cancel_reason = at, reason.strip()
    held.save(update_fields=["cancelled_at", "cancel_reason"])
    _tell_ledger(held, "plans.cancel_letter", by=by, at=at, reason=held.cancel_reason)


@transaction.atomic
def issue_letter(*, letter: int, number: str, issued_on: date, by: Actor, at: datetime) -> int:
    """Notes that the letter was issued under a number; the story of each row still late tells it, its people hear.

    Returns for how many rows.
    Raises LetterNotFound, NotYours, LetterClosed, NumberMissing,
    EvidenceFromTheFuture, WrongDay before it was drafted, NothingLate.
    """
    held = _hold_letter(letter, by)
    today = clock.local(at).date()
    if not number.strip():
        raise NumberMissing
    if issued_on > today:
        raise EvidenceFromTheFuture(number=number.strip(), day=f"{issued_on:%d/%m/%Y}")
    eve = clock.local(held.drafted_at).date() - timedelta(days=1)
    if issued_on <= eve:
        raise WrongDay(day=f"{eve:%d/%m/%Y}")
    late = sorted(list_overdue(held.plan_id, today, held.agency), key=lambda row: row.id)
    rows = [row for row in late if row.id in set(held.rows)]
    if not rows:
        raise NothingLate(agency=get_names([held.agency], today).get(held.agency, held.agency))
    held.rows, held.number, held.issued_on, held.sent_at = (
        [row.id for row in rows],
        number.strip(),
        issued_on,
        at,
    )
    held.save(update_fields=["rows", "number", "issued_on", "sent_at"])
    _escalate(held, rows, by=by, at=at)
    _tell_ledger(held, "plans.issue_letter", by=by, at=at, number=held.number, duties=len(rows))
    return len(rows)


def _escalate(letter: m.UrgingLetter, rows: Sequence[ObligationRow], *, by: Actor, at: datetime) -> None:
    people = People(clock.local(at).date())
    accounts = _addressed(people, letter.agency, rows)
    told = sorted(get_full_names(accounts).values())
    data = {
        "rung": Rung.LETTER.value,
        "letter": letter.pk,
        "number": letter.number,
        "on": letter.issued_on.isoformat() if letter.issued_on else "",
        "told": told,
    }
    for row in rows:
        happen(hold(row.id), Verb.ESCALATED, by=by, at=at, data=data)
    tell(notes=[_note(letter, rows, account) for account in sorted(accounts - {by.account})], by=by, at=at)


def _addressed(people: People, agency: str, rows: Sequence[ObligationRow]) -> frozenset[str]:
    """The heads and the focal officials of all its rows."""
    accounts = [people.head(agency, row.head) | people.focal(agency, row.focal) for row in rows]
    return frozenset().union(*accounts)


def _note(letter: m.UrgingLetter, rows: Sequence[ObligationRow], account: str) -> Note:
    first = rows[0]
    answer = f" Trả lời trước ngày {letter.answer_by:%d/%m/%Y}." if letter.answer_by else ""
    lines = [f"{' '.join((row.ref, row.title)).strip()}, hạn {row.due:%d/%m/%Y}" for row in rows[:20]]
    return Note(
        account=account,
        subject=f"urging_letter:{letter.pk}",
        kind="plans.letter",
        title=shorten(f"Công văn đôn đốc số {letter.number}: {len(rows)} nghĩa vụ quá hạn"),
        body="\n".join([f"Ngày {letter.issued_on:%d/%m/%Y}.{answer}", *lines]),
        address=place_of(letter.plan.slug, first.ref, first.id) if len(rows) == 1 else "/work/",
        key=f"plans.letter:{letter.pk}",
        urgency=Urgency.URGENT,
    )


def _hold_plan(plan: int, by: Actor) -> m.Plan:
    """The plan's lock comes before those of duties and letters. Raises NotYours."""
    held = m.Plan.objects.select_for_update(no_key=True).get(pk=plan)
    if not can_monitor(by, held.monitor):
        raise NotYours
    return held


def _hold_letter(letter: int, by: Actor) -> m.UrgingLetter:
    """A draft that waits. Raises LetterNotFound, NotYours, LetterClosed."""
    plan = m.UrgingLetter.objects.filter(pk=letter).values_list("plan", flat=True).first()
    if plan is None:
        raise LetterNotFound
    _hold_plan(plan, by)
    held = m.UrgingLetter.objects.select_for_update(of=("self",)).select_related("plan").get(pk=letter)
    if held.sent_at or held.cancelled_at:
        raise LetterClosed
    return held


def _tell_ledger(letter: m.UrgingLetter, verb: str, *, by: Actor, at: datetime, **details: str | int) -> None:
    record(
        by=by,
        verb=verb,
        subject=f"urging_letter:{letter.pk}",
        agency=by.agency or letter.plan.monitor,
        at=at,
        details={**details},
    )
