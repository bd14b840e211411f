from typing import ClassVar

from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    WAITING = "WAITING"
    DONE = "DONE"
    DEAD = "DEAD"


class Waiting(models.Model):
    """One load, remembered when it is done: its key is not carried twice. ``ready_at`` moves on while it is lent.

    For a carrier outside the database: ``told_at`` when it was last told of the load, ``ticket`` where it is answered.
    """

    lane = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    state = models.CharField(max_length=8, default=State.WAITING)
    tries = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    ready_at = models.DateTimeField()
    fault = models.CharField(max_length=500, default="")
    put_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    ticket = models.CharField(max_length=300, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["lane", "key"], name="lanes_key_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="lanes_state_known"),
            models.CheckConstraint(condition=~Q(state="DEAD") | ~Q(fault=""), name="lanes_dead_says_why"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["lane", "ready_at", "id"], condition=Q(state="WAITING"), name="lanes_ready"),
            models.Index(fields=["lane", "id"], condition=Q(state="DEAD"), name="lanes_dead"),
        ]

    def __str__(self) -> str:
        return f"{self.lane} {self.key}"
