"""What is asked and how long an answer may take come as dated data; what somebody entered for a day stays."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.db import transaction

from lienthong.domain.surveys import models as m
from lienthong.domain.surveys.errors import NoQuestions
from lienthong.domain.surveys.rules import Answering, Sheet
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record


@transaction.atomic
def load_sheets(*, sheets: Iterable[Sheet], by: Actor, at: datetime) -> int:
    """Those that are not there yet; how many. Raises NoQuestions."""
    new = [one for one in sheets if not m.Questionnaire.objects.filter(since=one.since).exists()]
    for one in new:
        codes = {question.code for question in one.questions}
        if not codes or len(codes) < len(one.questions):
            raise NoQuestions
        m.Questionnaire.objects.create(
            since=one.since,
            title=one.title,
            basis=one.basis,
            questions=[asdict(question) for question in one.questions],
            confirmed=one.confirmed,
            recorded_at=at,
            recorded_by=by.account,
        )
        _note("load_sheet", one.since.isoformat(), one.basis, by=by, at=at)
    return len(new)


@transaction.atomic
def load_answering(*, rules: Iterable[Answering], by: Actor, at: datetime) -> int:
    """Those that are not there yet; how many."""
    new = [one for one in rules if not m.AnsweringTime.objects.filter(since=one.since).exists()]
    for one in new:
        m.AnsweringTime.objects.create(**asdict(one), recorded_at=at, recorded_by=by.account)
        _note("load_answering", one.since.isoformat(), one.basis, by=by, at=at)
    return len(new)


def _note(verb: str, since: str, basis: str, *, by: Actor, at: datetime) -> None:
    record(
        by=by,
        verb=f"surveys.{verb}",
        subject=f"surveys:{since}",
        agency=settings.LIENTHONG_PROVINCE,
        at=at,
        details={"since": since, "basis": basis},
    )
