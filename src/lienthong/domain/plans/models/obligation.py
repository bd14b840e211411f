"""Who owes what until when, what happened to it, and how it stands.

``Obligation`` and ``Happening`` and ``Evidence`` are the truth and only ever added to. ``Standing`` is computed from
them by ``rules.standing`` and may be computed anew at any time.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from lienthong.domain.plans.models.document import Deadline, Lineage, Plan, Task


class Obligation(models.Model):
    """One agency's duty for one occurrence of one deadline.

    ``key`` tells it apart from the other duties that the same task lays upon the same agency, in every version
    alike. ``outputs`` are the products it asks for, in the plan's words. A contribution belongs to the duty of the
    lead that asked for it (``of``); a request for a report stands by itself and has no task.
    """

    class Part(models.TextChoices):
        LEAD = "LEAD"
        CONTRIBUTION = "CONTRIBUTION"
        REQUEST = "REQUEST"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, related_name="+", null=True)
    lineage = models.ForeignKey(Lineage, models.PROTECT, related_name="+", null=True)
    part = models.CharField(max_length=12, choices=Part)
    of = models.ForeignKey("self", models.PROTECT, related_name="+", null=True)
    agency = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    title = models.TextField()
    outputs = ArrayField(models.TextField(), default=list)
    kind = models.CharField(max_length=12, choices=Deadline.Kind)
    start = models.DateField(null=True)
    due = models.DateField(null=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["plan", "lineage", "agency", "key", "part"],
                nulls_distinct=False,
                name="a_duty_is_laid_once",
            ),
            models.CheckConstraint(
                condition=Q(part="CONTRIBUTION", of__isnull=False)
                | ~Q(part="CONTRIBUTION") & Q(of__isnull=True),
                name="a_contribution_belongs_to_a_duty",
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(due__gte=F("start")), name="duty_ends_after_it_starts"
            ),
        )
        indexes = (
            models.Index(fields=["lineage"]),
            models.Index(fields=["of"], condition=Q(of__isnull=False), name="contributions_of_a_duty"),
            models.Index(
                fields=["plan"], condition=Q(kind="continuous", part="LEAD"), name="duties_that_last_all_year"
            ),
        )


class Happening(models.Model):
    """Something that happened to an obligation: a verb of ``rules.standing.Verb``, who did it, and its particulars."""

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=24)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    agency = models.CharField(max_length=40)
    position = models.CharField(max_length=200, default="")
    data = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=["obligation", "occurred_at", "id"], name="happenings_in_order"),)


class Evidence(models.Model):
    """A document handed in: number, day, issuer, what it is about, its file; which asked products it meets.

    ``annexes`` are further files of the same document: its forms and tables. ``outputs`` are places in
    ``Obligation.outputs``, from 0. ``replaces`` is the document of a returned submission whose place it takes.
    """

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="+")
    happening = models.ForeignKey(Happening, models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    issued_on = models.DateField()
    issuer = models.CharField(max_length=200)
    abstract = models.TextField()
    file = models.BigIntegerField()
    annexes = ArrayField(models.BigIntegerField(), default=list)
    outputs = ArrayField(models.PositiveSmallIntegerField(), default=list)
    replaces = models.ForeignKey("self", models.PROTECT, related_name="+", null=True)

    class Meta:
        indexes = (
            models.Index(fields=["obligation"]),
            models.Index(fields=["file"]),
            GinIndex(fields=["annexes"], name="evidence_by_annex"),
        )


class Standing(models.Model):
    """How an obligation stood from ``since`` until ``until`` (None: it still does). Computed, never typed.

    ``agency`` answers for it, ``due`` is the day in force (after an extension, or once dated), ``evidence_on`` the own
    day of the accepted document that completed it. Something that occurred earlier than what is known supersedes the
    rows that it makes untrue; they stay, so that one can ask what was known on a day.

    The open stretches of today and the ended ones of a past day are found together: an index of each kind serves the
    two halves of ``queries.standings``, so that today is read without walking through the past.
    """

    class State(models.TextChoices):
        OPEN = "OPEN"
        SUBMITTED = "SUBMITTED"
        RETURNED = "RETURNED"
        PART_DONE = "PART_DONE"
        DONE = "DONE"
        NOT_APPLICABLE = "NOT_APPLICABLE"
        DROPPED = "DROPPED"

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    part = models.CharField(max_length=12)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    state = models.CharField(max_length=16, choices=State)
    agency = models.CharField(max_length=40)
    due = models.DateField(null=True)
    evidence_on = models.DateField(null=True)
    on_time = models.BooleanField(null=True)
    submitted_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    head = models.CharField(max_length=64, default="")
    focal = models.CharField(max_length=64, default="")
    extension = models.DateField(null=True)
    met = ArrayField(models.PositiveSmallIntegerField(), default=list)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["obligation"],
                condition=Q(until__isnull=True, superseded_at__isnull=True),
                name="one_standing_now",
            ),
            models.UniqueConstraint(
                fields=["obligation", "since"],
                condition=Q(superseded_at__isnull=True),
                name="standings_follow_each_other",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="standing_lasts"
            ),
            models.CheckConstraint(
                condition=~Q(state="DONE") | Q(evidence_on__isnull=False, on_time__isnull=False),
                name="done_has_its_document",
            ),
        )
        indexes = (
            models.Index(
                fields=["plan", "agency", "due"],
                condition=Q(until__isnull=True, superseded_at__isnull=True),
                name="standings_now",
            ),
            models.Index(
                fields=["until"],
                condition=Q(until__isnull=False, superseded_at__isnull=True),
                name="standings_that_ended",
            ),
            models.Index(
                fields=["plan", "due", "agency", "obligation"],
                condition=Q(superseded_at__isnull=True, state__in=("OPEN", "PART_DONE", "RETURNED")),
                name="undone_by_day",
            ),
            models.Index(
                fields=["focal"],
                condition=Q(until__isnull=True, superseded_at__isnull=True),
                name="standings_of_a_person",
            ),
            models.Index(
                fields=["agency", "due"],
                condition=Q(until__isnull=True, superseded_at__isnull=True),
                name="duties_of_an_agency",
            ),
            models.Index(
                fields=["obligation"],
                condition=Q(
                    until__isnull=True, superseded_at__isnull=True, part="CONTRIBUTION", state="SUBMITTED"
                ),
                name="contributions_to_judge",
            ),
            models.Index(
                fields=["plan", "since"],
                condition=Q(until__isnull=True, superseded_at__isnull=True)
                & (Q(state="SUBMITTED") | Q(extension__isnull=False)),
                name="duties_that_wait_for_a_word",
            ),
            models.Index(fields=["obligation", "since"], name="standings_of_a_duty"),
        )
