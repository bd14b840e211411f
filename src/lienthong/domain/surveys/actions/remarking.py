"""A remark reaches the agency with a number and a day for the answer; it is answered once."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lienthong.domain.cases.queries import CaseRow, follow
from lienthong.domain.surveys import models as m
from lienthong.domain.surveys.errors import (
    AnsweredAlready,
    AnswerMissing,
    NoAnsweringTime,
    NothingSaid,
    RemarkNotFound,
    TooManyRemarks,
)
from lienthong.domain.surveys.facts import RemarkAnswered, RemarkRaised
from lienthong.domain.surveys.permissions import can_answer
from lienthong.domain.surveys.queries.answering import answering_on, due_on
from lienthong.domain.surveys.queries.remarks import RemarkRow, remark_row
from lienthong.domain.surveys.rules import LONGEST, MOST_WAITING, RemarkKind
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.numbering import actions as numbering
from lienthong.spine.numbering.errors import BackDated
from lienthong.spine.numbering.queries import BookKey, NumberRow
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean_lines

BOOK = "PA"


@transaction.atomic
def raise_remark(*, key: UUID, case: int, kind: RemarkKind, text: str, by: Actor, at: datetime) -> RemarkRow:
    """Keeps it with its number and the day of the answer; a form sent twice finds what it made.

    Raises CaseNotFound, NothingSaid, TooManyRemarks, NoAnsweringTime.
    """
    row, words = follow(case, now=at), clean_lines(text)[:LONGEST]
    if made := _made(key, case):
        return made
    if not words:
        raise NothingSaid
    if m.Remark.objects.filter(case=case, answered_at=None).count() >= MOST_WAITING:
        raise TooManyRemarks(most=MOST_WAITING)
    rule = answering_on(clock.local(at).date())
    if rule is None:
        raise NoAnsweringTime
    try:
        with transaction.atomic():  # the number goes back with a form that was sent at the same moment
            remark = _enter(row, key, kind, words, rule, by, at)
    except IntegrityError:
        if made := _made(key, case):
            return made
        raise
    state(RemarkRaised(remark=remark.pk), subject=f"remark:{remark.pk}", at=remark.raised_at)
    _note("raise_remark", remark, by=by, at=remark.raised_at, kind=kind.value)
    return remark_row(remark)


def _made(key: UUID, case: int) -> RemarkRow | None:
    row = m.Remark.objects.filter(key=key, case=case).select_related("case", "rule").first()
    return remark_row(row) if row else None


def _enter(
    row: CaseRow, key: UUID, kind: RemarkKind, words: str, rule: m.AnsweringTime, by: Actor, at: datetime
) -> m.Remark:
    number, at = _number(row.owner, f"case:{row.id}", by, at)
    return m.Remark.objects.create(
        key=key,
        agency=row.owner,
        year=number.year,
        number=number.value,
        case_id=row.id,
        kind=kind.value,
        text=words,
        raised_at=at,
        rule=rule,
        due_on=due_on(row.owner, clock.local(at).date(), rule.working_days),
    )


def _number(agency: str, subject: str, by: Actor, at: datetime) -> tuple[NumberRow, datetime]:
    book = BookKey(agency, BOOK)
    while True:
        try:
            year = clock.local(at).year
            return numbering.issue(book=book, year=year, subject=subject, by=by, at=at), at
        except BackDated as earlier:
            at = earlier.facts["last"]


@transaction.atomic
def answer(*, remark: int, text: str, by: Actor, at: datetime) -> RemarkRow:
    """In the agency's name, for the person to read. Raises RemarkNotFound, AnsweredAlready, AnswerMissing."""
    rows = m.Remark.objects.select_for_update(of=("self",)).select_related("case", "rule")
    row, words = rows.filter(pk=remark).first(), clean_lines(text)[:LONGEST]
    if row is None or not can_answer(by, row.agency):
        raise RemarkNotFound
    if row.answered_at:
        if (row.answered_by, row.answer) == (by.account, words):
            return remark_row(row)
        raise AnsweredAlready(name=row.answerer)
    if not words:
        raise AnswerMissing
    row.answer, row.answered_at, row.answered_by, row.answerer = words, at, by.account, by.name
    row.save(update_fields=["answer", "answered_at", "answered_by", "answerer"])
    state(RemarkAnswered(remark=row.pk), subject=f"remark:{row.pk}", at=at)
    _note("answer", row, by=by, at=at)
    return remark_row(row)


def _note(verb: str, row: m.Remark, *, by: Actor, at: datetime, **details: str) -> None:
    record(
        by=by,
        verb=f"surveys.{verb}",
        subject=f"case:{row.case_id}",
        agency=row.agency,
        at=at,
        details={"number": remark_row(row).label, "due": row.due_on.isoformat(), **details},
    )
