"""The list of files of a year, work files and what lies in them, hand-overs, clearances, and what happened to all."""

from collections.abc import Iterable
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from lienthong.domain.workfiles.rules.moves import ClearState, ListState, OverState, State

CODE_LENGTH = 40


def one_of(field: str, codes: Iterable[str], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q((f"{field}__in", [str(code) for code in codes])), name=name)


def some_years(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(years=None) | Q(years__gte=1, years__lte=100), name=name)


class Listing(models.Model):
    """The list of files of an agency and year. ``note`` is why it came back, "" else."""

    agency = models.CharField(max_length=CODE_LENGTH)
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default=ListState.DRAFT.value)
    submitted_by = models.CharField(max_length=64, default="")
    decided_by = models.CharField(max_length=64, default="")
    decided_name = models.CharField(max_length=200, default="")
    decided_title = models.CharField(max_length=200, default="")
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(default="")
    moved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "year"], name="workfile_one_list_a_year"),
            models.CheckConstraint(
                condition=Q(state=ListState.APPROVED.value, decided_at__isnull=False)
                & ~Q(decided_by=F("submitted_by"))
                | ~Q(state=ListState.APPROVED.value),
                name="workfile_list_approved_by_another",
            ),
            one_of("state", ListState, "workfile_list_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.year}"


class Line(models.Model):
    """A file that is foreseen. ``years`` None: kept for good. ``drafted_by`` wrote it."""

    listing = models.ForeignKey(Listing, models.PROTECT, related_name="+")
    unit = models.CharField(max_length=200)
    code = models.CharField(max_length=40)
    title = models.TextField()
    years = models.PositiveSmallIntegerField(null=True)
    keeper = models.CharField(max_length=64)
    keeper_name = models.CharField(max_length=200)
    note = models.CharField(max_length=300, default="")
    drafted_by = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["listing", "code"], name="workfile_code_once_on_a_list"),
            models.CheckConstraint(condition=Q(title__regex=r"\S"), name="workfile_line_has_a_title"),
            some_years("workfile_line_some_years"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class HandOver(models.Model):
    """Files that one keeper hands to the archive together; what became of each stands on the file itself."""

    agency = models.CharField(max_length=CODE_LENGTH)
    state = models.CharField(max_length=10, default=OverState.WAITING.value)
    unit = models.CharField(max_length=200)
    files = ArrayField(models.BigIntegerField())
    received = ArrayField(models.BigIntegerField(), default=list)
    note = models.TextField(default="")
    given_by = models.CharField(max_length=64)
    given_name = models.CharField(max_length=200)
    given_title = models.CharField(max_length=200, default="")
    given_at = models.DateTimeField()
    taken_by = models.CharField(max_length=64, default="")
    taken_name = models.CharField(max_length=200, default="")
    taken_title = models.CharField(max_length=200, default="")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(files__len__gt=0), name="workfile_hand_over_of_something"),
            one_of("state", OverState, "workfile_hand_over_state_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "-id"], name="workfile_hand_overs")
        ]

    def __str__(self) -> str:
        return f"hand-over {self.pk} of {self.agency}"


