"""Where an original paper of a case is."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.domain.cases.models.case import CODE_LENGTH, Case, one_of
from lienthong.domain.cases.rules.custody import Custody

OPEN = ~Q(custody=Custody.BACK.value)


class Original(models.Model):
    """As ``rules.custody.Original`` says; computed from happenings, never typed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    agency = models.CharField(max_length=CODE_LENGTH)
    keeper = models.CharField(max_length=64, default="")
    since = models.DateTimeField()
    custody = models.CharField(max_length=4)
    sender = models.CharField(max_length=CODE_LENGTH, default="")
    note = models.TextField(default="")
    along = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "place"], name="case_counts_its_originals"),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="case_original_is_named"),
            models.CheckConstraint(
                condition=Q(custody=Custody.KEPT.value, sender="") & ~Q(keeper="")
                | Q(custody=Custody.SENT.value, keeper="") & ~Q(sender="")
                | Q(custody=Custody.BACK.value, keeper="", sender=""),
                name="case_original_is_somewhere",
            ),
            one_of("custody", Custody, "case_custody_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "since"], condition=OPEN, name="originals_at_an_agency"),
            models.Index(
                fields=["sender", "since"],
                condition=Q(custody=Custody.SENT.value),
                name="originals_on_the_way",
            ),
        ]

    def __str__(self) -> str:
        return self.name
