"""How long something is kept, and what stops its destruction."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.domain.retention.rules.vocabulary import HoldKind

CODE_LENGTH = 40


class Rule(models.Model):
    """As ``rules.keeping.Term`` says. Never changed: another row says otherwise, from another day or from the same."""

    since = models.DateField()
    procedure = models.CharField(max_length=CODE_LENGTH, default="")
    field = models.CharField(max_length=200, default="")
    years = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=300)
    confirmed = models.BooleanField(default=False)
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(source__regex=r"\S"), name="retention_rests_on_a_text"),
            models.CheckConstraint(
                condition=Q(years=None) | Q(years__gte=1, years__lte=100), name="retention_some_years"
            ),
            models.CheckConstraint(condition=Q(procedure="") | Q(field=""), name="retention_one_narrowing"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure or self.field or '*'} {self.years}"


class Hold(models.Model):
    """Nothing of the case is destroyed while it stands."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    agency = models.CharField(max_length=CODE_LENGTH)
    kind = models.CharField(max_length=10)
    reason = models.CharField(max_length=300)
    placed_by = models.CharField(max_length=64)
    placed_name = models.CharField(max_length=200)
    placed_at = models.DateTimeField()
    lifted_by = models.CharField(max_length=64, default="")
    lifted_at = models.DateTimeField(null=True)
    lift_reason = models.CharField(max_length=300, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in HoldKind]), name="retention_hold_kind_known"
            ),
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="retention_hold_has_a_reason"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by="", lift_reason="")
                | Q(lifted_at__isnull=False, lifted_by__regex=r"\S", lift_reason__regex=r"\S"),
                name="retention_hold_lifted_whole",
            ),
            models.UniqueConstraint(
                fields=["case", "kind"], condition=Q(lifted_at=None), name="retention_held_once_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"
