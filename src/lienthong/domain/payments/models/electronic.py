"""What the provider of electronic receipts was asked to write for a receipt, and what it answered."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.domain.payments.models.counter import Receipt
from lienthong.domain.payments.models.demand import one_of
from lienthong.domain.payments.rules.electronic import Does


class Electronic(models.Model):
    """One paper of the provider, asked for once by ``key``: written, or in place of, lowered or cancelled after the one
    before. ``amount`` is what the receipt is for from then on. Answered it has its number there; ``refusal`` says why
    not.
    """

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="electronic")
    key = models.CharField(max_length=80, unique=True)
    does = models.CharField(max_length=8)
    amount = models.BigIntegerField()
    reason = models.CharField(max_length=500, default="")
    before = models.OneToOneField("self", models.PROTECT, related_name="after", null=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    number = models.CharField(max_length=200, default="")
    page = models.CharField(max_length=200, default="")
    lookup = models.CharField(max_length=200, default="")
    file = models.PositiveBigIntegerField(null=True)
    refusal = models.CharField(max_length=300, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(answered_at=None, number="", file=None)
                | Q(answered_at__isnull=False, file__isnull=False, refusal="") & ~Q(number=""),
                name="payment_electronic_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(does="ISSUE", before=None)
                | ~Q(does="ISSUE") & Q(before__isnull=False) & ~Q(reason=""),
                name="payment_electronic_follows_one",
            ),
            models.CheckConstraint(
                condition=Q(does="CANCEL", amount=0) | ~Q(does="CANCEL") & Q(amount__gt=0),
                name="payment_electronic_is_for_money",
            ),
            one_of("does", Does, "payment_electronic_does_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["receipt", "-id"], name="payment_electronic_of_receipt")
        ]
