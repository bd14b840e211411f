"""How officials are urged: dated steps, and the letters that were drafted."""

from django.db import models
from django.db.models import Q

from lienthong.domain.plans.models.document import Plan


class UrgingStep(models.Model):
    """``days`` working days after the due day (before it when negative), ``rung`` is told.

    In force from ``effective_from``; a set of another day replaces the whole set.
    """

    class Rung(models.TextChoices):
        FOCAL = "FOCAL"
        HEAD = "HEAD"
        LETTER = "LETTER"
        COMMITTEE = "COMMITTEE"

    effective_from = models.DateField()
    days = models.SmallIntegerField()
    rung = models.CharField(max_length=10, choices=Rung)
    source = models.CharField(max_length=300)
    confirmed = models.BooleanField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["effective_from", "days", "rung"], name="urging_steps_once"),
        )


class UrgingLetter(models.Model):
    """A drafted letter that urges one agency for ``rows``, ids of duties; a number and a day once it was issued.

    An agency has one draft waiting at most: what falls late meanwhile joins it, and ``day`` moves on.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    agency = models.CharField(max_length=40)
    day = models.DateField()
    rows = models.JSONField()
    reason = models.TextField(default="")
    answer_by = models.DateField(null=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=64)
    number = models.CharField(max_length=60, default="")
    issued_on = models.DateField(null=True)
    sent_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.TextField(default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["plan", "agency", "day"],
                condition=Q(cancelled_at__isnull=True),
                name="one_letter_a_day",
            ),
            models.UniqueConstraint(
                fields=["plan", "agency"],
                condition=Q(cancelled_at__isnull=True, sent_at__isnull=True),
                name="one_letter_waits",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | Q(sent_at__isnull=True) & ~Q(cancel_reason=""),
                name="cancelled_letter_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | ~Q(number="") & Q(issued_on__isnull=False),
                name="sent_letter_has_number_and_day",
            ),
        )
