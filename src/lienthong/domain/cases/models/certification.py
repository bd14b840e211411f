"""One line of the book of certifications (sổ chứng thực)."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from lienthong.domain.cases.models.case import CODE_LENGTH, one_of
from lienthong.domain.cases.rules.certifying import Certified

WAITING = Q(certified_at__isnull=True, cancelled_at__isnull=True)


class Certification(models.Model):
    """One paper that somebody asked to have certified, ``place``-th of the form with ``key``.

    ``number`` of the ``year`` is given when it is certified and no earlier. Until then it waits until ``due_at``, which
    ``due`` explains; ``why`` says by what it takes ``further_days`` longer. ``fee`` is what was asked, under the text
    ``fee_source``; ``exempt`` why nothing was.
    """

    key = models.UUIDField()
    place = models.PositiveSmallIntegerField()
    agency = models.CharField(max_length=CODE_LENGTH)
    kind = models.CharField(max_length=10)
    requester = models.CharField(max_length=200)
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="+", null=True)
    paper = models.CharField(max_length=300)
    pages = models.PositiveSmallIntegerField()
    copies = models.PositiveSmallIntegerField()
    fee = models.PositiveIntegerField()
    fee_source = models.CharField(max_length=120)
    exempt = models.CharField(max_length=200, default="")
    search = models.TextField()
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    due = models.JSONField()
    further_days = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(max_length=300, default="")
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    number_id = models.BigIntegerField(null=True)
    certified_at = models.DateTimeField(null=True)
    signer = models.CharField(max_length=64, default="")
    signer_name = models.CharField(max_length=200, default="")
    signer_title = models.CharField(max_length=200, default="")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.CharField(max_length=64, default="")
    cancelled_reason = models.TextField(default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["key", "place"], name="certification_once_a_form"),
            models.UniqueConstraint(
                fields=["agency", "kind", "year", "number"], name="certification_number_once"
            ),
            models.CheckConstraint(
                condition=Q(year=None, number=None, number_id=None, certified_at=None, signer="")
                | Q(
                    year__isnull=False,
                    number__isnull=False,
                    number_id__isnull=False,
                    certified_at__isnull=False,
                    signer__regex=r"\S",
                ),
                name="certification_numbered_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by="", cancelled_reason="")
                | Q(cancelled_at__isnull=False, cancelled_by__regex=r"\S", cancelled_reason__regex=r"\S"),
                name="certification_cancelled_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(further_days=0) | Q(why__regex=r"\S"), name="certification_later_says_why"
            ),
            models.CheckConstraint(
                condition=Q(pages__gt=0, copies__gt=0, requester__regex=r"\S", paper__regex=r"\S"),
                name="certification_of_something_for_somebody",
            ),
            models.CheckConstraint(
                condition=Q(exempt="") | Q(fee=0), name="certification_exempt_costs_nothing"
            ),
            one_of("kind", Certified, "certification_kind_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "due_at"], condition=WAITING, name="certifications_waiting"),
            models.Index(fields=["agency", "kind", "-certified_at"], name="certifications_of_a_book"),
            GinIndex(OpClass(F("search"), name="gin_trgm_ops"), name="certifications_by_words"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number or ''} {self.paper}"
