"""A year's plan of reviews: written while it is a draft, never after it was issued."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class Plan(models.Model):
    """``issued_at`` freezes it, by the decision that issued it. ``revision`` counts how often the draft was written."""

    year = models.PositiveSmallIntegerField()
    title = models.TextField()
    office = models.CharField(max_length=40)
    revision = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)
    number = models.CharField(max_length=60, default="")
    decided_on = models.DateField(null=True)
    issued_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(title__regex=r"\S"), name="review_plan_has_a_title"),
            models.CheckConstraint(condition=Q(year__range=(2010, 2100)), name="review_plan_year_known"),
            models.CheckConstraint(
                condition=Q(issued_at=None, number="", decided_on=None)
                | Q(issued_at__isnull=False, number__regex=r"\S", decided_on__isnull=False),
                name="review_plan_issued_by_a_decision",
            ),
            models.UniqueConstraint(
                fields=["number", "decided_on"],
                condition=Q(issued_at__isnull=False),
                name="review_plan_issued_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.year}: {self.title}"


class Entry(models.Model):
    """A procedure, or a group of them under one name; ``lead`` and ``coordinating`` are codes of agencies."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    name = models.TextField()
    codes = ArrayField(models.CharField(max_length=40))
    lead = models.CharField(max_length=40)
    coordinating = ArrayField(models.CharField(max_length=40), default=list)
    begins_on = models.DateField()
    due_on = models.DateField()
    product = models.TextField(default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["plan", "position"], name="review_entries_in_order"),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="review_entry_has_a_name"),
            models.CheckConstraint(condition=Q(codes__len__gt=0), name="review_entry_names_procedures"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("begins_on")), name="review_entry_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return self.name
