"""What the national database was told, and what was found when both were compared."""

from django.db import models
from django.db.models import Q

from lienthong.domain.procedures.models.version import CODE_LENGTH, Version, one_of
from lienthong.domain.procedures.rules.sending import Event, Gap


class Sending(models.Model):
    """An event that the database took; ``digest`` of what it was told, ``round`` counts the tellings from 0 on."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    event = models.CharField(max_length=10)
    round = models.PositiveSmallIntegerField(default=0)
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["version", "event", "round"], name="procedure_sent_once"),
            one_of("event", Event, "procedure_sending_event_known"),
        )

    def __str__(self) -> str:
        return f"{self.event} {self.version_id}"


class Reconciliation(models.Model):
    """One comparison of all that both hold. ``fault``: why it could not be made."""

    day = models.DateField()
    made_at = models.DateTimeField()
    compared = models.PositiveIntegerField(default=0)
    fault = models.TextField(default="")

    class Meta:
        indexes = (models.Index(fields=["-id"], name="procedure_newest_comparison"),)

    def __str__(self) -> str:
        return f"{self.day}"


class Divergence(models.Model):
    """A difference that a comparison found."""

    reconciliation = models.ForeignKey(Reconciliation, models.PROTECT, related_name="+")
    code = models.CharField(max_length=CODE_LENGTH)
    gap = models.CharField(max_length=8)
    here = models.TextField(default="")
    there = models.TextField(default="")

    class Meta:
        constraints = (
            one_of("gap", Gap, "procedure_gap_known"),
            models.CheckConstraint(condition=~Q(code=""), name="procedure_gap_of_a_code"),
        )

    def __str__(self) -> str:
        return f"{self.gap} {self.code}"
