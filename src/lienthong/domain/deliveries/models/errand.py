"""What somebody at home asked the post to fetch, and when it shall come."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.domain.deliveries.models.order import CODE_LENGTH, one_of
from lienthong.domain.deliveries.rules.errands import Half


class Errand(models.Model):
    """``about`` names its parcels, of which there is another one when address or time were changed after the post knew.
    ``papers`` are their names as they were shown. It holds nothing of the person, so it is kept.
    """

    about = models.CharField(max_length=60, unique=True)
    procedure = models.CharField(max_length=CODE_LENGTH)
    version = models.PositiveBigIntegerField()
    papers = models.JSONField()
    day = models.DateField()
    half = models.CharField(max_length=9)
    asked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(papers=[]), name="delivery_errand_for_papers"),
            one_of("half", Half, "delivery_errand_half_known"),
        ]
