from typing import ClassVar

from django.db import models

from lienthong.spine.outbox.facts import Fact


class StatedFact(models.Model):
    """One fact as stated. ``at`` is business time, ``stated_at`` real time. Never changed."""

    name = models.CharField(max_length=200)
    data = models.JSONField()
    subject = models.CharField(max_length=200)
    at = models.DateTimeField()
    stated_at = models.DateTimeField()

    class Meta:
        db_table = "outbox_fact"
        indexes: ClassVar = [models.Index(fields=["subject", "id"], name="outbox_fact_by_subject")]

    def __str__(self) -> str:
        return f"{self.name} {self.data}"

    def read(self) -> Fact:
        return Fact.named(self.name).read(self.data)


class Delivery(models.Model):
    """One fact on its way to one handler: its note is written together with the handler's effect."""

    class State(models.TextChoices):
        WAITING = "WAITING"
        DONE = "DONE"
        DEAD = "DEAD"
        GIVEN_UP = "GIVEN_UP"

    OPEN: ClassVar = (State.WAITING, State.DEAD)

    fact = models.ForeignKey(StatedFact, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=100)
    subject = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fact", "key"], name="outbox_one_delivery_per_handler"),
            models.CheckConstraint(
                name="outbox_delivery_state",
                condition=models.Q(state__in=["WAITING", "DONE", "DEAD", "GIVEN_UP"]),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["key", "subject", "fact"],
                name="outbox_open_deliveries",
                condition=models.Q(state__in=["WAITING", "DEAD"]),
            ),
            models.Index(fields=["changed_at"], name="outbox_dead_letters", condition=models.Q(state="DEAD")),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.state}"
