"""Notices, and how each person wants to be told by mail."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Urgency(models.TextChoices):
    NORMAL = "NORMAL", _("Normal")
    URGENT = "URGENT", _("Urgent")


class Digest(models.TextChoices):
    """What the letter of a working morning holds."""

    ALL = "ALL", _("All that is new")
    URGENT = "URGENT", _("Only what is urgent")
    NONE = "NONE", _("No letter")


class Notice(models.Model):
    """One thing told to one account (its public id). Title, body and address stay as they were told.

    ``subject`` is ``kind:id`` of the thing, ``kind`` says why it is told (``plans.overdue``), ``address`` is the
    path of its page, ``key`` names the telling: told again, it does not arrive again. ``day`` is the business day
    and all times are business time; ``mailed_at`` is the morning whose letter listed it.
    """

    account = models.CharField(max_length=16)
    subject = models.CharField(max_length=200)
    kind = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True, default="")
    address = models.CharField(max_length=500)
    urgency = models.CharField(max_length=10, choices=Urgency, default=Urgency.NORMAL)
    day = models.DateField()
    key = models.CharField(max_length=300)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account", "key"], name="notices_told_once"),
            models.CheckConstraint(
                condition=Q(address__regex=r"^/([^/\\]|$)"), name="notices_address_is_a_path_of_ours"
            ),
            models.CheckConstraint(condition=Q(urgency__in=Urgency.values), name="notices_urgency_known"),
            models.CheckConstraint(condition=~Q(account=""), name="notices_to_somebody"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account", "-id"], name="notices_of_account"),
            models.Index(fields=["account"], name="notices_unread", condition=Q(read_at=None)),
            models.Index(
                fields=["account"], name="notices_to_mail", condition=Q(read_at=None, mailed_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.key}"


class Preference(models.Model):
    """A person who has chosen; who has not gets the letter with all that is new."""

    account = models.CharField(max_length=16, unique=True)
    digest = models.CharField(max_length=10, choices=Digest, default=Digest.ALL)
    chosen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(digest__in=Digest.values), name="notices_digest_known"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.digest}"
