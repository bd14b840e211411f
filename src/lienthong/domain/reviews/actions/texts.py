"""The draft of a legal document: its procedures are assessed, the office is asked, and gives its opinion."""

from datetime import datetime
from typing import Final

from django.db import transaction

from lienthong.domain.reviews import models as m
from lienthong.domain.reviews.actions.common import check_agencies, said, tell
from lienthong.domain.reviews.actions.planning import in_force
from lienthong.domain.reviews.actions.reviewing import add_sheet, complete, open_sheet, write_answers
from lienthong.domain.reviews.errors import (
    Incomplete,
    NotAsked,
    OwnWork,
    ReviewOpen,
    SheetsMissing,
    SheetTaken,
    TextClosed,
    TextNotFound,
    TitleMissing,
)
from lienthong.domain.reviews.facts import OpinionAsked, OpinionGiven
from lienthong.domain.reviews.rules.sheet import Answer
from lienthong.domain.reviews.rules.vocabulary import Part, TextKind, TextState, review_subject, text_subject
from lienthong.spine.actor import Actor
from lienthong.spine.clock import local
from lienthong.spine.outbox.actions import state

ASKED_OF_NEW: Final = (
    (Part.NAME, "Tên thủ tục hành chính"),
    (Part.STEP, "Trình tự thực hiện"),
    (Part.WAY, "Cách thức thực hiện"),
    (Part.PAPER, "Thành phần, số lượng hồ sơ"),
    (Part.TIME, "Thời hạn giải quyết"),
    (Part.AUDIENCE, "Đối tượng thực hiện"),
    (Part.AGENCY, "Cơ quan giải quyết"),
    (Part.FEE, "Phí, lệ phí"),
    (Part.FORM, "Mẫu đơn, tờ khai"),
    (Part.CONDITION, "Yêu cầu, điều kiện"),
    (Part.RESULT, "Kết quả thực hiện"),
)
"""What form 01/ĐGTĐ-KSTT asks about a procedure that a draft makes; law is written in Vietnamese only."""


@transaction.atomic
def enter_text(*, title: str, kind: TextKind, agency: str, by: Actor, at: datetime) -> int:
    """A draft whose procedures are to be assessed; its id. Raises TitleMissing, AgencyUnknown."""
    if not title.strip():
        raise TitleMissing
    check_agencies({agency}, local(at).date())
    made = m.Text.objects.create(
        title=title.strip(), kind=kind.value, agency=agency, recorded_at=at, recorded_by=by.account
    )
    tell(text_subject(made.pk), "enter_text", agency, by=by, at=at, words=made.title)
    return made.pk


@transaction.atomic
def assess(*, text: int, name: str, code: str, by: Actor, at: datetime) -> int:
    """Opens the sheet of a procedure that a draft amends (by its code) or makes (by its name); the sheet's id.

    Raises TextNotFound, TextClosed, TitleMissing, NotInForce, SheetTaken.
    """
    held = hold_text(text)
    if not held.is_written:
        raise TextClosed
    if not code and not name.strip():
        raise TitleMissing
    try:
        made = _sheet(held, name.strip(), code, by=by, at=at)
    except ReviewOpen as known:
        raise SheetTaken from known
    tell(review_subject(made.pk), "assess", held.agency, by=by, at=at, words=made.name, text=text)
    return made.pk


def _sheet(text: m.Text, name: str, code: str, *, by: Actor, at: datetime) -> m.Review:
    if code:
        return open_sheet(in_force(code, local(at).date()), text.agency, by=by, at=at, text=text)
    made = add_sheet(m.Review(text=text, name=name, agency=text.agency), by=by, at=at)
    write_answers(made, [Answer(Part.WHOLE, name), *(Answer(part, words) for part, words in ASKED_OF_NEW)])
    return made


@transaction.atomic
def ask_opinion(*, text: int, by: Actor, at: datetime) -> None:
    """Asks the office, first or anew. Raises TextNotFound, TextClosed, SheetsMissing, Incomplete."""
    held = hold_text(text)
    if not held.is_written:
        raise TextClosed
    sheets = list(m.Review.objects.filter(text=held).order_by("id"))
    if not sheets:
        raise SheetsMissing
    for one in sheets:
        try:
            complete(one)
        except Incomplete as lacking:
            first = f"{one.name}: {lacking.facts['first']}"
            raise Incomplete(count=lacking.facts["count"], first=first) from lacking
    held.asked_at, held.asked_by = at, by.account
    held.answered_at, held.answered_by, held.verdict, held.opinion = None, "", "", ""
    held.save()
    state(OpinionAsked(text), subject=text_subject(text), at=at)
    tell(text_subject(text), "ask_opinion", held.agency, by=by, at=at, sheets=len(sheets))


@transaction.atomic
def give_opinion(*, text: int, agrees: bool, opinion: str, by: Actor, at: datetime) -> None:
    """The office agrees, or returns the draft with reasons. Raises TextNotFound, NotAsked, OwnWork, ReasonMissing."""
    held = hold_text(text)
    if held.state is not TextState.ASKED:
        raise NotAsked
    if held.asked_by == by.account:
        raise OwnWork
    verdict = TextState.AGREED if agrees else TextState.RETURNED
    held.answered_at, held.answered_by, held.verdict, held.opinion = (
        at,
        by.account,
        verdict.value,
        said(opinion),
    )
    held.save()
    state(OpinionGiven(text), subject=text_subject(text), at=at)
    if agrees:
        tell(text_subject(text), "agree_to_text", held.agency, by=by, at=at, words=held.opinion)
    else:
        tell(text_subject(text), "return_text", held.agency, by=by, at=at, words=held.opinion)


def hold_text(text: int) -> m.Text:
    """Locked until the end of the transaction. Raises TextNotFound."""
    held = m.Text.objects.select_for_update(no_key=True).filter(pk=text).first()
    if held is None:
        raise TextNotFound
    return held
