"""What obliges the province to announce: a ministry's decision, and what it demands of each procedure."""

from django.db import models
from django.db.models import F, Q

from lienthong.domain.procedures.models.version import CODE_LENGTH, Version, one_of
from lienthong.domain.procedures.rules.announcing import DemandKind


class Trigger(models.Model):
    """Written once; a slip is withdrawn with a reason and entered anew. ``keeper`` drafts what it makes."""

    number = models.CharField(max_length=60)
    issuer = models.CharField(max_length=200)
    title = models.TextField(default="")
    decided_on = models.DateField()
    effective_from = models.DateField()
    keeper = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)
    recorder = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["number", "issuer", "decided_on"],
                condition=Q(withdrawn_at=None),
                name="procedure_trigger_once",
            ),
            models.CheckConstraint(
                condition=Q(number__regex=r"\S") & Q(issuer__regex=r"\S"), name="procedure_trigger_is_named"
            ),
            models.CheckConstraint(
                condition=Q(effective_from__gte=F("decided_on")), name="procedure_trigger_decided_first"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False, withdrawn_because__regex=r"\S"),
                name="procedure_trigger_withdrawn_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.issuer}"


class Demand(models.Model):
    """``version`` is what answers it: the draft that was opened for it, or the version that was abolished."""

    trigger = models.ForeignKey(Trigger, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8)
    code = models.CharField(max_length=CODE_LENGTH)
    name = models.TextField()
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["trigger", "position"], name="procedure_demands_in_order"),
            models.UniqueConstraint(fields=["trigger", "code"], name="procedure_demanded_once"),
            one_of("kind", DemandKind, "procedure_demand_kind_known"),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="procedure_demand_has_a_name"),
        )
        indexes = (models.Index(fields=["code"], name="procedure_demands_by_code"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
