"""A plan as it was read: rows of the document, each keeping its own words beside what they were read as.

A version is mended while people review it and never after it was issued: an amendment is the next version. All
rows below a version belong to it and are written with it in one transaction.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q


class Plan(models.Model):
    """One decision that issues a plan, or a programme of years. ``slug`` is its address: ``751-qd-ubnd-2020``.

    ``monitor`` follows it and accepts evidence, ``overseer`` accepts what the monitor itself owes; codes of
    agencies, empty until the plan is issued. ``parent`` is the plan that this one carries out.
    ``shows_lateness``: the People's Committee decided that the public sees who is late.
    """

    class Kind(models.TextChoices):
        PLAN = "PLAN"
        PROGRAMME = "PROGRAMME"

    slug = models.SlugField(max_length=80, unique=True)
    number = models.CharField(max_length=60)
    issued_on = models.DateField()
    issuer = models.CharField(max_length=200)
    agency = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField(null=True)
    title = models.TextField()
    recorded_at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PLAN)
    parent = models.ForeignKey("self", models.PROTECT, related_name="+", null=True)
    monitor = models.CharField(max_length=40, default="")
    overseer = models.CharField(max_length=40, default="")
    focus = models.TextField(default="")
    breakthroughs = models.TextField(default="")
    solutions = models.TextField(default="")
    shows_lateness = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "number", "issued_on"], name="one_plan_per_decision"),
            models.UniqueConstraint(
                fields=["parent", "agency", "year", "kind"],
                condition=Q(parent__isnull=False),
                name="one_plan_below_of_an_agency_and_year",
            ),
            models.CheckConstraint(condition=Q(year__range=(1975, 2200)), name="plan_year_is_a_year"),
            models.CheckConstraint(
                condition=Q(last_year__isnull=True) | Q(last_year__gte=F("year")),
                name="plan_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} ({self.year})"


class Version(models.Model):
    """What a plan said from ``occurred_on`` on, by ``decision``; in force for the platform since ``issued_at``.

    While ``issued_at`` is empty people review it. ``summary`` counts its rows: ``queries.Summary`` as JSON.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    occurred_on = models.DateField()
    recorded_at = models.DateTimeField()
    source_name = models.CharField(max_length=255)
    source_digest = models.CharField(max_length=64)
    source_file = models.BigIntegerField(null=True)
    summary = models.JSONField()
    decision = models.CharField(max_length=60, default="")
    issued_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["plan", "number"], name="versions_are_numbered_once"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(issued_at__isnull=True), name="one_version_under_review"
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.number}"


class Objective(models.Model):
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "position"], name="objectives_in_order"),)


class Section(models.Model):
    """A part of the body that can be cited: ``II.6.đ``. ``level`` counts the parts of its address."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    address = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "position"], name="sections_in_order"),)


class Area(models.Model):
    """A field of the reform as the appendix numbers it: ``VI``."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    numeral = models.CharField(max_length=10)
    title = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "position"], name="areas_in_order"),)


class Lineage(models.Model):
    """One task through the versions of its plan and the plans of the years."""

    made_at = models.DateTimeField()


class Task(models.Model):
    """One row of the appendix. ``ref`` is how people call it (``VI.11``); a row without a number has its own.

    ``source`` keeps the words with their places: ``[{"line": 273, "text": "..."}]``. ``origin`` says where a task
    comes from that no line of the document states: ``{"kind": "INDEX", "text": "..."}``. ``serves`` is the task of
    the plan above that this one carries out; alone of all it may be said after the version was issued.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    ref = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField(null=True)
    title = models.TextField(null=True)
    details = ArrayField(models.TextField(), default=list)
    outputs = ArrayField(models.TextField(), default=list)
    citations = ArrayField(models.TextField(), default=list)
    source = models.JSONField(default=list)
    search = models.TextField()
    lineage = models.ForeignKey(Lineage, models.PROTECT, related_name="+", null=True)
    serves = models.ForeignKey(Lineage, models.PROTECT, related_name="+", null=True)
    origin = models.JSONField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["version", "position"], name="tasks_in_order"),
            models.UniqueConstraint(fields=["version", "ref"], name="tasks_are_called_once"),
        )
        indexes = (GinIndex(OpClass(F("search"), name="gin_trgm_ops"), name="tasks_by_words"),)


class Party(models.Model):
    """Who leads or coordinates, in the plan's words and as read: an agency, a group, or nobody we know."""

    class Part(models.TextChoices):
        LEAD = "LEAD"
        COORDINATING = "COORDINATING"

    task = models.ForeignKey(Task, models.PROTECT, related_name="+")
    part = models.CharField(max_length=12, choices=Part)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    agency = models.CharField(max_length=40, null=True)
    group = models.CharField(max_length=40, null=True)
    inherited = models.BooleanField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["task", "part", "position"], name="parties_in_order"),
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(group__isnull=True), name="party_is_an_agency_or_a_group"
            ),
        )
        indexes = (models.Index(fields=["agency"]), models.Index(fields=["group"]))


class Deadline(models.Model):
    """A due day or window as read. ``occurrences``: ``[[start, due], ...]`` ISO days, only of a recurring one."""

    class Kind(models.TextChoices):
        BY = "by"
        WINDOW = "window"
        CONTINUOUS = "continuous"
        RECURRING = "recurring"
        EXTERNAL = "external"
        UNSTATED = "unstated"

    task = models.ForeignKey(Task, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    subject = models.TextField(null=True)
    kind = models.CharField(max_length=12, choices=Kind)
    start = models.DateField(null=True)
    due = models.DateField(null=True)
    occurrences = models.JSONField(default=list)
    inherited = models.BooleanField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["task", "position"], name="deadlines_in_order"),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(due__gte=F("start")), name="deadline_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("external", "unstated"), due__isnull=True)
                | Q(kind__in=("by", "window", "continuous", "recurring"), due__isnull=False),
                name="deadline_has_a_day_when_its_kind_has",
            ),
        )
        indexes = (models.Index(fields=["due"]),)


class Target(models.Model):
    """A figure the plan demands: ``>= 60 %``."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    comparator = models.CharField(max_length=2)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    unit = models.CharField(max_length=60)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["task", "position"], name="targets_in_order"),
            models.CheckConstraint(
                condition=Q(comparator__in=(">=", ">", "=", "<=", "<")), name="target_compares"
            ),
        )


class Citation(models.Model):
    """A legal document the plan leans on; parts that the plan does not say are empty."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=120)
    number = models.CharField(max_length=80, null=True)
    issued_on = models.DateField(null=True)
    issuer = models.CharField(max_length=200, null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "position"], name="citations_in_order"),)


class Warning(models.Model):
    """Something a careful reader would ask about, and the words in question; of a task, or of the document."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, related_name="+", null=True)
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    about = models.TextField()
    line = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "position"], name="warnings_in_order"),)
