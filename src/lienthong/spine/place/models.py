from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.spine.place.rules import Kind


class Mark(models.Model):
    """The one row that says what this database is for, written when it is first prepared and never changed."""

    only = models.BooleanField(default=True, unique=True)
    kind = models.CharField(max_length=10)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(only=True), name="place_one_mark"),
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in Kind]), name="place_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.kind
