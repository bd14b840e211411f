"""What is told, as its very text, and each try to send it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.domain.partners.models.partner import Subscription


class Message(models.Model):
    """``key`` is the webhook-id, the same at every try; ``body`` what is sent and signed. ``at`` is business time.

    ``held``: its address was paused when its turn came; it is sent, in its place, when the address hears again.
    """

    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    body = models.TextField()
    at = models.DateTimeField()
    held = models.BooleanField(default=False)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(held=False) | Q(taken_at=None), name="partners_taken_is_not_held"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subscription", "-id"], name="partners_newest_messages"),
            models.Index(
                fields=["subscription", "id"], condition=Q(held=True), name="partners_held_messages"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Try(models.Model):
    """One sending, in real time. ``status`` 0: no answer, and ``fault`` says why."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="tries")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField()
    fault = models.CharField(max_length=20, blank=True, default="")
    ms = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["message", "number"], name="partners_try_once"),
            models.CheckConstraint(
                condition=Q(status=0) & ~Q(fault="") | Q(status__gt=0, fault=""),
                name="partners_answer_or_fault",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.number} {self.status or self.fault}"
