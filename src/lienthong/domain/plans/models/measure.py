"""Figures that a plan demands, how each is defined, and the values that were stated for it."""

from django.db import models
from django.db.models import Q

from lienthong.domain.plans.models.document import Lineage, Plan


class Measure(models.Model):
    """A demanded figure: ``>= 60 %`` of ``denominator``, for the province or for each agency that leads the task."""

    class Scope(models.TextChoices):
        PROVINCE = "PROVINCE"
        EACH_AGENCY = "EACH_AGENCY"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    lineage = models.ForeignKey(Lineage, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    comparator = models.CharField(max_length=2)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    unit = models.CharField(max_length=60)
    scope = models.CharField(max_length=12, choices=Scope, default=Scope.PROVINCE)
    name = models.CharField(max_length=200, default="")
    numerator = models.TextField(default="")
    denominator = models.TextField(default="")
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["plan", "lineage", "position"],
                condition=Q(ended_at__isnull=True),
                name="measures_in_order",
            ),
            models.CheckConstraint(
                condition=Q(comparator__in=(">=", ">", "=", "<=", "<")), name="measure_compares"
            ),
        )


class Measurement(models.Model):
    """A value stated with its document for the time up to ``period_end``. A correction is a later row.

    ``numerator`` and ``denominator`` are given where the measure is a share; ``value`` is then theirs, in the measure's
    unit. ``agency`` is the province's code where the measure is the province's.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+")
    agency = models.CharField(max_length=40)
    period_end = models.DateField()
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    document = models.CharField(max_length=60)
    document_on = models.DateField()
    file = models.BigIntegerField(null=True)
    note = models.TextField(default="")
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(denominator__isnull=True, numerator__isnull=True)
                | Q(denominator__gt=0, numerator__gte=0),
                name="share_is_of_something",
            ),
        )
        indexes = (
            models.Index(fields=["measure", "agency", "period_end", "id"], name="measurements_in_order"),
        )
