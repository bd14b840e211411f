"""A list of cases whose time is over, and what became of each."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from lienthong.domain.retention.models.rule import CODE_LENGTH, Rule
from lienthong.domain.retention.rules.vocabulary import Fate, State


class Disposal(models.Model):
    """One list (danh mục tài liệu hết giá trị) of an agency. ``certificate`` is the stored paper; ``shared`` counts
    contents that were not removed, since another case holds the same.
    """

    agency = models.CharField(max_length=CODE_LENGTH)
    state = models.CharField(max_length=10, default=State.WAITING.value)
    reason = models.CharField(max_length=300)
    proposed_by = models.CharField(max_length=64)
    proposed_name = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64, default="")
    decided_name = models.CharField(max_length=200, default="")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, default="")
    done_at = models.DateTimeField(null=True)
    shared = models.PositiveIntegerField(default=0)
    certificate = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["agency"], condition=Q(state=State.WAITING.value), name="retention_one_list_waiting"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in State]), name="retention_state_known"
            ),
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="retention_list_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state="WAITING", decided_by="", decided_at=None)
                | Q(state__in=["APPROVED", "REFUSED", "DONE"]) & ~Q(decided_by="")
                & ~Q(decided_by=F("proposed_by"))
                | Q(state="WITHDRAWN", decided_by=F("proposed_by")),
                name="retention_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="DONE") & Q(done_at=None, certificate=None)
                | Q(state="DONE", done_at__isnull=False, certificate__isnull=False),
                name="retention_done_with_a_certificate",
            ),
        ]  # fmt: skip
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "-id"], name="retention_lists_of_an_agency")
        ]

    def __str__(self) -> str:
        return f"list {self.pk} of {self.agency}"


class Item(models.Model):
    """A case on a list: what stays known of it, until when it was kept by which rule, which contents went."""

    disposal = models.ForeignKey(Disposal, models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    rule = models.ForeignKey(Rule, models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    title = models.TextField()
    ended_on = models.DateField()
    until = models.DateField()
    fate = models.CharField(max_length=8, default=Fate.WAITING.value)
    digests = ArrayField(models.CharField(max_length=64), default=list)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["disposal", "case"], name="retention_case_once_on_a_list"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(fate=Fate.ERASED.value), name="retention_case_erased_once"
            ),
            models.CheckConstraint(
                condition=Q(fate__in=[str(fate) for fate in Fate]), name="retention_fate_known"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("ended_on")), name="retention_kept_for_some_time"),
        ]

    def __str__(self) -> str:
        return f"{self.number} on list {self.disposal_id}"
