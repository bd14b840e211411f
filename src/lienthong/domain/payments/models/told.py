"""Money that others tell us of: orders to the platform, transactions, their lists, and what differs."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.domain.payments.models.demand import CODE_LENGTH, Demand, Entry, one_of
from lienthong.domain.payments.rules.vocabulary import Fate, Kind, Source, Why


class Order(models.Model):
    """A citizen's wish to pay through the platform; ``url`` is the platform's own page once it answered."""

    demand = models.ForeignKey(Demand, models.PROTECT, related_name="orders")
    amount = models.BigIntegerField()
    asked_at = models.DateTimeField()
    url = models.CharField(max_length=500, default="")
    answered_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=300, default="")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["demand", "-id"], name="payment_orders_of_a_demand")
        ]


class Transfer(models.Model):
    """A transaction as a platform or bank told it, once for ever by its number there.

    TAKEN has its ``entry``; PENDING waits with ``why`` for a person; RETURNED was sent back outside, as explained;
    REMITTED has its remittance, which says of which parcels it is.
    """

    source = models.CharField(max_length=8)
    transaction = models.CharField(max_length=60)
    reference = models.CharField(max_length=200)
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="transfers", null=True)
    agency = models.CharField(max_length=CODE_LENGTH, default="")
    amount = models.BigIntegerField()
    bank = models.CharField(max_length=60, default="")
    paid_at = models.DateTimeField()
    told_at = models.DateTimeField()
    fate = models.CharField(max_length=8)
    why = models.CharField(max_length=12, default="")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="transfer", null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=64, default="")
    settler = models.CharField(max_length=200, default="")
    explanation = models.CharField(max_length=500, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "transaction"], name="payment_transaction_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_transfer_is_money"),
            models.CheckConstraint(
                condition=Q(fate="TAKEN", entry__isnull=False)
                | Q(fate="PENDING", entry=None) & ~Q(why="")
                | Q(fate="RETURNED", entry=None, settled_at__isnull=False) & ~Q(explanation="")
                | Q(fate="REMITTED", entry=None, source="BANK", settled_at__isnull=False),
                name="payment_transfer_is_somewhere",
            ),
            one_of("source", Source, "payment_source_known"),
            one_of("fate", Fate, "payment_fate_known"),
            one_of("why", Why, "payment_why_known", or_none=True),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "fate", "-id"], name="payment_transfers_by_fate"),
            models.Index(fields=["source", "paid_at"], name="payment_transfers_of_a_day"),
        ]


class Statement(models.Model):
    """The other side's list of one day, laid beside our books; ``fault``: why it was not to be had."""

    source = models.CharField(max_length=8)
    day = models.DateField()
    here = models.BigIntegerField()
    there = models.BigIntegerField()
    count_here = models.PositiveIntegerField()
    count_there = models.PositiveIntegerField()
    fault = models.CharField(max_length=200, default="")
    compared_at = models.DateTimeField()
    compared_by = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("source", Source, "payment_statement_source_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["source", "-day", "-id"], name="payment_statements_of_a_day")
        ]


class Difference(models.Model):
    """One transaction of which both sides say different things, until a person explained it. Found once."""

    source = models.CharField(max_length=8)
    transaction = models.CharField(max_length=60)
    kind = models.CharField(max_length=13)
    agency = models.CharField(max_length=CODE_LENGTH, default="")
    reference = models.CharField(max_length=200, default="")
    day = models.DateField()
    here = models.BigIntegerField(null=True)
    there = models.BigIntegerField(null=True)
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=64, default="")
    settler = models.CharField(max_length=200, default="")
    explanation = models.CharField(max_length=500, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["source", "transaction", "kind"], name="payment_difference_found_once"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | ~Q(explanation=""), name="payment_difference_explained"
            ),
            one_of("kind", Kind, "payment_difference_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["agency", "-id"],
                condition=Q(settled_at=None),
                name="payment_differences_open",
            )
        ]
