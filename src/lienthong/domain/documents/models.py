"""A document, its versions, and what happened to it."""

from collections.abc import Iterable
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from lienthong.domain.documents.rules.asking import OPEN, RequestState
from lienthong.domain.documents.rules.kinds import Book, Kind, Urgency
from lienthong.domain.documents.rules.moves import NUMBERED, State, Verb

CODE_LENGTH = 40


_NUMBERED = sorted(state.value for state in NUMBERED)
_OPEN = sorted(asked.value for asked in OPEN)


def one_of(field: str, codes: Iterable[str], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q((f"{field}__in", [str(code) for code in codes])), name=name)


class Document(models.Model):
    """As it stands now. ``key`` is the form's: one that is sent twice finds the document it made.

    ``version`` is the newest of its versions; ``file`` its newest bytes (set, signed, numbered, sealed), ``attached``
    those of what goes with it in files of their own (as the version names them, then sealed). ``holder`` is
    whose turn it is ("": the clerk's, or nobody's); ``people`` everybody who was ever in it. ``about`` names the
    subject of another room that this document is for ("case:12"). ``number``, ``year`` and ``dated`` come together,
    once, after the signature; ``note`` is why it was cancelled.
    """

    key = models.UUIDField(unique=True)
    agency = models.CharField(max_length=CODE_LENGTH)
    kind = models.CharField(max_length=10)
    subject = models.TextField()
    symbol = models.CharField(max_length=60)
    urgency = models.CharField(max_length=12, default="")
    recipients = models.TextField(default="")
    about = models.CharField(max_length=60, default="")
    drafter = models.CharField(max_length=64)
    drafter_name = models.CharField(max_length=200)
    signer = models.CharField(max_length=64)
    signer_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10)
    holder = models.CharField(max_length=64, default="")
    people = ArrayField(models.CharField(max_length=64), default=list)
    version = models.PositiveSmallIntegerField(default=1)
    file = models.BigIntegerField()
    attached = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    number = models.PositiveIntegerField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    dated = models.DateField(null=True)
    entry = models.BigIntegerField(null=True)
    note = models.TextField(default="")
    search = models.TextField()
    moved_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "kind", "year", "number"], name="document_number_once"),
            models.CheckConstraint(
                condition=Q(number=None, year=None, dated=None, entry=None)
                | Q(number__isnull=False, year__isnull=False, dated__isnull=False, entry__isnull=False),
                name="document_numbered_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_NUMBERED, number__isnull=False)
                | (~Q(state__in=_NUMBERED) & Q(number=None)),
                name="document_number_follows_its_state",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CANCELLED.value, note__regex=r"\S")
                | (~Q(state=State.CANCELLED.value) & Q(note="")),
                name="document_cancelled_with_reason",
            ),
            models.CheckConstraint(condition=Q(subject__regex=r"\S"), name="document_says_what_about"),
            one_of("kind", Kind, "document_kind_known"),
            one_of("urgency", Urgency, "document_urgency_known"),
            one_of("state", State, "document_state_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "state", "-moved_at"], name="documents_by_state"),
            models.Index(fields=["agency", "-dated", "-entry"], name="documents_in_order"),
            models.Index(fields=["holder", "-moved_at"], name="documents_by_holder"),
            models.Index(fields=["about"], condition=~Q(about=""), name="documents_by_subject"),
            GinIndex(
                F("agency"), F("year"), OpClass(F("search"), name="gin_trgm_ops"), name="documents_in_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number or ''}/{self.symbol}"


class Version(models.Model):
    """What was written, and the paper that was set from it with its places open; ``content`` as ``queries.Content``.

    ``file`` are the very bytes that are read, initialled and signed.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    content = models.JSONField()
    file = models.BigIntegerField()
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["document", "place"], name="document_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}.{self.place}"


class Happening(models.Model):
    """Something that happened: a verb of ``rules.moves.Verb``, who did it under which hat, and its particulars."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=12)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    agency = models.CharField(max_length=CODE_LENGTH, default="")
    position = models.CharField(max_length=200, default="")
    data = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("verb", Verb, "document_verb_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["document", "id"], name="document_happenings")
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.verb}"


class Closing(models.Model):
    """A register that was closed after its year, with the book as it was printed then. ``register`` is ``Book``."""

    agency = models.CharField(max_length=CODE_LENGTH)
    register = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    lines = models.PositiveIntegerField()
    file = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    closed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "register", "year"], name="register_closed_once"),
            one_of("register", Book, "register_known"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.register} {self.year}"


class SigningRequest(models.Model):
    """A question on a telephone: one person, one key with a service, one or many documents. ``key`` is the form's: one
    that is sent twice finds its question. ``account`` to ``position`` is who asked, under which hat.

    ``code`` stands on the page and on the telephone, so that nobody confirms another's question; ``said`` is what is
    read there. ``handle`` is what the service is asked by, ``words`` why it declined, ``is_silent`` that it gave no
    answer the last time, ``is_confirmed`` that the person has said yes. All times are technical time.
    """

    key = models.UUIDField(unique=True)
    verb = models.CharField(max_length=12)
    credential = models.BigIntegerField()
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    agency = models.CharField(max_length=CODE_LENGTH)
    position = models.CharField(max_length=200, default="")
    code = models.CharField(max_length=4)
    said = models.TextField(default="")
    state = models.CharField(max_length=10)
    handle = models.CharField(max_length=500, default="")
    words = models.CharField(max_length=300, default="")
    is_silent = models.BooleanField(default=False)
    is_confirmed = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("verb", (Verb.SIGNED, Verb.SEALED), "signing_request_verb_known"),
            one_of("state", RequestState, "signing_request_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=_OPEN, ended_at=None)
                | (~Q(state__in=_OPEN) & Q(ended_at__isnull=False)),
                name="signing_request_ends_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account"], condition=Q(ended_at=None), name="signing_requests_open"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.verb} {self.state}"


class SigningItem(models.Model):
    """One document of a question. ``started`` is what was handed to the key (``elsewhere.Started``), gone once it is
    over; ``made`` what the key made of it, in base64, until it is in the paper. ``refusal`` says why it is not signed.
    """

    request = models.ForeignKey(SigningRequest, models.PROTECT, related_name="items")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    started = models.JSONField(default=dict)
    made = models.JSONField(default=list)
    refusal = models.TextField(default="")
    is_signed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["request", "place"], name="signing_item_place_once"),
            models.UniqueConstraint(fields=["request", "document"], name="signing_item_document_once"),
            models.CheckConstraint(
                condition=Q(is_signed=False) | Q(refusal=""), name="signing_item_signed_or_not"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}.{self.place}"
