"""A parcel, the list on which it was handed over, and what was done with it."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.domain.deliveries.rules.vocabulary import Deed, Kind, State

CODE_LENGTH = 40
OPEN_STATES = ("WISHED", "TO_SEND", "HANDED", "UNDER_WAY", "RETURNING")


def one_of(field: str, codes: Iterable[str], name: str, *, or_none: bool = False) -> models.CheckConstraint:
    known = [str(code) for code in codes] + ([""] if or_none else [])
    return models.CheckConstraint(condition=Q((f"{field}__in", known)), name=name)


class Handover(models.Model):
    """What went to the post at one time. ``collector`` signed for it; ``number`` counts in the agency's year."""

    agency = models.CharField(max_length=CODE_LENGTH)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    key = models.UUIDField(unique=True)
    collector = models.CharField(max_length=200)
    handed_at = models.DateTimeField()
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    file = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "year", "number"], name="delivery_list_numbered_once"),
            models.CheckConstraint(condition=Q(collector__regex=r"\S"), name="delivery_list_signed_for"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.number}/{self.year}"


class Order(models.Model):
    """One parcel on one way. ``case`` is the number people know it by; ``item`` and ``price`` are the post's.

    ``told_at``: when the post accepted it; ``refusal``: why it did not. ``delivered_at`` is by the post's clock, and
    ``collected`` what it says it took.
    """

    about = models.CharField(max_length=60)
    kind = models.CharField(max_length=8)
    agency = models.CharField(max_length=CODE_LENGTH)
    case = models.CharField(max_length=60)
    attempt = models.PositiveSmallIntegerField(default=1)
    code = models.CharField(max_length=70, unique=True)
    title = models.TextField()
    receiver = models.CharField(max_length=200)
    phone = models.CharField(max_length=20)
    address = models.CharField(max_length=300)
    cod = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=500, default="")
    told_at = models.DateTimeField(null=True)
    item = models.CharField(max_length=40, default="")
    page = models.CharField(max_length=200, default="")
    price = models.BigIntegerField(null=True)
    refusal = models.CharField(max_length=300, default="")
    handover = models.ForeignKey(Handover, models.PROTECT, related_name="orders", null=True)
    delivered_at = models.DateTimeField(null=True)
    collected = models.BigIntegerField(null=True)
    became = models.CharField(max_length=60, default="")
    made_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["about", "kind"],
                condition=Q(state__in=OPEN_STATES),
                name="delivery_open_once_for_a_case",
            ),
            models.CheckConstraint(
                condition=Q(cod__gte=0) & (Q(price=None) | Q(price__gte=0)), name="delivery_money_is_no_debt"
            ),
            models.CheckConstraint(
                condition=~Q(state="HANDED") | Q(handover__isnull=False), name="delivery_handed_on_a_list"
            ),
            models.CheckConstraint(
                condition=Q(state="DELIVERED", delivered_at__isnull=False, collected__isnull=False)
                | ~Q(state="DELIVERED") & Q(delivered_at=None, collected=None),
                name="delivery_delivered_at_some_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["CANCELLED", "BACK"]) | ~Q(reason=""),
                name="delivery_ended_with_a_reason",
            ),
            one_of("kind", Kind, "delivery_kind_known"),
            one_of("state", State, "delivery_state_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "state", "-moved_at"], name="deliveries_of_an_agency"),
            models.Index(fields=["about", "-id"], name="deliveries_of_a_case"),
            models.Index(fields=["agency", "delivered_at"], name="deliveries_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.state}"


class Event(models.Model):
    """What was done with a parcel, never rewritten."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="events")
    deed = models.CharField(max_length=10)
    at = models.DateTimeField()
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    words = models.CharField(max_length=500, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [one_of("deed", Deed, "delivery_deed_known")]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["order", "id"], name="delivery_events_in_order")
        ]
