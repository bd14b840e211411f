"""When figures that somebody keeps in memory must be computed anew. Both tables are moved by PostgreSQL alone."""

from django.db import models

from lienthong.domain.plans.models.document import Plan


class Pulse(models.Model):
    """Counts the commits that changed how duties of an agency stand.

    A trigger moves it as the last deed of a commit, agencies in a fixed order, so that nobody waits for it for longer
    than a commit and no two wait for each other.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    agency = models.CharField(max_length=40)
    count = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["plan", "agency"], name="one_pulse_of_an_agency"),)


class Touch(models.Model):
    """An agency whose duties the own, unfinished transaction changed; gone when it commits, never seen by others."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    agency = models.CharField(max_length=40)
