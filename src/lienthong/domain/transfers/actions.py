"""Agreements are made and ended, people named, steps claimed and noted, faults answered for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from lienthong.domain.transfers import models as m
from lienthong.domain.transfers.errors import (
    AgreementNotFound,
    AnsweredAlready,
    AnswersMissing,
    EndedAlready,
    FaultNotFound,
    FaultUnfit,
    NotOfThePost,
    NotYoursToKeep,
    NumberMissing,
    NumberTaken,
    PeriodUnfit,
    TrainedLater,
    TrainingMissing,
    WordsMissing,
)
from lienthong.domain.transfers.permissions import Permission, can_keep
from lienthong.domain.transfers.queries import in_force_for
from lienthong.domain.transfers.rules import Blame, Step
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json
from lienthong.spine.text import clean, clean_lines


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement says, as it was signed on paper."""

    number: str
    post: str
    signed_on: date
    since: date
    until: date | None
    answers: str


@dataclass(frozen=True, slots=True)
class Under:
    """The agreement under which a step is being done, and by whom."""

    agreement: int
    worker: int
    number: str


@transaction.atomic
def make(*, terms: Terms, by: Actor, at: datetime) -> int:
    """Raises NotYoursToKeep, NumberMissing, AnswersMissing, PeriodUnfit, NumberTaken."""
    if not can_keep(by, by.agency):
        raise NotYoursToKeep
    number, answers = clean(terms.number)[:60], clean_lines(terms.answers)
    if not number:
        raise NumberMissing
    if not answers:
        raise AnswersMissing
    if terms.until and terms.until < terms.since:
        raise PeriodUnfit
    row = _made(terms, number, answers, by=by, at=at)
    _note("make", row, by=by, at=at)
    return row.pk


def _made(terms: Terms, number: str, answers: str, *, by: Actor, at: datetime) -> m.Agreement:
    try:
        with transaction.atomic():
            return m.Agreement.objects.create(
                agency=by.agency,
                post=terms.post,
                number=number,
                signed_on=terms.signed_on,
                since=terms.since,
                until=terms.until,
                answers=answers,
                made_at=at,
                name=by.name,
            )
    except IntegrityError as taken:
        raise NumberTaken(number=number) from taken


@transaction.atomic
def set_tasks(
    *,
    agreement: int,
    shown: Collection[str],
    chosen: Collection[tuple[str, Step]],
    by: Actor,
    at: datetime,
) -> int:
    """Of the procedures ``shown``, just the chosen steps are transferred from now on; returns how many changed.

    Raises AgreementNotFound, NotYoursToKeep, EndedAlready.
    """
    row = _ours(agreement, by)
    kept = {
        (one.procedure, Step(one.step)): one
        for one in m.Task.objects.filter(agreement=row, ended_at=None, procedure__in=shown)
    }
    wanted = {one for one in chosen if one[0] in set(shown)}
    gone, come = kept.keys() - wanted, sorted(wanted - kept.keys())
    m.Task.objects.filter(pk__in=[kept[one].pk for one in gone]).update(ended_at=at)
    m.Task.objects.bulk_create(
        m.Task(agreement=row, procedure=code, step=step.value, made_at=at) for code, step in come
    )
    if gone or come:
        _note("set_tasks", row, by=by, at=at, come=len(come), gone=len(gone))
    return len(gone) + len(come)


@transaction.atomic
def name_worker(
    *,
    agreement: int,
    account: str,
    name: str,
    trained_on: date | None,
    training: str,
    by: Actor,
    at: datetime,
) -> None:
    """Nobody works under it untrained; named again, the newest training counts.

    Raises AgreementNotFound, NotYoursToKeep, EndedAlready, NotOfThePost, TrainingMissing, TrainedLater.
    """
    row, words = _ours(agreement, by), clean(training)[:300]
    if not account:
        raise NotOfThePost
    if trained_on is None or not words:
        raise TrainingMissing
    if trained_on > clock.local(at).date():
        raise TrainedLater
    same = m.Worker.objects.filter(agreement=row, account=account, ended_at=None)
    if same.filter(trained_on=trained_on, training=words).exists():
        return
    same.update(ended_at=at)
    m.Worker.objects.create(
        agreement=row, account=account, name=name, trained_on=trained_on, training=words, made_at=at
    )
    _note("name_worker", row, by=by, at=at, worker=name)


@transaction.atomic
def drop_worker(*, agreement: int, worker: int, by: Actor, at: datetime) -> None:
    """From this moment on; a second time finds it done. Raises AgreementNotFound, NotYoursToKeep, EndedAlready."""
    row = _ours(agreement, by)
    found = m.Worker.objects.filter(agreement=row, pk=worker, ended_at=None).first()
    if found is None:
        return
    found.ended_at = at
    found.save(update_fields=["ended_at"])
    _note("drop_worker", row, by=by, at=at, worker=found.name)


