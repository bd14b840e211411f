"""Matters: what was seen, and what the head answered."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from lienthong.domain.conduct.rules import Kind, Measure

CODE_LENGTH = 40


class Matter(models.Model):
    """``key`` names what was seen for ever, so that looking twice opens it once. ``account`` and ``name``: whose deeds
    they were, where the events say so. ``shown_on``: from this day on those above see it, answered or not.
    ``due_on``: from this day on the head is late with the answer.
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=12)
    agency = models.CharField(max_length=CODE_LENGTH)
    account = models.CharField(max_length=64, default="")
    name = models.CharField(max_length=200, default="")
    cases = ArrayField(models.BigIntegerField(), default=list)
    seen_from = models.DateField()
    seen_until = models.DateField()
    words = models.TextField(default="")
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=64)
    opener = models.CharField(max_length=200)
    shown_on = models.DateField()
    due_on = models.DateField()
    measure = models.CharField(max_length=12, default="")
    who = models.CharField(max_length=200, default="")
    decision = models.CharField(max_length=80, default="")
    decided_on = models.DateField(null=True)
    answer = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=64, default="")
    answerer = models.CharField(max_length=200, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(one) for one in Kind]), name="conduct_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(seen_until__gte=F("seen_from")), name="conduct_seen_in_order_of_days"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="", answered_by="", measure="", who="", decision="")
                | Q(
                    answered_at__isnull=False,
                    answer__regex=r"\S",
                    answered_by__regex=r"\S",
                    measure__in=[str(one) for one in Measure],
                ),
                name="conduct_answered_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(measure__in=["", Measure.NONE.value]) | Q(who__regex=r"\S"),
                name="conduct_measure_concerns_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(measure=Measure.DISCIPLINED.value)
                | Q(decision__regex=r"\S", decided_on__isnull=False),
                name="conduct_discipline_has_a_decision",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["agency", "opened_at"], condition=Q(answered_at=None), name="matters_to_answer"
            ),
            models.Index(fields=["agency", "-id"], name="matters_of_an_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.agency}"
