"""Whose an account is: what it says of itself, and what was made sure."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.domain.parties.models.held import Held, HeldManager, one_of
from lienthong.domain.parties.rules.vocabulary import Assurance

CLAIM_USE = "parties.claim"


class Claim(models.Model):
    """An account says who it is and waits for somebody to see the card; ``sealed`` holds name, number and birth.

    Not a truth about anybody, so it is replaced and removed.
    """

    account = models.CharField(max_length=16, unique=True)
    digest = models.BinaryField(max_length=32)
    sealed = models.BinaryField()
    told_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(account=""), name="claim_of_an_account")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["digest"], name="claim_by_number")]

    def __str__(self) -> str:
        return f"claim of {self.account}"


class Verified(Held):
    """``account`` is this person's, made sure on the day ``since``; ``level`` as the identity provider stated it."""

    account = models.CharField(max_length=16)
    assurance = models.CharField(max_length=10)
    level = models.CharField(max_length=100, blank=True, default="")
    basis = models.CharField(max_length=300)

    objects = HeldManager()

    class Meta(Held.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Held.Meta.constraints,
            one_of("assurance", Assurance, "verified_assurance_known"),
            models.UniqueConstraint(
                fields=["account"], condition=Q(ended_on=None), name="verified_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(account=""), name="verified_of_an_account"),
            models.CheckConstraint(condition=Q(basis__regex=r"\S"), name="verified_by_something"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["party"], name="verified_by_party")]

    def __str__(self) -> str:
        return f"{self.account} is {self.party_id}"
