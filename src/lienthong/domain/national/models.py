"""Which procedures the portal lists, each case as it was told of, what was filed and asked there, and what it holds."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lienthong.domain.national.rules import Fault, FilingState, State

CODE_LENGTH = 40
NUMBER_LENGTH = 60


class Offer(models.Model):
    """A procedure that the portal lists, from ``since`` until it no longer does. Real times: it is looked up."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    name = models.TextField(default="")
    since = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.code


class Look(models.Model):
    """Up to which event the cases of a day were looked through; the first is the day on which the line was opened."""

    day = models.DateField(unique=True)
    through = models.BigIntegerField()
    offers_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, default="")
    failing_since = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(fault="", failing_since=None) | ~Q(fault="") & Q(failing_since__isnull=False),
                name="national_silence_has_its_beginning",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day}"


class Line(models.Model):
    """A case as the portal is told of it. ``number`` is its name there: ours, or theirs when it was filed with them.

    ``wanted`` is the newest event that it shall hear of, ``told`` the newest it has heard of, with ``status`` as its
    code; ``round`` counts the times somebody asked to send it again. ``held`` when the portal knows it at all. Times of
    tries are real.
    """

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="+")
    number = models.CharField(max_length=NUMBER_LENGTH, unique=True)
    is_theirs = models.BooleanField(default=False)
    procedure = models.CharField(max_length=CODE_LENGTH)
    owner = models.CharField(max_length=CODE_LENGTH)
    day = models.DateField(null=True)
    wanted = models.BigIntegerField()
    told = models.BigIntegerField(default=0)
    status = models.CharField(max_length=2, default="")
    held = models.BooleanField(default=False)
    round = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, default=State.WAITING.value)
    fault = models.CharField(max_length=8, default="")
    words = models.CharField(max_length=500, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    again_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(told__lte=F("wanted")), name="national_told_no_more_than_happened"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.TOLD.value) | Q(told=F("wanted"), fault="", words="", again_at=None),
                name="national_told_is_all_told",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in State]), name="national_state_known"
            ),
            models.CheckConstraint(
                condition=Q(fault__in=["", *(one.value for one in Fault)]), name="national_fault_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.DEAD.value) | ~Q(fault=""), name="national_given_up_says_why"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["tried_at", "id"],
                condition=Q(state=State.WAITING.value),
                name="national_lines_waiting",
            ),
            models.Index(fields=["day", "owner", "state"], name="national_lines_of_a_day"),
            models.Index(
                fields=["owner", "day"], condition=~Q(state=State.TOLD.value), name="national_lines_untold"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Filing(models.Model):
    """Something filed at the national portal. ``sealed`` is what came, encrypted and bound to ``digest``, until
    it is settled: then the case holds it, or nobody does.

    ``reason`` says why it could not become a case, ``is_wanted`` that somebody wants it tried again; ``answered`` when
    the portal has heard our answer.
    """

    digest = models.CharField(max_length=64, unique=True)
    number = models.CharField(max_length=NUMBER_LENGTH)
    procedure = models.CharField(max_length=CODE_LENGTH, default="")
    agency = models.CharField(max_length=200, default="")
    owner = models.CharField(max_length=CODE_LENGTH, default="")
    sealed = models.BinaryField()
    state = models.CharField(max_length=12)
    reason = models.CharField(max_length=500, default="")
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="+", null=True)
    came_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    is_wanted = models.BooleanField(default=False)
    answered = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="national_filing_once_by_number"
            ),
            models.CheckConstraint(
                condition=Q(state=FilingState.TAKEN.value, case__isnull=False, reason="")
                | Q(state__in=[FilingState.QUARANTINED.value, FilingState.GIVEN_BACK.value], case=None)
                & Q(reason__regex=r"\S"),
                name="national_filing_a_case_or_a_reason",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["came_at"], condition=Q(state=FilingState.QUARANTINED.value), name="national_quarantined"
            ),
            models.Index(
                fields=["id"], condition=Q(answered=False) & ~Q(state=FilingState.QUARANTINED.value),
                name="national_answers_owed",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number or self.digest[:12]


class Comparison(models.Model):
    """One look at what the portal lists of cases received from ``since`` to ``until``. ``fault``: why it failed."""

    since = models.DateField()
    until = models.DateField()
    made_at = models.DateTimeField()
    real_at = models.DateTimeField()
    held = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=300, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(since__lte=F("until")), name="national_comparison_begins_first"
            )
        ]

    def __str__(self) -> str:
        return f"{self.since} - {self.until}"


class Held(models.Model):
    """A case that the portal listed in the newest comparison of its day; ``agency`` in its own words."""

    comparison = models.ForeignKey(Comparison, models.PROTECT, related_name="+")
    number = models.CharField(max_length=NUMBER_LENGTH, unique=True)
    procedure = models.CharField(max_length=CODE_LENGTH)
    agency = models.CharField(max_length=200)
    status = models.CharField(max_length=4)
    day = models.DateField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["day"], name="national_held_of_a_day")]

    def __str__(self) -> str:
        return self.number


class RatedMonth(models.Model):
    """The portal was told how satisfied people were in the month that begins on that day. Real time."""

    month = models.DateField(unique=True)
    rows = models.PositiveIntegerField()
    told_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(month__day=1), name="national_rated_month_begins")
        ]

    def __str__(self) -> str:
        return f"{self.month}"


class Question(models.Model):
    """Somebody asked at the portal. ``number`` is its name there, ``agency`` as it came; ``owner`` answers, "" while
    nobody of ours does.

    ``is_public``: ``shown`` and the answer stand on our own page of questions; ``shown`` is the question without who
    asked it. Answered once; ``told_at`` when the portal has taken the answer (real time).
    """

    number = models.CharField(max_length=40, unique=True)
    field = models.CharField(max_length=40, default="")
    agency = models.CharField(max_length=40, default="")
    owner = models.CharField(max_length=CODE_LENGTH, default="")
    words = models.TextField()
    came_at = models.DateTimeField()
    due_on = models.DateField()
    basis = models.CharField(max_length=300)
    answer = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=64, default="")
    answerer = models.CharField(max_length=200, default="")
    is_public = models.BooleanField(default=False)
    shown = models.TextField(default="")
    tries = models.PositiveSmallIntegerField(default=0)
    again_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, default="")
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="", answered_by="", told_at=None, is_public=False)
                | Q(answered_at__isnull=False, answer__regex=r"\S") & ~Q(answered_by=""),
                name="national_question_answered_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(shown__regex=r"\S"), name="national_question_shown_in_words"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["owner", "due_on"], condition=Q(answered_at=None), name="national_questions_waiting"
            ),
            models.Index(
                fields=["again_at", "id"],
                condition=Q(answered_at__isnull=False, told_at=None),
                name="national_answers_untold",
            ),
            models.Index(
                fields=["-answered_at", "-id"], condition=Q(is_public=True), name="national_questions_shown"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Passing(models.Model):
    """A question went from one agency to the right one."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    frm = models.CharField(max_length=CODE_LENGTH, default="")
    to = models.CharField(max_length=CODE_LENGTH)
    reason = models.CharField(max_length=500)
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    passed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(reason__regex=r"\S") & ~Q(frm=F("to")), name="national_passing_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.frm} > {self.to}"
