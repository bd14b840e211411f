"""What the post took on delivery comes to the account in bulk: one line of the bank for many parcels."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lienthong.domain.payments.models.demand import CODE_LENGTH
from lienthong.domain.payments.models.told import Transfer


class Remittance(models.Model):
    """One line of the bank by which the post passes money on, as a person confirmed it.

    ``expected`` is what its parcels come to, and what earlier lines fell short of that this one makes up; ``gap`` is
    what came more (above nothing) or less. A gap stays open until a later line makes it up or somebody closed it with
    a sentence. PostgreSQL reckons ``expected`` again when the transaction ends.
    """

    transfer = models.OneToOneField(Transfer, models.PROTECT, related_name="remittance")
    agency = models.CharField(max_length=CODE_LENGTH)
    amount = models.BigIntegerField()
    expected = models.BigIntegerField()
    reason = models.CharField(max_length=500, default="")
    confirmed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=64)
    confirmer = models.CharField(max_length=200)
    made_up_by = models.ForeignKey("self", models.PROTECT, related_name="makes_up", null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=64, default="")
    closer = models.CharField(max_length=200, default="")
    explanation = models.CharField(max_length=500, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_remittance_is_money"),
            models.CheckConstraint(
                condition=Q(amount=F("expected")) | ~Q(reason=""), name="payment_remittance_gap_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(made_up_by=None) | ~Q(amount=F("expected")),
                name="payment_remittance_only_gaps_made_up",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, explanation="")
                | Q(closed_at__isnull=False, made_up_by=None) & ~Q(explanation=""),
                name="payment_remittance_closed_with_a_sentence",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "-id"], name="payment_remittances_of_agency")
        ]

    @property
    def gap(self) -> int:
        return self.amount - self.expected


class Passed(models.Model):
    """What the post took for one parcel is in this line of the bank: once for ever."""

    remittance = models.ForeignKey(Remittance, models.PROTECT, related_name="parts")
    transfer = models.OneToOneField(Transfer, models.PROTECT, related_name="passed")
