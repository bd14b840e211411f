"""Lists of services that must be online, each by its decision and from its day on."""

from django.db import models
from django.db.models import F, Q

from lienthong.domain.procedures.models.version import CODE_LENGTH


class RequiredList(models.Model):
    """Written once; the newest one that is in force counts. ``digest`` of the file that it was read from."""

    decision = models.CharField(max_length=60)
    decided_on = models.DateField()
    effective_from = models.DateField()
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)
    recorder = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["decision", "effective_from"], name="procedure_required_list_once"
            ),
            models.CheckConstraint(
                condition=Q(decision__regex=r"\S"), name="procedure_required_by_a_decision"
            ),
            models.CheckConstraint(
                condition=Q(effective_from__gte=F("decided_on")),
                name="procedure_required_after_it_was_decided",
            ),
        )

    def __str__(self) -> str:
        return self.decision


class RequiredService(models.Model):
    of = models.ForeignKey(RequiredList, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=CODE_LENGTH)
    name = models.TextField(default="")
    level = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["of", "code"], name="procedure_required_service_once"),
            models.CheckConstraint(condition=Q(level__range=(3, 4)), name="procedure_required_level_known"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.level}"