@transaction.atomic
def end(*, agreement: int, reason: str, by: Actor, at: datetime) -> None:
    """Before its last day: who worked under it may do nothing more from this moment on.

    Raises AgreementNotFound, NotYoursToKeep, WordsMissing, EndedAlready.
    """
    row, words = _held(agreement, by), _said(reason)
    if row.ended_at and row.reason == words:
        return
    if row.ended_at:
        raise EndedAlready(number=row.number)
    row.ended_at, row.ender, row.reason = at, by.name, words
    row.save(update_fields=["ended_at", "ender", "reason"])
    _note("end", row, by=by, at=at, reason=words)


def claim(*, step: Step, procedure: str, agency: str, by: Actor, at: datetime) -> Under | None:
    """The agreement that lets this person do a step there now; None where none does.

    Called inside the transaction that does the step: whoever ends the agreement waits for it, and who comes after the
    end finds none.
    """
    day = clock.local(at).date()
    tasks = m.Task.objects.filter(procedure=procedure, step=step.value, ended_at=None).values("agreement")
    rows = in_force_for(by, day).filter(agency=agency, pk__in=tasks)
    row = rows.select_for_update(no_key=True, of=("self",)).order_by("id").first()
    if row is None or not by.may(Permission.WORK, row.post):
        return None
    worker = m.Worker.objects.filter(agreement=row, account=by.account, ended_at=None).first()
    return Under(row.pk, worker.pk, row.number) if worker else None


def note_deed(*, under: Under, step: Step, about: str, number: str, procedure: str, at: datetime) -> None:
    """What was done under an agreement, beside what the case itself keeps."""
    m.Deed.objects.create(
        agreement_id=under.agreement,
        worker_id=under.worker,
        step=step.value,
        about=about,
        number=number,
        procedure=procedure,
        at=at,
    )


@transaction.atomic
def note_fault(
    *,
    agreement: int,
    worker: int | None,
    blame: Blame,
    number: str,
    day: date,
    words: str,
    by: Actor,
    at: datetime,
) -> int:
    """Also after the agreement ended. Raises AgreementNotFound, NotYoursToKeep, WordsMissing, FaultUnfit."""
    row = _held(agreement, by)
    if day > clock.local(at).date():
        raise FaultUnfit
    who = m.Worker.objects.filter(agreement=row, pk=worker).first() if worker else None
    made = m.Fault.objects.create(
        agreement=row,
        worker=who,
        blame=blame.value,
        number=clean(number)[:60],
        day=day,
        words=_said(words),
        noted_at=at,
        name=by.name,
    )
    _note("note_fault", row, by=by, at=at, fault=made.pk)
    return made.pk


@transaction.atomic
def answer_fault(*, agreement: int, fault: int, answer: str, by: Actor, at: datetime) -> None:
    """Who answered for it and how. Raises AgreementNotFound, NotYoursToKeep, FaultNotFound, WordsMissing,
    AnsweredAlready.
    """
    row, words = _held(agreement, by), _said(answer)
    found = m.Fault.objects.filter(agreement=row, pk=fault).first()
    if found is None:
        raise FaultNotFound
    if found.answered_at and found.answer == words:
        return
    if found.answered_at:
        raise AnsweredAlready(name=found.answerer)
    found.answered_at, found.answerer, found.answer = at, by.name, words
    found.save(update_fields=["answered_at", "answerer", "answer"])
    _note("answer_fault", row, by=by, at=at, fault=fault)


def _held(agreement: int, by: Actor) -> m.Agreement:
    """Locked until the transaction ends."""
    row = m.Agreement.objects.select_for_update(no_key=True).filter(pk=agreement).first()
    if row is None:
        raise AgreementNotFound
    if not can_keep(by, row.agency):
        raise NotYoursToKeep
    return row


def _ours(agreement: int, by: Actor) -> m.Agreement:
    """One that can still be changed."""
    row = _held(agreement, by)
    if row.ended_at:
        raise EndedAlready(number=row.number)
    return row


def _said(words: str) -> str:
    if not (told := clean(words)[:500]):
        raise WordsMissing
    return told


def _note(verb: str, row: m.Agreement, *, by: Actor, at: datetime, **details: Json) -> None:
    record(
        by=by,
        verb=f"transfers.{verb}",
        subject=f"transfer:{row.pk}",
        agency=row.agency,
        at=at,
        details={"number": row.number, **details},
    )
