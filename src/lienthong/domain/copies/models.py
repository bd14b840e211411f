"""A copy as it stands, and what happened to it."""

from collections.abc import Iterable
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from lienthong.domain.copies.rules.kinds import Kind, Medium
from lienthong.domain.copies.rules.moves import NUMBERED, OVER, State, Verb

CODE_LENGTH = 40
_NUMBERED = sorted(state.value for state in NUMBERED)
_OVER = sorted(state.value for state in OVER)


def one_of(field: str, codes: Iterable[str], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q((f"{field}__in", [str(code) for code in codes])), name=name)


class Copy(models.Model):
    """As it stands now. ``key`` is the form's: one that is sent twice finds what it asked for.

    The source is a document of the agency or one that came to it: ``source`` is the file that is copied, ``digest``
    its fingerprint, and the columns after it what stood in the register when the copy was asked for. ``pages`` are
    those of an excerpt. ``signer`` orders it, by the right that ``lines``, ``title`` and ``basis`` tell. ``file`` is
    the copy itself, once made; ``file_digest`` its fingerprint. ``note`` is why it was refused, withdrawn, cancelled.
    """

    key = models.UUIDField(unique=True)
    agency = models.CharField(max_length=CODE_LENGTH)
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", null=True)
    incoming = models.ForeignKey("correspondence.Incoming", models.PROTECT, related_name="+", null=True)
    source = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    source_medium = models.CharField(max_length=10)
    source_title = models.CharField(max_length=200)
    source_author = models.CharField(max_length=300)
    source_dated = models.DateField()
    subject = models.TextField()
    kind = models.CharField(max_length=3)
    medium = models.CharField(max_length=10)
    pages = ArrayField(models.PositiveSmallIntegerField(), default=list)
    count = models.PositiveSmallIntegerField()
    sheets = models.PositiveSmallIntegerField(default=1)
    purpose = models.TextField()
    recipients = models.TextField()
    asker = models.CharField(max_length=64)
    asker_name = models.CharField(max_length=200)
    signer = models.CharField(max_length=64)
    signer_name = models.CharField(max_length=200)
    lines = ArrayField(models.CharField(max_length=300), default=list)
    title = models.CharField(max_length=300)
    basis = models.CharField(max_length=300, default="")
    state = models.CharField(max_length=10)
    people = ArrayField(models.CharField(max_length=64), default=list)
    symbol = models.CharField(max_length=60)
    number = models.PositiveIntegerField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    dated = models.DateField(null=True)
    entry = models.BigIntegerField(null=True)
    file = models.BigIntegerField(null=True)
    file_digest = models.CharField(max_length=64, default="")
    note = models.TextField(default="")
    search = models.TextField()
    moved_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "year", "number"], name="copy_number_once"),
            models.CheckConstraint(
                condition=Q(document=None, incoming__isnull=False) | Q(document__isnull=False, incoming=None),
                name="copy_of_one_document",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=_NUMBERED, number__isnull=False, year__isnull=False, dated__isnull=False
                )
                & Q(entry__isnull=False)
                | ~Q(state__in=_NUMBERED) & Q(number=None, year=None, dated=None, entry=None),
                name="copy_numbered_whole_or_not",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.MADE.value) | Q(file__isnull=False) & ~Q(file_digest=""),
                name="copy_made_has_a_file",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_OVER, note__regex=r"\S") | ~Q(state__in=_OVER) & Q(note=""),
                name="copy_ended_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.EXCERPT.value, pages__len__gt=0)
                | ~Q(kind=Kind.EXCERPT.value) & Q(pages__len=0),
                name="copy_excerpt_names_its_pages",
            ),
            models.CheckConstraint(condition=Q(purpose__regex=r"\S"), name="copy_says_what_for"),
            models.CheckConstraint(condition=Q(recipients__regex=r"\S"), name="copy_says_for_whom"),
            one_of("kind", Kind, "copy_kind_known"),
            one_of("medium", Medium, "copy_medium_known"),
            one_of("source_medium", Medium, "copy_source_medium_known"),
            one_of("state", State, "copy_state_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "-dated", "-entry"], name="copies_in_order"),
            models.Index(fields=["agency", "state", "moved_at"], name="copies_by_state"),
            models.Index(fields=["file_digest"], condition=~Q(file_digest=""), name="copies_by_their_digest"),
            GinIndex(OpClass(F("search"), name="gin_trgm_ops"), name="copies_by_words"),
        ]

    def __str__(self) -> str:
        return f"{self.number or ''}/{self.symbol}"


class Happening(models.Model):
    """Something that happened: a verb of ``rules.moves.Verb``, who did it under which hat, and its particulars."""

    copy = models.ForeignKey(Copy, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=12)
    occurred_at = models.DateTimeField()
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    agency = models.CharField(max_length=CODE_LENGTH)
    position = models.CharField(max_length=200, default="")
    data = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [one_of("verb", Verb, "copy_verb_known")]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["copy", "id"], name="copy_happenings")]

    def __str__(self) -> str:
        return f"{self.copy_id} {self.verb}"
