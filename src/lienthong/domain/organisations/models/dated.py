"""Rows in two times: when a fact held, and when it was known.

A row is never edited or removed. What turns out otherwise is superseded: its ``superseded_at`` is closed,
once, and a new row is recorded; triggers in the database refuse anything else. Of one thing, no two rows may
hold on the same day and be known at the same instant.
"""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Q

from lienthong.domain.organisations.rules.period import Period


def range_of(period: Period) -> DateRange:
    return DateRange(period.start, period.end)


class TsTzRange(models.Func):
    function = "tstzrange"
    output_field = DateTimeRangeField()


class RecordedQuerySet[M: models.Model](models.QuerySet[M]):
    def known(self, at: datetime | None = None) -> Self:
        """Rows known at an instant; None means now."""
        if at is None:
            return self.filter(superseded_at=None)
        return self.filter(Q(superseded_at=None) | Q(superseded_at__gt=at), recorded_at__lte=at)


class DatedQuerySet[M: models.Model](RecordedQuerySet[M]):
    def as_of(self, day: date, known: datetime | None = None) -> Self:
        """Rows that held on ``day``, as known at ``known`` (None: now)."""
        return self.known(known).filter(valid__contains=day)

    def touching(self, period: Period) -> Self:
        """Rows known now that share a day with the period, earliest first."""
        return self.known().filter(valid__overlap=range_of(period)).order_by("valid")


class RecordedManager[M: models.Model](models.Manager[M]):
    """Written out, where ``as_manager`` would do, for the sake of types."""

    def get_queryset(self) -> RecordedQuerySet[M]:
        return RecordedQuerySet(self.model, using=self._db)

    def known(self, at: datetime | None = None) -> RecordedQuerySet[M]:
        return self.get_queryset().known(at)


class DatedManager[M: models.Model](models.Manager[M]):
    def get_queryset(self) -> DatedQuerySet[M]:
        return DatedQuerySet(self.model, using=self._db)

    def known(self, at: datetime | None = None) -> DatedQuerySet[M]:
        return self.get_queryset().known(at)

    def as_of(self, day: date, known: datetime | None = None) -> DatedQuerySet[M]:
        return self.get_queryset().as_of(day, known)

    def touching(self, period: Period) -> DatedQuerySet[M]:
        return self.get_queryset().touching(period)


class Recorded(models.Model):
    """Known from ``recorded_at`` until ``superseded_at`` (None: still). ``confirmed``: a source was read."""

    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=300, blank=True, default="")
    source = models.CharField(max_length=300, blank=True, default="")
    confirmed = models.BooleanField(default=True)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(superseded_at=None) | Q(superseded_at__gte=F("recorded_at")),
                name="%(class)s_known_forwards",
            )
        ]


class Dated(Recorded):
    """Holds from the first day of ``valid`` up to, not including, its last; an open end is None."""

    valid = DateRangeField()

    class Meta(Recorded.Meta):
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(condition=Q(valid__isempty=False), name="%(class)s_holds_some_day"),
        ]

    @property
    def period(self) -> Period:
        return Period(self.valid.lower, self.valid.upper)


def one_at_a_time(model: str, *fields: str, dated: bool = True, **options: Any) -> ExclusionConstraint:
    """Refuses two rows of equal ``fields`` that hold on one day and are known at one instant."""
    known = (TsTzRange("recorded_at", "superseded_at"), RangeOperators.OVERLAPS)
    held = [("valid", RangeOperators.OVERLAPS)] if dated else []
    equal = [(field, RangeOperators.EQUAL) for field in fields]
    return ExclusionConstraint(
        name=f"{model}_one_{fields[-1]}_at_a_time", expressions=[*equal, *held, known], **options
    )
