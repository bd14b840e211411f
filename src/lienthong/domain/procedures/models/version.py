"""A procedure and its versions. A version is written while it is a draft and never after it was announced."""

from collections.abc import Iterable
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q

from lienthong.domain.procedures.rules.vocabulary import Audience, Level, OnlineExtent, State
from lienthong.spine.calendar.rules.values import Supplement

CODE_LENGTH = 40


EFFECTS = [effect.value for effect in Supplement]


def one_of(field: str, codes: Iterable[str], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q((f"{field}__in", [str(code) for code in codes])), name=name)


class Procedure(models.Model):
    """One procedure under its code, national (``1.001193``) or local. ``keeper``: the agency that drafts it."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    keeper = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Za-z0-9][A-Za-z0-9._-]*$"), name="procedure_code_is_an_address"
            ),
        )

    def __str__(self) -> str:
        return self.code


class DayRange(Func):
    function = "daterange"
    output_field = DateRangeField()


class Version(models.Model):
    """What a procedure says from ``effective_from`` on, before ``effective_to``.

    ``announced_at`` freezes it: by the decision that announced it. ``published_at`` shows it to the public. ``ended``:
    AMENDED or ABOLISHED once ``effective_to`` is known. ``revision`` counts how often a draft was written; ``source``
    is the digest of the imported entry it was first read from. ``form`` is a JSON Schema.
    """

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField(default=1)
    source = models.CharField(max_length=64, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)

    name = models.TextField()
    field = models.CharField(max_length=200, default="")
    levels = ArrayField(models.CharField(max_length=10), default=list)
    agencies = ArrayField(models.CharField(max_length=40), default=list)
    coordinating = models.TextField(default="")
    audience = ArrayField(models.CharField(max_length=12), default=list)
    sequence = models.TextField(default="")
    conditions = models.TextField(default="")
    result = models.TextField(default="")
    validity = models.CharField(max_length=300, default="")
    online_level = models.PositiveSmallIntegerField(null=True)
    online_extent = models.CharField(max_length=8, default="")
    returns_by_post = models.BooleanField(default=False)
    originals_travel = models.BooleanField(default=False)
    copies_of_file = models.PositiveSmallIntegerField(default=1)
    fee_text = models.CharField(max_length=300, default="")
    supplement_rounds = models.PositiveSmallIntegerField(null=True)
    supplement_within = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    supplement_effect = models.CharField(max_length=8, default="")
    supplement_basis = models.CharField(max_length=300, default="")
    form = models.JSONField(default=dict)
    search = models.TextField()
    sort_key = models.CharField(max_length=1000)

    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=64, default="")
    announced_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=60, default="")
    decided_on = models.DateField(null=True)
    effective_from = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    effective_to = models.DateField(null=True)
    ended = models.CharField(max_length=10, default="")
    end_decision = models.CharField(max_length=60, default="")
    end_decided_on = models.DateField(null=True)
    end_reason = models.TextField(default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["procedure", "number"], name="procedure_versions_numbered_once"),
            models.UniqueConstraint(
                fields=["procedure"], condition=Q(announced_at=None), name="procedure_one_draft"
            ),
            ExclusionConstraint(
                name="procedure_one_version_in_force",
                expressions=[
                    ("procedure", RangeOperators.EQUAL),
                    (DayRange("effective_from", "effective_to"), RangeOperators.OVERLAPS),
                ],
                condition=Q(published_at__isnull=False),
            ),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="procedure_has_a_name"),
            models.CheckConstraint(
                condition=Q(levels__contained_by=[str(one) for one in Level]), name="procedure_levels_known"
            ),
            models.CheckConstraint(
                condition=Q(audience__contained_by=[str(one) for one in Audience]),
                name="procedure_audience_known",
            ),
            models.CheckConstraint(
                condition=Q(online_level=None) | Q(online_level__range=(1, 4)),
                name="procedure_online_level_known",
            ),
            one_of("online_extent", ["", *OnlineExtent], "procedure_online_extent_known"),
            models.CheckConstraint(
                condition=Q(
                    supplement_rounds=None, supplement_within=None, supplement_effect="", supplement_basis=""
                )
                | Q(
                    supplement_rounds__isnull=False,
                    supplement_within__isnull=False,
                    supplement_rounds__lte=9,
                    supplement_within__gt=0,
                    supplement_effect__in=EFFECTS,
                ),
                name="procedure_supplement_whole_or_absent",
            ),
            models.CheckConstraint(
                condition=Q(announced_at=None, published_at=None, effective_to=None, ended="")
                | Q(
                    announced_at__isnull=False,
                    submitted_at__isnull=False,
                    decided_on__isnull=False,
                    effective_from__isnull=False,
                    decision__regex=r"\S",
                ),
                name="procedure_announced_by_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(ended="", effective_to=None, end_decision="", end_reason="")
                | Q(
                    ended__in=[State.AMENDED.value, State.ABOLISHED.value],
                    effective_to__isnull=False,
                    effective_to__gte=F("effective_from"),
                ),
                name="procedure_ends_once_and_after_it_began",
            ),
            models.CheckConstraint(
                condition=~Q(ended=State.ABOLISHED.value)
                | Q(end_decision__regex=r"\S", end_reason__regex=r"\S"),
                name="procedure_abolished_by_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, submitted_by="")
                | Q(submitted_at__isnull=False) & ~Q(submitted_by=""),
                name="procedure_submitted_by_somebody",
            ),
        ]
        indexes = (
            GinIndex(OpClass(F("search"), name="gin_trgm_ops"), name="procedures_by_words"),
            models.Index(fields=["sort_key", "id"], name="procedures_in_order"),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    @property
    def state(self) -> State:
        if self.ended:
            return State(self.ended)
        if self.published_at:
            return State.PUBLISHED
        if self.announced_at:
            return State.ANNOUNCED
        return State.SUBMITTED if self.submitted_at else State.DRAFT
