"""What the post brought to the one-stop at one time, as the clerk found it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.domain.deliveries.models.order import CODE_LENGTH, Order, one_of
from lienthong.domain.deliveries.rules.vocabulary import Outcome


class Arrival(models.Model):
    """``bringer`` of the post signed with who checked; ``number`` counts in the agency's year."""

    agency = models.CharField(max_length=CODE_LENGTH)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    key = models.UUIDField(unique=True)
    bringer = models.CharField(max_length=200)
    arrived_at = models.DateTimeField()
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    file = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["agency", "year", "number"], name="delivery_arrival_numbered_once"
            ),
            models.CheckConstraint(condition=Q(bringer__regex=r"\S"), name="delivery_arrival_signed_for"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.number}/{self.year}"


class Arrived(models.Model):
    """One parcel on a list of arrival; what was missing may still come on a later one."""

    arrival = models.ForeignKey(Arrival, models.PROTECT, related_name="lines")
    order = models.ForeignKey(Order, models.PROTECT, related_name="arrivals")
    outcome = models.CharField(max_length=8)
    words = models.CharField(max_length=500, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["arrival", "order"], name="delivery_arrived_once_on_a_list"),
            models.UniqueConstraint(
                fields=["order"], condition=~Q(outcome="MISSING"), name="delivery_arrived_once_for_ever"
            ),
            models.CheckConstraint(
                condition=Q(outcome="RECEIVED") | ~Q(words=""), name="delivery_arrived_otherwise_with_words"
            ),
            one_of("outcome", Outcome, "delivery_arrived_outcome_known"),
        ]
