"""Progress reports: the words people write, and the figures as they were known when the report was finished."""

from django.db import models
from django.db.models import F, Q

from lienthong.domain.plans.models.document import Plan


class ProgressReport(models.Model):
    """A report on the duties of ``agency`` (the plan's own agency: of the whole plan) from ``first`` to ``last``.

    ``words`` by the names of ``rules.reporting.BOXES``. A draft has no ``figures``: they are computed when it is
    looked at, and it may go again while it holds no words. A finished one never changes; what is to be said anew is
    said in a further report.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    agency = models.CharField(max_length=40)
    author = models.CharField(max_length=40)
    first = models.DateField()
    last = models.DateField()
    words = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=64)
    saved_at = models.DateTimeField(null=True)
    saved_name = models.CharField(max_length=200, default="")
    finished_at = models.DateTimeField(null=True)
    finished_by = models.CharField(max_length=64, default="")
    finished_name = models.CharField(max_length=200, default="")
    figures = models.JSONField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["plan", "agency", "first", "last"],
                condition=Q(finished_at__isnull=True),
                name="one_draft_of_a_report",
            ),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="report_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, figures__isnull=True)
                | Q(finished_at__isnull=False, figures__isnull=False) & ~Q(finished_by=""),
                name="finished_report_has_figures",
            ),
        )
        indexes = (models.Index(fields=["plan", "agency", "last"], name="reports_of_a_plan"),)
