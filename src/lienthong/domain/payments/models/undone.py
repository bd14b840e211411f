"""Money that is given back: asked for, decided by another person, paid out."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lienthong.domain.payments.models.demand import CODE_LENGTH, Demand, Entry, one_of
from lienthong.domain.payments.rules.vocabulary import Step


class Refund(models.Model):
    """``key`` is the form's own: pressed twice it asks once."""

    key = models.UUIDField(unique=True)
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="refunds")
    agency = models.CharField(max_length=CODE_LENGTH)
    amount = models.BigIntegerField()
    reason = models.CharField(max_length=500)
    to = models.CharField(max_length=300, default="")
    step = models.CharField(max_length=8, default=Step.ASKED.value)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64)
    asker = models.CharField(max_length=200)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=64, default="")
    decider = models.CharField(max_length=200, default="")
    answer = models.CharField(max_length=500, default="")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="refund", null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["demand"],
                condition=Q(step__in=["ASKED", "APPROVED"]),
                name="payment_one_refund_at_a_time",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0) & ~Q(reason=""), name="payment_refund_says_why"),
            models.CheckConstraint(
                condition=Q(decided_by="") | ~Q(decided_by=F("asked_by")),
                name="payment_refund_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(step="PAID_OUT", entry__isnull=False) | ~Q(step="PAID_OUT") & Q(entry=None),
                name="payment_refund_paid_out_has_its_entry",
            ),
            one_of("step", Step, "payment_refund_step_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "step", "-id"], name="payment_refunds_of_an_agency")
        ]