class Workfile(models.Model):
    """As it stands now. ``key`` is the form's: sent twice it finds what it made. ``line`` None: outside the list.

    ``people`` is everybody who was ever in it; ``hand_over`` the last that it was part of; ``note`` why it came back.
    """

    key = models.UUIDField(unique=True)
    agency = models.CharField(max_length=CODE_LENGTH)
    year = models.PositiveSmallIntegerField()
    line = models.OneToOneField(Line, models.PROTECT, related_name="+", null=True)
    code = models.CharField(max_length=40)
    title = models.TextField()
    unit = models.CharField(max_length=200)
    unit_key = models.CharField(max_length=200)
    years = models.PositiveSmallIntegerField(null=True)
    keeper = models.CharField(max_length=64)
    keeper_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default=State.OPEN.value)
    opened_on = models.DateField()
    ended_on = models.DateField(null=True)
    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="+", null=True)
    note = models.TextField(default="")
    people = ArrayField(models.CharField(max_length=64), default=list)
    search = models.TextField()
    moved_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "year", "code"], name="workfile_code_once_a_year"),
            models.CheckConstraint(condition=Q(title__regex=r"\S"), name="workfile_has_a_title"),
            models.CheckConstraint(
                condition=Q(state=State.OPEN.value, ended_on=None)
                | (~Q(state=State.OPEN.value) & Q(ended_on__isnull=False)),
                name="workfile_ends_on_a_day",
            ),
            some_years("workfile_some_years"),
            one_of("state", State, "workfile_state_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "state", "-year", "code"], name="workfiles_in_order"),
            models.Index(fields=["keeper", "state"], name="workfiles_of_keeper"),
            GinIndex(OpClass(F("search"), name="gin_trgm_ops"), name="workfiles_by_words"),
            GinIndex(fields=["people"], name="workfiles_by_people"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.code}/{self.year}"


class Paper(models.Model):
    """A document that lies in a file, as the inventory names it. Taken out it stays, with who, when and why."""

    workfile = models.ForeignKey(Workfile, models.PROTECT, related_name="+")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", null=True)
    incoming = models.ForeignKey("correspondence.Incoming", models.PROTECT, related_name="+", null=True)
    copy = models.ForeignKey("copies.Copy", models.PROTECT, related_name="+", null=True)
    place = models.PositiveIntegerField()
    symbol = models.CharField(max_length=80, default="")
    dated = models.DateField()
    title = models.TextField()
    author = models.CharField(max_length=300)
    pages = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=300, default="")
    put_by = models.CharField(max_length=64)
    put_at = models.DateTimeField()
    out_by = models.CharField(max_length=64, default="")
    out_at = models.DateTimeField(null=True)
    out_reason = models.TextField(default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(document__isnull=False, incoming=None, copy=None)
                | Q(document=None, incoming__isnull=False, copy=None)
                | Q(document=None, incoming=None, copy__isnull=False),
                name="workfile_paper_is_one_document",
            ),
            models.UniqueConstraint(
                fields=["workfile", "document"], condition=Q(out_at=None), name="workfile_document_once"
            ),
            models.UniqueConstraint(
                fields=["workfile", "incoming"], condition=Q(out_at=None), name="workfile_incoming_once"
            ),
            models.UniqueConstraint(
                fields=["workfile", "copy"], condition=Q(out_at=None), name="workfile_copy_once"
            ),
            models.CheckConstraint(
                condition=Q(out_at=None, out_by="", out_reason="")
                | Q(out_at__isnull=False, out_by__regex=r"\S", out_reason__regex=r"\S"),
                name="workfile_paper_out_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workfile_id} {self.symbol}"


class Clearance(models.Model):
    """Files whose time is over, proposed by one person and decided by another. Without one nothing is cleared."""

    agency = models.CharField(max_length=CODE_LENGTH)
    state = models.CharField(max_length=10, default=ClearState.WAITING.value)
    files = ArrayField(models.BigIntegerField())
    reason = models.TextField()
    proposed_by = models.CharField(max_length=64)
    proposed_name = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64, default="")
    decided_name = models.CharField(max_length=200, default="")
    decided_title = models.CharField(max_length=200, default="")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["agency"], condition=Q(state=ClearState.WAITING.value), name="workfile_one_clearance"
            ),
            models.CheckConstraint(condition=Q(files__len__gt=0), name="workfile_clearance_of_something"),
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="workfile_clearance_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state=ClearState.WAITING.value, decided_by="")
                | Q(state__in=[ClearState.APPROVED.value, ClearState.REFUSED.value])
                & ~Q(decided_by="") & ~Q(decided_by=F("proposed_by"))
                | Q(state=ClearState.WITHDRAWN.value, decided_by=F("proposed_by")),
                name="workfile_cleared_by_another",
            ),
            one_of("state", ClearState, "workfile_clearance_state_known"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"clearance {self.pk} of {self.agency}"


class Happening(models.Model):
    """Something that happened to a work file: a verb, who did it under which hat, and its particulars."""

    workfile = models.ForeignKey(Workfile, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=12)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    position = models.CharField(max_length=200, default="")
    data = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workfile", "id"], name="workfile_happenings")
        ]

    def __str__(self) -> str:
        return f"{self.workfile_id} {self.verb}"
