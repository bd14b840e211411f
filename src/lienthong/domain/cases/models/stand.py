"""How a case stood, stretch by stretch."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce

from lienthong.domain.cases.models.case import CODE_LENGTH, Case, one_of
from lienthong.domain.cases.rules.moves import UNSIGNED, State

NOW = Q(until__isnull=True, superseded_at__isnull=True)
OPEN = NOW & Q(closed=False)
COUNTED = Q(superseded_at__isnull=True, received_at__isnull=False)
"""What table II.06a reads: when a case was resolved, and how it stood while it was not (ADR 24)."""
READ_BY_BOARDS = ("case", "owner", "procedure", "channel", "state", "received_at", "legal_at")


class Stretch(Func):
    function = "tstzrange"
    output_field = DateTimeRangeField()


class Stand(models.Model):
    """From ``since`` until ``until`` (None: it still does). Computed from happenings, never typed.

    ``owner``, ``procedure`` and ``channel`` repeat the case's, so that lists and counts read one table. ``turn_at`` is
    what lists are ordered by: the promised day, or far away where nobody of ours is awaited. What occurred earlier than
    what was known supersedes the rows that it makes untrue; they stay, so that one can ask what was known on a day.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    owner = models.CharField(max_length=CODE_LENGTH)
    procedure = models.CharField(max_length=CODE_LENGTH)
    channel = models.CharField(max_length=10)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    state = models.CharField(max_length=16)
    closed = models.BooleanField()
    agency = models.CharField(max_length=CODE_LENGTH)
    unit = models.CharField(max_length=CODE_LENGTH, default="")
    role = models.CharField(max_length=60, default="")
    step = models.PositiveSmallIntegerField(default=0)
    holder = models.CharField(max_length=64, default="")
    done = ArrayField(models.PositiveSmallIntegerField(), default=list)
    papers = ArrayField(models.PositiveSmallIntegerField(), default=list)
    legal_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    step_due_at = models.DateTimeField(null=True)
    turn_at = models.DateTimeField()
    returned = models.BooleanField(default=False)
    rounds = models.PositiveSmallIntegerField(default=0)
    reappointed = models.BooleanField(default=False)
    received_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    on_time = models.BooleanField(null=True)
    kept = models.BooleanField(null=True)
    after_wait = models.CharField(max_length=16, null=True)
    beside = ArrayField(models.PositiveSmallIntegerField(), default=list)
    corrected = models.JSONField(default=dict)
    awaited = ArrayField(models.CharField(max_length=CODE_LENGTH), default=list)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case"], condition=NOW, name="case_one_stand_now"),
            models.UniqueConstraint(
                fields=["case", "since"],
                condition=Q(superseded_at__isnull=True),
                name="case_stands_follow_each_other",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="case_stand_lasts"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("SIGNED", "READY", "GIVEN"))
                | Q(signed_at__isnull=False, on_time__isnull=False),
                name="case_signed_before_it_is_given",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("WAITING_PAPERS", "WAITING_DUTY")) | Q(due_at__isnull=True),
                name="case_that_waits_has_no_day",
            ),
            one_of("state", State, "case_state_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "turn_at", "case"], condition=OPEN, name="cases_at_an_agency"),
            models.Index(fields=["holder", "turn_at", "case"], condition=OPEN, name="cases_of_a_holder"),
            models.Index(fields=["owner", "turn_at", "case"], condition=OPEN, name="cases_of_an_owner"),
            models.Index(
                fields=["owner", "-ended_at", "case"], condition=NOW & Q(closed=True), name="cases_that_ended"
            ),
            models.Index(fields=["case", "since"], name="stands_of_a_case"),
            models.Index(
                fields=["since"],
                include=READ_BY_BOARDS,
                condition=COUNTED & Q(since=Coalesce("signed_at", "ended_at")),
                name="cases_resolved_on_a_day",
            ),
            GistIndex(
                Stretch("since", "until"),
                include=(*READ_BY_BOARDS, "since", "until"),
                condition=COUNTED & Q(state__in=sorted(str(state) for state in UNSIGNED)),
                name="cases_pending_on_a_day",
            ),
            models.Index(
                fields=["recorded_at"],
                include=("case", "since"),
                condition=Q(recorded_at__gt=F("since")),
                name="stands_recorded_late",
            ),
        ]
