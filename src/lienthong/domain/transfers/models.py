"""Agreements with the post, what they transfer, who works under them, what they did and what went wrong."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lienthong.domain.transfers.rules import Blame, Step

CODE_LENGTH = 40


def _one_of(field: str, codes: Iterable[str], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q((f"{field}__in", [str(code) for code in codes])), name=name)


class Agreement(models.Model):
    """``agency`` transfers to ``post``, from ``since`` to the end of ``until``; ``answers``: who answers for what."""

    agency = models.CharField(max_length=CODE_LENGTH)
    post = models.CharField(max_length=CODE_LENGTH)
    number = models.CharField(max_length=60)
    signed_on = models.DateField()
    since = models.DateField()
    until = models.DateField(null=True)
    answers = models.TextField()
    made_at = models.DateTimeField()
    name = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    ender = models.CharField(max_length=200, default="")
    reason = models.CharField(max_length=500, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "number"], name="transfer_number_once"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="transfer_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(answers__regex=r"\S"), name="transfer_somebody_answers"),
            models.CheckConstraint(
                condition=Q(ended_at=None, reason="") | Q(ended_at__isnull=False, reason__regex=r"\S"),
                name="transfer_ended_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Task(models.Model):
    """One step of one procedure; ``ended_at``: taken back before the agreement's own end."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="tasks")
    procedure = models.CharField(max_length=CODE_LENGTH)
    step = models.CharField(max_length=8)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["agreement", "procedure", "step"],
                condition=Q(ended_at=None),
                name="transfer_task_once",
            ),
            _one_of("step", Step, "transfer_step_known"),
        ]


class Worker(models.Model):
    """Somebody of the post, with the day and words of their training; ``ended_at``: works there no longer."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="workers")
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    trained_on = models.DateField()
    training = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["agreement", "account"], condition=Q(ended_at=None), name="transfer_worker_once"
            ),
            models.CheckConstraint(condition=Q(training__regex=r"\S"), name="transfer_worker_trained"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account"], condition=Q(ended_at=None), name="transfers_of_a_worker")
        ]

    def __str__(self) -> str:
        return self.name


class Deed(models.Model):
    """One step that was done for one case (``about``), never rewritten."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="deeds")
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    step = models.CharField(max_length=8)
    about = models.CharField(max_length=60)
    number = models.CharField(max_length=60)
    procedure = models.CharField(max_length=CODE_LENGTH)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["about", "step"], name="transfer_step_done_once"),
            _one_of("step", Step, "transfer_deed_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agreement", "-id"], name="transfers_deeds_newest")
        ]


class Fault(models.Model):
    """What went wrong at the post's hands, with whom and in which case, until it was answered for."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="faults")
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="+", null=True)
    blame = models.CharField(max_length=8)
    number = models.CharField(max_length=60, default="")
    day = models.DateField()
    words = models.CharField(max_length=500)
    noted_at = models.DateTimeField()
    name = models.CharField(max_length=200)
    answered_at = models.DateTimeField(null=True)
    answerer = models.CharField(max_length=200, default="")
    answer = models.CharField(max_length=500, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(words__regex=r"\S"), name="transfer_fault_said"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | Q(answered_at__isnull=False, answer__regex=r"\S"),
                name="transfer_fault_answered_with_words",
            ),
            _one_of("blame", Blame, "transfer_fault_known"),
        ]
