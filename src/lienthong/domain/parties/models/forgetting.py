"""That a record was emptied, since nothing of ours is about them any more."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.domain.parties.models.held import ACCOUNT_LENGTH, REASON_LENGTH
from lienthong.domain.parties.models.party import Party


class Forgetting(models.Model):
    """``xact`` is the transaction that wrote it, set by PostgreSQL: in this one alone the party's rows may go."""

    party = models.OneToOneField(Party, models.PROTECT, related_name="+")
    basis = models.CharField(max_length=REASON_LENGTH)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=ACCOUNT_LENGTH)
    xact = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(basis__regex=r"\S"), name="forgetting_by_a_decision")
        ]

    def __str__(self) -> str:
        return f"forgetting of {self.party_id}"
