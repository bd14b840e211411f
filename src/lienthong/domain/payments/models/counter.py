"""The book of receipts, and the closing of a till."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lienthong.domain.payments.models.demand import CODE_LENGTH, Demand, Entry


class Receipt(models.Model):
    """A receipt (biên lai) for one entry. ``book`` is the numbering's row; a cancelled one keeps its number and reason.

    ``file`` is the paper as it was handed out, set by the worker. ``replaces``: the one that it was issued in place of.
    """

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="receipts")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="receipts")
    agency = models.CharField(max_length=CODE_LENGTH)
    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    number_id = models.PositiveBigIntegerField(unique=True)
    payer = models.CharField(max_length=300)
    amount = models.BigIntegerField()
    issued_at = models.DateTimeField()
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    file = models.PositiveBigIntegerField(null=True)
    replaces = models.OneToOneField("self", models.PROTECT, related_name="replaced_by", null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.CharField(max_length=64, default="")
    canceller = models.CharField(max_length=200, default="")
    reason = models.CharField(max_length=500, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["agency", "series", "year", "number"], name="payment_receipt_number_once"
            ),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(cancelled_at=None), name="payment_one_receipt_holds"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_receipt_is_for_money"),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, reason="") | (Q(cancelled_at__isnull=False) & ~Q(reason="")),
                name="payment_receipt_cancelled_with_a_reason",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "-issued_at"], name="payment_receipts_of_an_agency")
        ]


class Closing(models.Model):
    """A till was counted (bảng kê): the cashier's entries after ``after`` up to ``last``.

    ``counted`` is the cash in the drawer; where it is not ``cash``, ``reason`` says why. Taken over by another person.
    """

    agency = models.CharField(max_length=CODE_LENGTH)
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    after = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField()
    cash = models.BigIntegerField()
    card = models.BigIntegerField()
    counted = models.BigIntegerField()
    reason = models.CharField(max_length=500, default="")
    closed_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    taken_by = models.CharField(max_length=64, default="")
    taker = models.CharField(max_length=200, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "account", "after"], name="payment_till_closed_once"),
            models.CheckConstraint(condition=Q(last__gt=F("after")), name="payment_till_had_money"),
            models.CheckConstraint(
                condition=Q(counted=F("cash")) | ~Q(reason=""), name="payment_till_difference_explained"
            ),
            models.CheckConstraint(
                condition=Q(taken_at=None) | ~Q(taken_by=F("account")), name="payment_till_taken_by_another"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "-id"], name="payment_closings_of_an_agency")
        ]
