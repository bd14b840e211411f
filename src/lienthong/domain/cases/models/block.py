"""A plot, an asset or a person that a letter of a court or an agency stops (hồ sơ ngăn chặn)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from lienthong.domain.cases.models.case import CODE_LENGTH, one_of
from lienthong.domain.cases.rules.blocking import Named

IN_FORCE = Q(lifted_at__isnull=True)


class Block(models.Model):
    """Holds for ``agency`` and those below it until it is lifted. ``keys`` are the words that a case must all hold."""

    agency = models.CharField(max_length=CODE_LENGTH)
    named = models.CharField(max_length=6)
    words = models.CharField(max_length=300)
    keys = ArrayField(models.CharField(max_length=40), default=list)
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="+", null=True)
    letter = models.CharField(max_length=80)
    letter_on = models.DateField()
    issuer = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=64, default="")
    lifted_letter = models.CharField(max_length=80, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(named="PARTY", party__isnull=False) | ~Q(named="PARTY") & Q(party=None),
                name="case_block_names_somebody_or_something",
            ),
            models.CheckConstraint(
                condition=Q(words__regex=r"\S", letter__regex=r"\S", issuer__regex=r"\S"),
                name="case_block_rests_on_a_letter",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by="", lifted_letter="")
                | Q(lifted_at__isnull=False, lifted_by__regex=r"\S", lifted_letter__regex=r"\S"),
                name="case_block_lifted_whole_or_not",
            ),
            one_of("named", Named, "case_block_kind_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "-recorded_at"], name="blocks_of_an_agency"),
            models.Index(fields=["party"], condition=IN_FORCE, name="blocks_of_a_party"),
            GinIndex(fields=["keys"], condition=IN_FORCE, name="blocks_by_words"),
        ]

    def __str__(self) -> str:
        return self.words
