"""A numbered slip, printed beforehand, on which papers are taken while the system is down."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.domain.cases.models.case import CODE_LENGTH, Case


class Slip(models.Model):
    """``printing`` are those printed in one go. It is used once, for the ``case`` entered from it, or spoilt."""

    agency = models.CharField(max_length=CODE_LENGTH)
    printing = models.UUIDField()
    code = models.CharField(max_length=20)
    number_id = models.BigIntegerField(unique=True)
    printed_at = models.DateTimeField()
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    case = models.OneToOneField(Case, models.PROTECT, related_name="+", null=True)
    entered_at = models.DateTimeField(null=True)
    spoilt_at = models.DateTimeField(null=True)
    spoilt_by = models.CharField(max_length=64, default="")
    reason = models.TextField(default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "code"], name="slip_number_once"),
            models.CheckConstraint(
                condition=Q(case=None, entered_at=None) | Q(case__isnull=False, entered_at__isnull=False),
                name="slip_entered_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(spoilt_at=None, spoilt_by="", reason="")
                | Q(spoilt_at__isnull=False, spoilt_by__regex=r"\S", reason__regex=r"\S", case=None),
                name="slip_spoilt_with_a_reason_and_never_used",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "-id"], name="slips_of_an_agency"),
            models.Index(fields=["printing", "id"], name="slips_of_a_printing"),
        ]

    def __str__(self) -> str:
        return self.code
