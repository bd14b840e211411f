"""What was told to telephones. No row holds a number, a name or a subject: the receiver is a record of ``parties``."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.domain.short_messages.rules import MOST_TRIES, Channel, Occasion, State


class ShortMessage(models.Model):
    """``key`` names this telling for ever; ``code`` is the number by which a case is followed. ``channel`` and
    ``reference`` say who took it and under which number. All times but ``recorded_at`` are business time.
    """

    party = models.BigIntegerField()
    key = models.CharField(max_length=200, unique=True)
    subject = models.CharField(max_length=200)
    occasion = models.CharField(max_length=20)
    code = models.CharField(max_length=60)
    state = models.CharField(max_length=12, default=State.WAITING.value)
    attempt = models.PositiveSmallIntegerField(default=1)
    channel = models.CharField(max_length=5, blank=True, default="")
    reference = models.CharField(max_length=100, blank=True, default="")
    fault = models.CharField(max_length=300, blank=True, default="")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(occasion__in=[one.value for one in Occasion]),
                name="short_messages_occasion_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in State]), name="short_messages_state_known"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=["", *(one.value for one in Channel)]),
                name="short_messages_channel_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["WAITING", "REFUSED"]) | (~Q(reference="") & ~Q(channel="")),
                name="short_messages_taken_by_somebody",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["-id"], name="short_messages_open", condition=~Q(state__in=["DELIVERED", "SENT"])
            ),
            models.Index(fields=["sent_at"], name="short_messages_to_ask", condition=Q(state="SENT")),
            models.Index(fields=["subject"], name="short_messages_of_subject"),
        ]

    def __str__(self) -> str:
        return self.key


class Trial(models.Model):
    """A code on its way to a contact of a party, until it is typed; there is one for each party."""

    party = models.BigIntegerField(unique=True)
    contact = models.BigIntegerField()
    code = models.BinaryField(default=b"")
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(tries__lte=MOST_TRIES), name="short_messages_tries_end")
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.tries}"
