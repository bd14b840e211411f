"""A case as it began, and what happened to it."""

from collections.abc import Iterable
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.vocabulary import Channel, ReturnBy

CODE_LENGTH = 40


def one_of(field: str, codes: Iterable[str], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q((f"{field}__in", [str(code) for code in codes])), name=name)


class Case(models.Model):
    """What never changes. ``key`` is the form's: one that is sent twice finds the case it made.

    ``version`` is the procedure's, kept to the end; ``owner`` the agency that answers for it.
    ``point`` is the counter that took it for its owner, "" for the owner's own; ``book`` the agency in whose book it is
    numbered, "" for the owner's. ``number``, its ``day`` and ``place`` in the day's book are given once, when it is
    received. ``submitter`` brought it for the applicant, by right of ``authority`` (in words). ``found_by`` is
    computed: see ``rules.found_by``.
    """

    key = models.UUIDField(unique=True)
    version = models.ForeignKey("procedures.Version", models.PROTECT, related_name="+")
    procedure = models.CharField(max_length=CODE_LENGTH)
    title = models.TextField()
    field = models.CharField(max_length=200, default="")
    content = models.TextField(default="")
    owner = models.CharField(max_length=CODE_LENGTH)
    point = models.CharField(max_length=CODE_LENGTH, default="", db_default="")
    book = models.CharField(max_length=CODE_LENGTH, default="", db_default="")
    channel = models.CharField(max_length=10)
    return_by = models.CharField(max_length=10, default=ReturnBy.COUNTER.value)
    applicant = models.ForeignKey("parties.Party", models.PROTECT, related_name="+", db_index=False)
    applicant_name = models.CharField(max_length=300)
    submitter = models.ForeignKey("parties.Party", models.PROTECT, related_name="+", null=True)
    submitter_name = models.CharField(max_length=300, default="")
    authority = models.CharField(max_length=300, default="")
    number = models.CharField(max_length=60, default="")
    day = models.DateField(null=True)
    place = models.PositiveIntegerField(null=True)
    found_by = SearchVectorField(default="")
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="case_number_once"),
            models.UniqueConstraint(
                fields=["owner", "day", "place"], condition=Q(book=""), name="case_place_in_the_book_once"
            ),
            models.UniqueConstraint(
                fields=["book", "day", "place"],
                condition=~Q(book=""),
                name="case_place_in_its_points_book_once",
            ),
            models.CheckConstraint(
                condition=~Q(point=F("owner")) & Q(book__in=("", F("point"))), name="case_taken_for_another"
            ),
            models.CheckConstraint(
                condition=Q(number="", day=None, place=None)
                | ~Q(number="") & Q(day__isnull=False, place__isnull=False),
                name="case_numbered_whole_or_not",
            ),
            models.CheckConstraint(condition=Q(applicant_name__regex=r"\S"), name="case_has_an_applicant"),
            models.CheckConstraint(
                condition=Q(submitter=None, submitter_name="", authority="")
                | Q(submitter__isnull=False, submitter_name__regex=r"\S", authority__regex=r"\S"),
                name="case_brought_by_right",
            ),
            one_of("channel", Channel, "case_channel_known"),
            one_of("return_by", ReturnBy, "case_return_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            # a short list of what is not sorted in yet: no intake waits for the sorting of thousands
            GinIndex(fields=["found_by"], name="cases_found_by", gin_pending_list_limit=256),
            models.Index(fields=["applicant", "id"], name="cases_of_an_applicant"),
        ]

    def __str__(self) -> str:
        return self.number or f"case {self.pk}"

    @property
    def numbered_by(self) -> str:
        """The agency in whose book it stands."""
        return self.book or self.owner

    @property
    def taken_by(self) -> str:
        """The agency at whose counter it was brought; of what was filed online, its owner."""
        return self.point or self.owner


class Happening(models.Model):
    """Something that happened: a verb of ``rules.moves.Verb``, who did it under which hat, and its particulars.

    ``acting_for`` is whose work was done when somebody stood in; ``data`` as ``rules.standing.Event`` says.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=20)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    agency = models.CharField(max_length=CODE_LENGTH, default="")
    position = models.CharField(max_length=200, default="")
    acting_for = models.CharField(max_length=64, default="")
    origin = models.CharField(max_length=200, default="")
    data = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("verb", Verb, "case_verb_known"),
            models.CheckConstraint(
                condition=Q(recorded_at__gte=F("occurred_at")), name="case_recorded_not_before_it_occurred"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "occurred_at", "id"], name="case_happenings_in_order")
        ]
