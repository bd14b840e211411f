"""That whoever a case was about is gone from it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from lienthong.domain.cases.models.case import Case


class Erasure(models.Model):
    """``basis`` says by what decision, ``digests`` which contents went with it. ``xact`` is the transaction that wrote
    it, set by PostgreSQL: only in this one do the guards of the case's other tables let its words go.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="+")
    basis = models.CharField(max_length=300)
    digests = ArrayField(models.CharField(max_length=64), default=list)
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    erased_at = models.DateTimeField()
    xact = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(basis__regex=r"\S"), name="case_erased_by_a_decision")
        ]

    def __str__(self) -> str:
        return f"erasure of case {self.case_id}"
