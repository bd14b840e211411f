"""A row of the process that is done beside the case's own."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.domain.cases.models.case import CODE_LENGTH, Case, one_of
from lienthong.domain.cases.rules.sides import SideState

OPEN = Q(state=SideState.OPEN.value)


class Side(models.Model):
    """As ``rules.sides.Side`` says; computed from happenings, ended once."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    step = models.PositiveSmallIntegerField()
    agency = models.CharField(max_length=CODE_LENGTH)
    unit = models.CharField(max_length=CODE_LENGTH, default="")
    role = models.CharField(max_length=60, default="")
    since = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, default=SideState.OPEN.value)
    ended_at = models.DateTimeField(null=True)
    used = models.IntegerField(null=True)
    given = models.IntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "step"], condition=OPEN, name="case_does_a_row_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=OPEN & Q(ended_at=None) | ~OPEN & Q(ended_at__isnull=False),
                name="case_side_ends_whole_or_not",
            ),
            one_of("state", SideState, "case_side_state_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "due_at", "case"], condition=OPEN, name="sides_at_an_agency"),
            models.Index(fields=["case", "agency"], name="sides_of_a_case"),
        ]

    def __str__(self) -> str:
        return f"row {self.step} of case {self.case_id}"
