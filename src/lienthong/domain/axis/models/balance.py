"""What a neighbour counted of a day, beside what we did."""

from typing import ClassVar

from django.db import models

from lienthong.domain.axis.models.neighbour import Neighbour


class Balance(models.Model):
    """The newest look at the neighbour's own list for a day. ``theirs`` None: it has none, or did not answer."""

    neighbour = models.ForeignKey(Neighbour, models.PROTECT, related_name="+")
    day = models.DateField()
    theirs = models.PositiveIntegerField(null=True)
    missing_there = models.PositiveIntegerField(default=0)
    missing_here = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=300, default="")
    real_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["neighbour", "day"], name="axis_balance_of_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.neighbour_id} {self.day}"
