from typing import ClassVar

from django.db import models
from django.db.models import Q


class Audit(models.Model):
    """One run. ``done`` of ``chains`` were walked; ``faults`` are ``[agency, sequence, code]``, the first hundred."""

    class State(models.TextChoices):
        WAITING = "WAITING"
        RUNNING = "RUNNING"
        ENDED = "ENDED"
        BROKEN_OFF = "BROKEN_OFF"

    OPEN: ClassVar = (State.WAITING, State.RUNNING)

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    chains = models.IntegerField(default=0)
    done = models.IntegerField(default=0)
    entries = models.BigIntegerField(default=0)
    seals = models.BigIntegerField(default=0)
    fault_count = models.BigIntegerField(default=0)
    faults = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["WAITING", "RUNNING", "ENDED", "BROKEN_OFF"]), name="audits_state"
            ),
            models.UniqueConstraint(
                models.Value(1), condition=Q(state__in=["WAITING", "RUNNING"]), name="audits_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.done}/{self.chains}"
