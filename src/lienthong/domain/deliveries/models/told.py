"""What the post tells: news of parcels, and its lists of a day."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.domain.deliveries.models.order import CODE_LENGTH, Order, one_of
from lienthong.domain.deliveries.rules.vocabulary import Fate, Gap, Tiding


class News(models.Model):
    """One thing that the post told, once for ever by its number there. UNFIT and UNKNOWN wait for a person."""

    number = models.PositiveBigIntegerField(unique=True)
    code = models.CharField(max_length=70)
    order = models.ForeignKey(Order, models.PROTECT, related_name="news", null=True)
    agency = models.CharField(max_length=CODE_LENGTH, default="")
    tiding = models.CharField(max_length=12)
    words = models.CharField(max_length=300, default="")
    collected = models.BigIntegerField(default=0)
    occurred_at = models.DateTimeField()
    told_at = models.DateTimeField()
    fate = models.CharField(max_length=8)
    settled_at = models.DateTimeField(null=True)
    settler = models.CharField(max_length=200, default="")
    explanation = models.CharField(max_length=500, default="")

    class Meta:
        verbose_name_plural = "news"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(fate="SETTLED", settled_at__isnull=False) & ~Q(explanation="")
                | ~Q(fate="SETTLED") & Q(settled_at=None),
                name="delivery_news_settled_with_words",
            ),
            models.CheckConstraint(
                condition=Q(order=None, fate__in=["UNKNOWN", "SETTLED"]) | Q(order__isnull=False),
                name="delivery_news_of_a_parcel",
            ),
            one_of("tiding", Tiding, "delivery_tiding_known"),
            one_of("fate", Fate, "delivery_fate_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["order", "id"], name="delivery_news_in_order"),
            models.Index(
                fields=["agency", "-id"],
                condition=Q(fate__in=["UNFIT", "UNKNOWN"]),
                name="delivery_news_that_waits",
            ),
        ]


class Poll(models.Model):
    """The post was asked how far parcels are; ``last`` is the number of the last thing it told, ``fault`` why not."""

    last = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField()
    fault = models.CharField(max_length=200, default="")
    at = models.DateTimeField()


class Statement(models.Model):
    """The post's list of one day laid beside our books; ``fault``: why it was not to be had."""

    day = models.DateField()
    here = models.BigIntegerField()
    there = models.BigIntegerField()
    count_here = models.PositiveIntegerField()
    count_there = models.PositiveIntegerField()
    fault = models.CharField(max_length=200, default="")
    compared_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-day", "-id"], name="delivery_statements_of_a_day")
        ]


class Difference(models.Model):
    """One parcel of which both sides say different things, until a person explained it. Found once."""

    code = models.CharField(max_length=70)
    kind = models.CharField(max_length=13)
    order = models.ForeignKey(Order, models.PROTECT, related_name="+", null=True)
    agency = models.CharField(max_length=CODE_LENGTH, default="")
    day = models.DateField()
    here = models.BigIntegerField(null=True)
    there = models.BigIntegerField(null=True)
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settler = models.CharField(max_length=200, default="")
    explanation = models.CharField(max_length=500, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["code", "kind"], name="delivery_difference_found_once"),
            models.CheckConstraint(
                condition=Q(settled_at=None) | ~Q(explanation=""), name="delivery_difference_explained"
            ),
            one_of("kind", Gap, "delivery_difference_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["agency", "-id"], condition=Q(settled_at=None), name="delivery_differences_open"
            )
        ]
