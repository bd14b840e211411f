"""Messages as they came or were written, the legs on which they go on, and the receipts of each hop."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from lienthong.domain.axis.models.neighbour import ORGAN_LENGTH, Neighbour
from lienthong.domain.axis.rules import KINDS_OF_WAIT, LegState, MessageState, Wanted


class Message(models.Model):
    """``key`` is its id on our wire, ``remote`` that on the neighbour's; ``neighbour`` None: ours, for ``agency``.

    ``file`` are the very bytes (None: they were secret and are destroyed), ``digest`` theirs. ``stated`` is the sender
    by the wire's header, the rest what it says of itself once it was read. ``word`` is the word that a status tells,
    ``amendment`` what an update of ours tells.
    """

    key = models.CharField(max_length=64, unique=True)
    neighbour = models.ForeignKey(Neighbour, models.PROTECT, related_name="+", null=True)
    remote = models.CharField(max_length=200, default="")
    stated = models.CharField(max_length=ORGAN_LENGTH, default="")
    agency = models.CharField(max_length=40, default="")
    word = models.BigIntegerField(null=True, unique=True)
    amendment = models.BigIntegerField(null=True, unique=True)
    wanted = models.CharField(max_length=8)
    file = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64)
    size = models.BigIntegerField()
    state = models.CharField(max_length=12)
    reason = models.CharField(max_length=500, default="")
    sender = models.CharField(max_length=200, default="")
    sender_name = models.CharField(max_length=300, default="")
    recipients = ArrayField(models.CharField(max_length=200), default=list)
    document = models.CharField(max_length=300, default="")
    code = models.CharField(max_length=100, default="")
    subject = models.CharField(max_length=1_000, default="")
    business = models.CharField(max_length=1, default="")
    status = models.CharField(max_length=2, default="")
    came_at = models.DateTimeField()
    real_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(wanted__in=[one.value for one in Wanted]), name="axis_message_wanted_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in MessageState]), name="axis_message_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(KINDS_OF_WAIT)) | Q(reason__regex=r"\S"),
                name="axis_set_aside_says_why",
            ),
            models.UniqueConstraint(
                fields=["neighbour", "wanted", "digest"],
                condition=Q(neighbour__isnull=False),
                name="axis_same_bytes_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["document", "sender"], name="axis_messages_of_document"),
            models.Index(fields=["neighbour", "remote"], name="axis_messages_by_remote"),
            models.Index(
                fields=["id"], condition=Q(state__in=sorted(KINDS_OF_WAIT)), name="axis_messages_set_aside"
            ),
            models.Index(fields=["came_at"], name="axis_messages_by_day"),
        ]

    def __str__(self) -> str:
        return self.key


class Carried(models.Model):
    """A sending of ours that a message carries to its recipient."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="+")
    sending = models.BigIntegerField(unique=True)

    def __str__(self) -> str:
        return f"{self.message_id} {self.sending}"


class Leg(models.Model):
    """A message on its way to one neighbour, or into an agency of the house. ``remote``: its id there. Real times."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="+")
    neighbour = models.ForeignKey(Neighbour, models.PROTECT, related_name="+", null=True)
    agency = models.CharField(max_length=40, default="")
    recipients = ArrayField(models.CharField(max_length=200))
    state = models.CharField(max_length=8, default=LegState.WAITING.value)
    tries = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=500, default="")
    remote = models.CharField(max_length=200, default="")
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["message", "neighbour", "agency"], nulls_distinct=False, name="axis_leg_once"
            ),
            models.CheckConstraint(
                condition=Q(neighbour=None) ^ Q(agency=""), name="axis_leg_to_a_neighbour_or_into_the_house"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in LegState]), name="axis_leg_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=LegState.DEAD.value) | ~Q(fault=""), name="axis_leg_dead_says_why"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["neighbour", "state", "id"], name="axis_legs_of_neighbour"),
            models.Index(fields=["remote"], name="axis_legs_by_remote"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} > {self.neighbour_id or self.agency}"


class Receipt(models.Model):
    """A hop on paper: a statement and its detached CMS, made by us (``is_ours``) or by the neighbour of ``leg``."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="+")
    leg = models.ForeignKey(Leg, models.PROTECT, related_name="+", null=True)
    is_ours = models.BooleanField()
    statement = models.BinaryField()
    signature = models.BinaryField()
    certificate = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["message", "leg", "is_ours"], nulls_distinct=False, name="axis_receipt_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.leg_id or ''}"
