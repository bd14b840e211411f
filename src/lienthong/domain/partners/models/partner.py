"""A system with its machine's account, and the addresses at which it hears."""

import base64
import secrets
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from lienthong.domain.partners.rules import Paused


def new_public_id() -> str:
    """Sixteen letters and digits from 80 random bits."""
    return base64.b32encode(secrets.token_bytes(10)).decode().lower()


class Partner(models.Model):
    """``account`` is the machine's (public id), ``agency`` answers for it; ``contact`` is whom to call."""

    account = models.CharField(max_length=16, unique=True)
    agency = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    purpose = models.CharField(max_length=300)
    contact = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="partners_named"),
            models.UniqueConstraint(
                fields=["agency", "name"], condition=Q(ended_at=None), name="partners_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Subscription(models.Model):
    """Secrets are encrypted, bound to ``public_id``; the old one is in force until ``old_until``.

    ``failing_since`` is when the first message after the last one taken was not taken, ``failures`` how many tries
    failed since; until ``rests_until`` it is left in peace. These and ``old_until`` are real times.
    """

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    url = models.CharField(max_length=500)
    kinds = ArrayField(models.CharField(max_length=40))
    secret = models.BinaryField()
    old_secret = models.BinaryField(null=True)
    old_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    paused_why = models.CharField(max_length=10, blank=True, default="")
    ended_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    rests_until = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(kinds=[]), name="partners_hears_something"),
            models.CheckConstraint(
                condition=Q(paused_at=None, paused_why="")
                | Q(paused_at__isnull=False, paused_why__in=[one.value for one in Paused]),
                name="partners_paused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(old_secret=None, old_until=None)
                | Q(old_secret__isnull=False, old_until__isnull=False),
                name="partners_old_secret_ends",
            ),
            models.CheckConstraint(
                condition=Q(failing_since=None, failures=0) | Q(failing_since__isnull=False, failures__gt=0),
                name="partners_failing_is_counted",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("made_at")), name="partners_ends_after_begin"
            ),
            models.UniqueConstraint(
                fields=["partner", "url"], condition=Q(ended_at=None), name="partners_address_once"
            ),
        ]

    def __str__(self) -> str:
        return self.url
