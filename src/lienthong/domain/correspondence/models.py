"""What was sent from agency to agency, what came in, and what happened to both."""

from collections.abc import Iterable
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from lienthong.domain.correspondence.rules.moves import State, Verb
from lienthong.domain.correspondence.rules.statuses import Status

CODE_LENGTH = 40
PARTY_LENGTH = 100


def one_of(field: str, codes: Iterable[str], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q((f"{field}__in", [str(code) for code in codes])), name=name)


class Sending(models.Model):
    """An issued document on its way to one agency: ``file`` are the very bytes that were sealed.

    What the recipient reads of it stands here as it was when it was sent; ``files`` is what goes with it. ``before`` is
    the status that a recall interrupted, "" while none is asked for. ``outside`` names the agency that is not of this
    house, if one side is (``rules.parties``); of what came from there we hold no document of ours: ``key`` is its
    message, ``note`` what it says of earlier ones.
    """

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", null=True)
    sender = models.CharField(max_length=PARTY_LENGTH)
    recipient = models.CharField(max_length=PARTY_LENGTH)
    outside = models.CharField(max_length=300, default="")
    key = models.CharField(max_length=500, default="")
    note = models.TextField(default="")
    file = models.BigIntegerField()
    files = ArrayField(models.BigIntegerField(), default=list)
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=10)
    code = models.CharField(max_length=80)
    subject = models.TextField()
    urgency = models.CharField(max_length=12, default="")
    dated = models.DateField()
    signer_name = models.CharField(max_length=200)
    status = models.CharField(max_length=2)
    before = models.CharField(max_length=2, default="")
    account = models.CharField(max_length=64)
    moved_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["document", "recipient"], name="sending_once_to_each"),
            models.CheckConstraint(condition=~Q(sender=F("recipient")), name="sending_to_another"),
            models.UniqueConstraint(
                fields=["key", "recipient"], condition=~Q(key=""), name="sending_from_outside_once"
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=False, key="")
                | Q(document=None, sender__startswith="@") & ~Q(key=""),
                name="sending_is_ours_or_from_outside",
            ),
            models.CheckConstraint(
                condition=Q(outside="") ^ (Q(sender__startswith="@") | Q(recipient__startswith="@")),
                name="sending_names_who_is_outside",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.ASKED_BACK.value) & ~Q(before="")
                | (~Q(status=Status.ASKED_BACK.value) & Q(before="")),
                name="sending_recall_keeps_what_it_interrupted",
            ),
            one_of("status", Status, "sending_status_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["recipient", "status", "recorded_at"], name="sendings_waiting"),
            models.Index(fields=["sender", "-moved_at"], name="sendings_of_sender"),
        ]

    def __str__(self) -> str:
        return f"{self.code} > {self.recipient}"


class Word(models.Model):
    """What was said of a sending: a status of the axis, by whom, and why. Only ever added."""

    sending = models.ForeignKey(Sending, models.PROTECT, related_name="+")
    status = models.CharField(max_length=2)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    agency = models.CharField(max_length=PARTY_LENGTH)
    reason = models.TextField(default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [one_of("status", Status, "word_status_known")]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["sending", "id"], name="words_of_sending")
        ]

    def __str__(self) -> str:
        return f"{self.sending_id} {self.status}"


