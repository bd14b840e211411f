"""A way of looking at the work list that somebody keeps for themselves."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class KeptList(models.Model):
    """``query`` are the words of the list's address. A person's own: nobody else reads it, it may be dropped."""

    account = models.CharField(max_length=64)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=400)
    kept_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account", "name"], name="case_list_kept_once_by_name"),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="case_list_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
