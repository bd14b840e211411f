"""The internal process of a version, and the units that its rows name."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from lienthong.domain.procedures.models.version import Version, one_of
from lienthong.domain.procedures.rules.vocabulary import Level, Pause, Place, StepKind, TimeUnit


class Unit(models.Model):
    """Who may stand in a row without being an agency of the tree: a division, a commune's officer, a branch office.

    In use from ``effective_from`` before ``effective_to``. ``agency`` is the code where ``place`` is AGENCY, ``role``
    who usually works there.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=8)
    agency = models.CharField(max_length=40, default="")
    level = models.CharField(max_length=10)
    role = models.CharField(max_length=60)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True)
    source = models.CharField(max_length=300)
    confirmed = models.BooleanField()

    class Meta:
        constraints = (
            one_of("place", Place, "procedure_unit_place_known"),
            one_of("level", Level, "procedure_unit_level_known"),
            models.CheckConstraint(
                condition=Q(place=Place.AGENCY.value) & ~Q(agency="")
                | ~Q(place=Place.AGENCY.value) & Q(agency=""),
                name="procedure_unit_of_an_agency",
            ),
            models.CheckConstraint(
                condition=Q(effective_to=None) | Q(effective_to__gt=F("effective_from")),
                name="procedure_unit_ends_after_it_began",
            ),
        )


class Step(models.Model):
    """A row; ``position`` is what people call it by. ``after`` and ``returns`` are positions."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    name = models.TextField()
    unit = models.CharField(max_length=40)
    role = models.CharField(max_length=60, default="")
    amount = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    online_amount = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    measure = models.CharField(max_length=12, default=TimeUnit.WORKING_DAY.value)
    kind = models.CharField(max_length=8, default=StepKind.HANDLE.value)
    after = ArrayField(models.PositiveSmallIntegerField(), default=list)
    returns = ArrayField(models.PositiveSmallIntegerField(), default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["version", "position"], name="procedure_steps_in_order"),
            models.CheckConstraint(condition=Q(position__gt=0), name="procedure_steps_from_one_on"),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="procedure_step_has_a_name"),
            one_of("measure", (TimeUnit.WORKING_DAY, TimeUnit.WORKING_HOUR), "procedure_step_measure_known"),
            one_of("kind", StepKind, "procedure_step_kind_known"),
            models.CheckConstraint(
                condition=(Q(amount=None) | Q(amount__gte=0))
                & (Q(online_amount=None) | Q(online_amount__gte=0)),
                name="procedure_step_takes_no_less_than_no_time",
            ),
        )


class Task(models.Model):
    step = models.ForeignKey(Step, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    name = models.TextField()
    days = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    ends = models.BooleanField(default=False)
    pauses = models.CharField(max_length=10, default="")
    resumes = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["step", "position"], name="procedure_tasks_in_order"),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="procedure_task_has_a_name"),
            one_of("pauses", ["", *Pause], "procedure_task_pause_known"),
            models.CheckConstraint(
                condition=Q(days=None) | Q(days__gte=0), name="procedure_task_takes_no_less_than_no_time"
            ),
        )