class Amendment(models.Model):
    """What the sender tells of a sent document instead of what it told. ``key`` is the form's, or the message's.

    ``answer`` is what the recipient says (15, 16), "" until then.
    """

    sending = models.ForeignKey(Sending, models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    subject = models.TextField()
    urgency = models.CharField(max_length=12, default="")
    due = models.DateField(null=True)
    reason = models.TextField()
    name = models.CharField(max_length=300)
    account = models.CharField(max_length=64)
    occurred_at = models.DateTimeField()
    answer = models.CharField(max_length=2, default="")
    answer_reason = models.CharField(max_length=500, default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["sending", "key"], name="amendment_once"),
            models.CheckConstraint(
                condition=Q(subject__regex=r"\S", reason__regex=r"\S"), name="amendment_says_what_and_why"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | Q(answer__in=[Status.AGREED.value, Status.DECLINED.value], answered_at__isnull=False),
                name="amendment_answer_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sending_id} {self.key}"


class Incoming(models.Model):
    """A document that came to an agency, as it stands now. ``key`` is the form's: sent twice it finds what it made.

    ``sender_code`` is an agency of the house, "" for anybody else. ``number``, ``year`` and ``entry`` are the arrival
    number; ``arrived_on`` the day it came. ``holder`` is whose turn it is, "" the clerk's or nobody's; ``handler`` who
    holds it or held it last, "" the clerk; ``lead`` who answers for it, ``supporting`` who helps, ``people`` everybody
    who was ever in it. ``reply`` is the document that
    answers, once it is issued; ``ended_on`` the day on which nothing more was owed.
    """

    key = models.UUIDField(unique=True)
    agency = models.CharField(max_length=CODE_LENGTH)
    sending = models.OneToOneField(Sending, models.PROTECT, related_name="+", null=True)
    sender_code = models.CharField(max_length=CODE_LENGTH, default="")
    sender = models.CharField(max_length=300)
    symbol = models.CharField(max_length=80, default="")
    twin = models.CharField(max_length=400)
    dated = models.DateField()
    kind = models.CharField(max_length=10)
    subject = models.TextField()
    urgency = models.CharField(max_length=12, default="")
    pages = models.PositiveSmallIntegerField(default=1)
    files = ArrayField(models.BigIntegerField())
    arrived_on = models.DateField()
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    registered_on = models.DateField()
    entry = models.BigIntegerField(unique=True)
    state = models.CharField(max_length=12)
    holder = models.CharField(max_length=64, default="")
    handler = models.CharField(max_length=64, default="", db_default="")
    lead = models.CharField(max_length=64, default="")
    supporting = ArrayField(models.CharField(max_length=64), default=list)
    people = ArrayField(models.CharField(max_length=64), default=list)
    due = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    reply = models.BigIntegerField(null=True)
    note = models.TextField(default="")
    search = models.TextField()
    moved_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "year", "number"], name="incoming_number_once"),
            models.CheckConstraint(condition=Q(subject__regex=r"\S"), name="incoming_says_what_about"),
            models.CheckConstraint(condition=Q(sender__regex=r"\S"), name="incoming_says_from_whom"),
            models.CheckConstraint(condition=Q(files__len__gt=0), name="incoming_has_a_file"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.RETURNED.value, State.WITHDRAWN.value, State.CLOSED.value])
                | Q(note__regex=r"\S"),
                name="incoming_ended_with_reason",
            ),
            one_of("state", State, "incoming_state_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "-year", "-number"], name="incoming_in_order"),
            models.Index(fields=["agency", "state", "moved_at"], name="incoming_by_state"),
            models.Index(fields=["holder", "moved_at"], name="incoming_by_holder"),
            models.Index(fields=["agency", "twin", "dated"], name="incoming_twins"),
            models.Index(fields=["agency", "due"], condition=Q(ended_on=None), name="incoming_owed"),
            models.Index(
                fields=["agency", "ended_on"],
                include=["registered_on", "due", "reply"],
                name="incoming_in_periods",
            ),
            GinIndex(OpClass(F("search"), name="gin_trgm_ops"), name="incoming_by_words"),
            GinIndex(fields=["people"], name="incoming_by_people"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.number}/{self.year}"


class Happening(models.Model):
    """Something that happened to an incoming document: a verb, who did it under which hat, and its particulars."""

    incoming = models.ForeignKey(Incoming, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=12)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    agency = models.CharField(max_length=CODE_LENGTH, default="")
    position = models.CharField(max_length=200, default="")
    data = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [one_of("verb", Verb, "incoming_verb_known")]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["incoming", "id"], name="incoming_happenings")
        ]

    def __str__(self) -> str:
        return f"{self.incoming_id} {self.verb}"


class KeptSearch(models.Model):
    """``query`` are the words of the search's address. A person's own: nobody else reads it, it may be dropped."""

    account = models.CharField(max_length=64)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1_500)
    kept_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account", "name"], name="document_search_kept_once_by_name"),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="document_search_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ChosenColumns(models.Model):
    """Which columns a person's results show."""

    account = models.CharField(max_length=64, unique=True)
    columns = ArrayField(models.CharField(max_length=20))
    chosen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.account
