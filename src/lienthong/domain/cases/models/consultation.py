"""What another agency was asked about a case."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lienthong.domain.cases.models.case import CODE_LENGTH, Case, one_of
from lienthong.domain.cases.rules.consulting import Outcome

OPEN = Q(outcome=Outcome.OPEN.value)


class Consultation(models.Model):
    """Put to ``agency`` by ``asker``. Computed from happenings, as stands are; ended once."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    agency = models.CharField(max_length=CODE_LENGTH)
    asker = models.CharField(max_length=CODE_LENGTH)
    words = models.TextField()
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, default=Outcome.OPEN.value)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "agency"], condition=OPEN, name="case_asks_an_agency_once"
            ),
            models.CheckConstraint(
                condition=OPEN & Q(ended_at=None)
                | ~OPEN & Q(ended_at__isnull=False, ended_at__gte=F("asked_at")),
                name="case_question_ends_whole_or_not",
            ),
            models.CheckConstraint(condition=~Q(agency=F("asker")), name="case_asks_another_agency"),
            one_of("outcome", Outcome, "case_outcome_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "due_at", "case"], condition=OPEN, name="opinions_owed"),
            models.Index(fields=["asker", "due_at", "case"], condition=OPEN, name="opinions_awaited"),
            models.Index(fields=["case", "agency"], name="opinions_of_a_case"),
            models.Index(fields=["agency", "-ended_at"], condition=~OPEN, name="opinions_given"),
        ]

    def __str__(self) -> str:
        return f"question {self.pk} to {self.agency}"
