"""Systems of ministries as they are described from day to day, what of ours was entered there, files that came back."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lienthong.domain.ministries.rules.vocabulary import Answer, Deed, EntryState, Kind, Outcome, Standing

CODE_LENGTH = 40


def one_of(field: str, codes: Iterable[str], name: str, *, or_none: bool = False) -> models.CheckConstraint:
    known = [str(code) for code in codes] + ([""] if or_none else [])
    return models.CheckConstraint(condition=Q((f"{field}__in", known)), name=name)


class System(models.Model):
    """``code`` names it in addresses and never changes."""

    code = models.SlugField(max_length=20, unique=True)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code


class Layout(models.Model):
    """How a system is described from ``since`` on; of two of one day the one that was recorded later.

    ``fields`` as ``rules.fields.pack`` gives them; ``columns``: ours -> the heading in their file; ``statuses``: their
    word -> ours.
    """

    system = models.ForeignKey(System, models.PROTECT, related_name="layouts")
    since = models.DateField()
    name = models.CharField(max_length=200)
    ministry = models.CharField(max_length=200)
    address = models.URLField(max_length=300)
    pattern = models.CharField(max_length=60)
    fields = models.JSONField()
    columns = models.JSONField()
    statuses = models.JSONField()
    basis = models.CharField(max_length=300)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)
    recorder = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(name__regex=r"\S", ministry__regex=r"\S", basis__regex=r"\S"),
                name="ministry_layout_says_whose_and_why",
            ),
            models.CheckConstraint(
                condition=Q(address__startswith="https://"), name="ministry_layout_leads_to_a_safe_address"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["system", "-since", "-id"], name="layouts_of_a_system")
        ]


class Use(models.Model):
    """A procedure whose cases, received from ``since`` to ``until``, must be entered in the system."""

    system = models.ForeignKey(System, models.PROTECT, related_name="uses")
    procedure = models.CharField(max_length=CODE_LENGTH)
    since = models.DateField()
    until = models.DateField(null=True)
    basis = models.CharField(max_length=300)
    recorded_at = models.DateTimeField()
    recorder = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["system", "procedure"], condition=Q(until=None), name="ministry_use_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="ministry_use_lasts"
            ),
            models.CheckConstraint(condition=Q(basis__regex=r"\S"), name="ministry_use_rests_on_something"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["procedure"], name="ministry_uses_of_a_procedure")
        ]


class Entry(models.Model):
    """A case that must be entered in a system, and its number there.

    ``case_number``, ``owner`` and ``received_at`` repeat the case's; ``seat`` is where it lay when it was last looked
    at. ``entered_on`` is the day of entering there; ``standing`` and ``told_at`` what their last file said of it.
    """

    system = models.ForeignKey(System, models.PROTECT, related_name="entries")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    case_number = models.CharField(max_length=60)
    procedure = models.CharField(max_length=CODE_LENGTH)
    owner = models.CharField(max_length=CODE_LENGTH)
    seat = models.CharField(max_length=CODE_LENGTH)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=EntryState.WAITING.value)
    number = models.CharField(max_length=60, default="")
    entered_on = models.DateField(null=True)
    standing = models.CharField(max_length=10, default="")
    status = models.CharField(max_length=200, default="")
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "system"], name="ministry_entry_once"),
            models.UniqueConstraint(
                fields=["system", "number"], condition=~Q(number=""), name="ministry_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state="ENTERED", entered_on__isnull=False) & ~Q(number="")
                | ~Q(state="ENTERED") & Q(number="", entered_on=None),
                name="ministry_entry_has_a_number_when_entered",
            ),
            one_of("state", EntryState, "ministry_entry_state_known"),
            one_of("standing", Standing, "ministry_entry_standing_known", or_none=True),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["owner", "system", "received_at"],
                condition=Q(state="WAITING"),
                name="ministry_waiting_of_an_owner",
            ),
            models.Index(
                fields=["seat", "system", "received_at"],
                condition=Q(state="WAITING"),
                name="ministry_waiting_at_a_seat",
            ),
            models.Index(fields=["owner", "system", "entered_on"], name="ministry_entered_on_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.case_number} {self.number}".strip()


class Batch(models.Model):
    """A file of the other system, taken in as a whole. ``first`` to ``last``: the days of which it holds everything."""

    system = models.ForeignKey(System, models.PROTECT, related_name="batches")
    agency = models.CharField(max_length=CODE_LENGTH)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    counts = models.JSONField()
    recorded_at = models.DateTimeField()
    account = models.CharField(max_length=64)
    recorder = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["system", "agency", "digest"], name="ministry_file_taken_in_once"
            ),
            models.CheckConstraint(
                condition=Q(first=None, last=None) | Q(first__isnull=False, last__gte=F("first")),
                name="ministry_file_holds_days_in_order",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "system", "-id"], name="ministry_files_of_an_agency")
        ]


class Told(models.Model):
    """A line of such a file, and what it came to."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="lines")
    row = models.PositiveIntegerField()
    number = models.CharField(max_length=60)
    case_number = models.CharField(max_length=60, default="")
    status = models.CharField(max_length=200, default="")
    on = models.DateField(null=True)
    outcome = models.CharField(max_length=10)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("outcome", Outcome, "ministry_outcome_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["batch", "on"], name="ministry_told_on_a_day")
        ]


class Trace(models.Model):
    """What happened to an entry, kept for good; ``batch``: by which file."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="traces")
    deed = models.CharField(max_length=10)
    number = models.CharField(max_length=60, default="")
    before = models.CharField(max_length=60, default="")
    status = models.CharField(max_length=200, default="")
    reason = models.CharField(max_length=500, default="")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="+", null=True)
    recorded_at = models.DateTimeField()
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [one_of("deed", Deed, "ministry_deed_known")]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["entry", "id"], name="ministry_traces_in_order")
        ]


class Difference(models.Model):
    """Something of which the two sides say different things, until it is settled. ``key``: found once for ever."""

    key = models.CharField(max_length=200, unique=True)
    system = models.ForeignKey(System, models.PROTECT, related_name="differences")
    agency = models.CharField(max_length=CODE_LENGTH)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+", null=True)
    kind = models.CharField(max_length=10)
    day = models.DateField()
    here = models.CharField(max_length=200, default="")
    there = models.CharField(max_length=200, default="")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="+", null=True)
    found_at = models.DateTimeField()
    answer = models.CharField(max_length=10, default="")
    explanation = models.CharField(max_length=500, default="")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=64, default="")
    settler = models.CharField(max_length=200, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("kind", Kind, "ministry_difference_kind_known"),
            one_of("answer", Answer, "ministry_answer_known", or_none=True),
            models.CheckConstraint(
                condition=Q(settled_at=None, answer="", explanation="", settled_by="")
                | Q(settled_at__isnull=False, explanation__regex=r"\S", settled_by__regex=r"\S")
                & ~Q(answer=""),
                name="ministry_difference_settled_whole_or_not",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["agency", "system", "day"],
                condition=Q(settled_at=None),
                name="ministry_open_differences",
            ),
            models.Index(fields=["agency", "system", "-day"], name="ministry_differences_by_day"),
        ]
