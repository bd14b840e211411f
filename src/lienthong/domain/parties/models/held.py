"""Rows that hold from a day on, until the day they name or the day they are ended.

A row is never edited or removed. ``until`` is what it said itself; ``ended_on`` what became of it, filled once, by
whom, when and why; triggers refuse any other change. A row that was a mistake is ended on the day it began: it then
held on no day at all, and a new row says what is true.
"""

from datetime import date, datetime
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

ACCOUNT_LENGTH = 64
REASON_LENGTH = 300


class HeldDays(models.Func):
    function = "daterange"
    output_field = DateRangeField()

    def __init__(self) -> None:
        super().__init__(F("since"), F("ended_on"))


class HeldQuerySet[M: models.Model](models.QuerySet[M]):
    def true(self) -> Self:
        """Rows that held on some day: not those that were mistakes."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=F("since")))

    def standing(self) -> Self:
        """Rows that nobody ended, whatever end they name."""
        return self.filter(ended_on=None)

    def as_of(self, day: date) -> Self:
        """Rows that hold on ``day`` by all that is known now."""
        lasting = Q(until=None) | Q(until__gt=day)
        return self.filter(lasting, Q(ended_on=None) | Q(ended_on__gt=day), since__lte=day)


class HeldManager[M: models.Model](models.Manager[M]):
    """Written out, where ``as_manager`` would do, for the sake of types."""

    def get_queryset(self) -> HeldQuerySet[M]:
        return HeldQuerySet(self.model, using=self._db)

    def true(self) -> HeldQuerySet[M]:
        return self.get_queryset().true()

    def standing(self) -> HeldQuerySet[M]:
        return self.get_queryset().standing()

    def as_of(self, day: date) -> HeldQuerySet[M]:
        return self.get_queryset().as_of(day)


class Held(models.Model):
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=ACCOUNT_LENGTH)
    ended_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=ACCOUNT_LENGTH, blank=True, default="")
    end_reason = models.CharField(max_length=REASON_LENGTH, blank=True, default="")

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_at=None, ended_by="", end_reason="")
                | Q(ended_on__isnull=False, ended_at__isnull=False)
                & Q(ended_on__gte=F("since"), ended_at__gte=F("recorded_at"))
                & ~Q(ended_by=""),
                name="%(class)s_ended_wholly",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="%(class)s_lasts_some_day"
            ),
        ]

    def end(self, on: date, *, by: str, at: datetime, reason: str) -> None:
        """Ends the row from a day on; one that begins later never held. Saved."""
        self.ended_on, self.ended_by, self.end_reason = max(on, self.since), by, reason
        self.ended_at = max(at, self.recorded_at)
        self.save(update_fields=["ended_on", "ended_at", "ended_by", "end_reason"])


def one_at_a_time(model: str, *fields: str) -> ExclusionConstraint:
    """Refuses two rows of equal ``fields`` that hold on one day."""
    equal = [(field, RangeOperators.EQUAL) for field in fields]
    return ExclusionConstraint(
        name=f"{model}_one_at_a_time", expressions=[*equal, (HeldDays(), RangeOperators.OVERLAPS)]
    )


def one_of(field: str, values: type, name: str) -> models.CheckConstraint:
    """A closed list of codes."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [one.value for one in values]}), name=name)  # type: ignore[attr-defined]
