"""What is owed, to whom it is paid, and every đồng that came or went."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lienthong.domain.payments.rules.vocabulary import State, Way

CODE_LENGTH = 40


def one_of(field: str, codes: Iterable[str], name: str, *, or_none: bool = False) -> models.CheckConstraint:
    known = [str(code) for code in codes] + ([""] if or_none else [])
    return models.CheckConstraint(condition=Q((f"{field}__in", known)), name=name)


class Account(models.Model):
    """The account to which an agency's money goes from ``since`` on; the newest of a day counts. ``bank``: its BIN."""

    agency = models.CharField(max_length=CODE_LENGTH)
    since = models.DateField()
    bank = models.CharField(max_length=6)
    bank_name = models.CharField(max_length=200)
    number = models.CharField(max_length=19)
    holder = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(bank__regex=r"^\d{6}$", number__regex=r"^[0-9A-Z]{4,19}$"),
                name="payment_account_can_be_written_in_a_code",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "-since", "-id"], name="payment_accounts_of_an_agency")
        ]


class Demand(models.Model):
    """What one case owes. ``about`` names the case; ``lines`` as ``rules.owing.pack`` gives them.

    ``received`` and ``returned`` repeat the sums of its entries, which PostgreSQL compares when the transaction ends.
    """

    about = models.CharField(max_length=60)
    agency = models.CharField(max_length=CODE_LENGTH)
    number = models.CharField(max_length=60)
    procedure = models.CharField(max_length=CODE_LENGTH)
    version = models.PositiveBigIntegerField()
    title = models.TextField()
    payer = models.CharField(max_length=300)
    lines = models.JSONField()
    amount = models.BigIntegerField()
    received = models.BigIntegerField(default=0)
    returned = models.BigIntegerField(default=0)
    state = models.CharField(max_length=12, default=State.DUE.value)
    reason = models.CharField(max_length=500, default="")
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=64)
    raiser = models.CharField(max_length=200)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["about"], condition=~Q(state="CANCELLED"), name="payment_demand_once_for_a_case"
            ),
            models.CheckConstraint(
                condition=Q(state="DUE", received=0, amount__gt=0)
                | Q(state="PARTLY_PAID", received__gt=0, received__lt=F("amount"))
                | Q(state="PAID", received=F("amount"), returned__lt=F("received"))
                | Q(state="REFUNDED", received__gt=0, returned=F("received"))
                | Q(state__in=["WAIVED", "CANCELLED"], received=0),
                name="payment_state_is_what_the_sums_say",
            ),
            models.CheckConstraint(
                condition=Q(returned__gte=0, received__gte=F("returned"), amount__gte=F("received")),
                name="payment_never_more_than_owed",
            ),
            models.CheckConstraint(
                condition=~Q(state="CANCELLED") | ~Q(reason=""), name="payment_cancelled_with_a_reason"
            ),
            one_of("state", State, "payment_state_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "state", "-id"], name="payment_demands_of_an_agency")
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.amount} ({self.state})"


class Entry(models.Model):
    """One movement of money, never rewritten: in is above nothing, out below. ``key``: the form or the transaction."""

    demand = models.ForeignKey(Demand, models.PROTECT, related_name="entries")
    agency = models.CharField(max_length=CODE_LENGTH)
    amount = models.BigIntegerField()
    way = models.CharField(max_length=8)
    key = models.CharField(max_length=120, unique=True)
    at = models.DateTimeField()
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(amount=0), name="payment_entry_moves_money"),
            one_of("way", Way, "payment_way_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "account", "id"], name="payment_entries_of_a_till"),
            models.Index(fields=["agency", "at"], name="payment_entries_of_a_day"),
        ]
