"""A question of the portal comes to its agency, is passed to the right one, and is answered once."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from lienthong.domain.national import models as m
from lienthong.domain.national.errors import (
    AnswerMissing,
    NamesSomebody,
    NoAnsweringTime,
    NowhereToPass,
    QuestionAnswered,
    QuestionNotFound,
)
from lienthong.domain.national.facts import QuestionCame
from lienthong.domain.national.permissions import can_keep
from lienthong.domain.national.rules import names_somebody
from lienthong.domain.notices.actions import Note, tell
from lienthong.domain.organisations.queries import find_by_official_code, get_agency, list_who_may
from lienthong.domain.surveys.permissions import Permission as Surveys
from lienthong.domain.surveys.permissions import can_answer
from lienthong.domain.surveys.queries import LONGEST, answer_due
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.actions import state
from lienthong.spine.outbox.rules import pause_after
from lienthong.spine.text import clean_lines, write_date

LAST_PAUSE: Final = timedelta(days=1)


@transaction.atomic
def take_question(*, number: str, field: str, words: str, agency: str, by: Actor, at: datetime) -> bool:
    """Keeps what was asked, with the day of the answer; whether it is new. Raises NoAnsweringTime."""
    day = clock.local(at).date()
    owner = find_by_official_code(agency, day)
    due = answer_due(owner or settings.LIENTHONG_PROVINCE, day)
    if due is None:
        raise NoAnsweringTime
    given = {"field": field, "agency": agency, "owner": owner, "words": clean_lines(words), "came_at": at}
    row, is_new = m.Question.objects.get_or_create(
        number=number, defaults=given | {"due_on": due[0], "basis": due[1]}
    )
    if is_new:
        _came(row, 0, at)
        _note("take_question", row, by=by, at=at, due=row.due_on.isoformat())
    return is_new


@transaction.atomic
def pass_question(*, question: int, to: str, reason: str, by: Actor, at: datetime) -> None:
    """To the agency that it is for; its day stays. Raises QuestionNotFound, QuestionAnswered, NowhereToPass."""
    row = _held(question, by)
    why = clean_lines(reason)[:500]
    if row.answered_at:
        raise QuestionAnswered(name=row.answerer)
    if not why or to == row.owner or get_agency(to, clock.local(at).date()) is None:
        raise NowhereToPass
    passing = m.Passing.objects.create(
        question=row, frm=row.owner, to=to, reason=why, account=by.account, name=by.name, passed_at=at
    )
    before, row.owner = row.owner, to
    row.save(update_fields=["owner"])
    _came(row, passing.pk, at)
    _note("pass_question", row, by=by, at=at, agency=before, to=to, reason=why)


@transaction.atomic
def answer_question(*, question: int, answer: str, shown: str = "", by: Actor, at: datetime) -> None:
    """In the agency's name, once; the portal is told within a minute. ``shown``: the question as everybody may read it
    beside the answer, "" for not at all.

    Raises QuestionNotFound, QuestionAnswered, AnswerMissing, NamesSomebody.
    """
    row = _held(question, by)
    words, public = clean_lines(answer)[:LONGEST], clean_lines(shown)[:LONGEST]
    if not can_answer(by, row.owner):
        raise QuestionNotFound
    if row.answered_at:
        if (row.answered_by, row.answer) == (by.account, words):
            return
        raise QuestionAnswered(name=row.answerer)
    if not words:
        raise AnswerMissing
    if public and (names_somebody(public) or names_somebody(words)):
        raise NamesSomebody
    row.answer, row.answered_at, row.answered_by, row.answerer = words, at, by.account, by.name
    row.shown, row.is_public = public, bool(public)
    row.save(update_fields=["answer", "answered_at", "answered_by", "answerer", "shown", "is_public"])
    _note("answer_question", row, by=by, at=at, due=row.due_on.isoformat(), is_public=row.is_public)


@transaction.atomic
def note_replied(*, question: int) -> None:
    """The portal took the answer; noted twice it is one."""
    rows = m.Question.objects.filter(pk=question, told_at=None)
    rows.update(told_at=clock.real_now(), fault="", again_at=None)


@transaction.atomic
def note_unreplied(*, question: int, words: str) -> None:
    """The portal did not take the answer; it is told again after a growing pause, at last once a day."""
    row = m.Question.objects.select_for_update(no_key=True).filter(pk=question, told_at=None).first()
    if row is None:
        return
    pause = pause_after(row.tries + 1)
    row.tries += 1 if pause else 0
    row.fault = words[:300]
    row.again_at = clock.real_now() + (pause or LAST_PAUSE)
    row.save(update_fields=["tries", "fault", "again_at"])


def tell_answering(*, question: int, passing: int, by: Actor, at: datetime) -> int:
    """Whoever may answer at the agency hears of it; how many are new."""
    row = m.Question.objects.get(pk=question)
    accounts = list_who_may(Surveys.ANSWER, row.owner, clock.local(at).date()) if row.owner else frozenset()
    title = f"Câu hỏi {row.number} từ Cổng Dịch vụ công quốc gia, trả lời trước {write_date(row.due_on)}"
    notes = [
        Note(
            account=account,
            subject=f"question:{row.pk}",
            kind="national.question",
            title=title,
            address=f"/voice/questions/{row.pk}/",
            key=f"national.question:{row.pk}:{passing}",
        )
        for account in sorted(accounts)
    ]
    return tell(notes=notes, by=by, at=at)


def _came(row: m.Question, passing: int, at: datetime) -> None:
    state(QuestionCame(question=row.pk, passing=passing), subject=f"question:{row.pk}", at=at)


def _held(question: int, by: Actor) -> m.Question:
    """Locked. A stray one is passed by who keeps the line of the province. Raises QuestionNotFound."""
    row = m.Question.objects.select_for_update(no_key=True).filter(pk=question).first()
    is_stray = row is not None and not row.owner and can_keep(by, settings.LIENTHONG_PROVINCE)
    if row is None or not (is_stray or can_answer(by, row.owner)):
        raise QuestionNotFound
    return row


def _note(
    verb: str, row: m.Question, *, by: Actor, at: datetime, agency: str = "", **details: str | bool
) -> None:
    record(
        by=by,
        verb=f"national.{verb}",
        subject=f"question:{row.pk}",
        agency=agency or row.owner or settings.LIENTHONG_PROVINCE,
        at=at,
        details={"number": row.number, **details},
    )
