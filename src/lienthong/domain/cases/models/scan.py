"""Scans of what was handed in at the counter: which paper, whose hand, taken away with a reason."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.domain.cases.models.case import Case


class Scan(models.Model):
    """``place`` is the paper's in the procedure's list, 0 for what the list does not name."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    file = models.BigIntegerField(unique=True)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=64)
    adder = models.CharField(max_length=200)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.CharField(max_length=64, default="")
    reason = models.CharField(max_length=300, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "place", "digest"], condition=Q(removed_at=None), name="case_scan_once"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by="", reason="")
                | Q(removed_at__isnull=False, removed_by__regex=r"\S", reason__regex=r"\S"),
                name="case_scan_removed_with_a_reason",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "place", "id"], name="scans_of_a_case")
        ]

    def __str__(self) -> str:
        return self.name
