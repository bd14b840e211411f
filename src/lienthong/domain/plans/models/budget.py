"""Money for a task: asked, given, spent. Whole đồng; a correction is a further row, which may be negative.

``press`` names the form that was sent: sent twice it is one entry.
"""

from django.db import models

from lienthong.domain.plans.models.document import Lineage, Plan


class BudgetEntry(models.Model):
    class Kind(models.TextChoices):
        ASKED = "ASKED"
        GIVEN = "GIVEN"
        SPENT = "SPENT"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    lineage = models.ForeignKey(Lineage, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    amount = models.BigIntegerField()
    agency = models.CharField(max_length=40)
    document = models.CharField(max_length=60, default="")
    on = models.DateField()
    note = models.TextField(default="")
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    press = models.UUIDField(null=True, unique=True)

    class Meta:
        indexes = (models.Index(fields=["lineage", "kind"], name="budget_of_a_task"),)
        constraints = (
            models.CheckConstraint(condition=~models.Q(amount=0), name="budget_entry_moves_money"),
        )
