"""What people said of their cases, by which sheet and which rule; and what was answered."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

CODE_LENGTH = 40


class Questionnaire(models.Model):
    """``questions``: each with its code and its text, in the order in which they are asked."""

    since = models.DateField(unique=True)
    title = models.CharField(max_length=200)
    basis = models.CharField(max_length=300)
    questions = models.JSONField()
    confirmed = models.BooleanField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)


class AnsweringTime(models.Model):
    since = models.DateField(unique=True)
    working_days = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=300)
    confirmed = models.BooleanField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(working_days__range=(1, 60)), name="answering_time_is_some_days"
            )
        ]


class Rating(models.Model):
    """One of a case. ``answers``: levels by the code of the question. ``until``: as long as it may be changed."""

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="+")
    agency = models.CharField(max_length=CODE_LENGTH)
    procedure = models.CharField(max_length=CODE_LENGTH)
    title = models.TextField()
    level = models.PositiveSmallIntegerField()
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="+", null=True)
    answers = models.JSONField(default=dict)
    rated_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(level__range=(1, 5)), name="rating_is_one_of_five"),
            models.CheckConstraint(
                condition=Q(changed_at__gte=F("rated_at"), changed_at__lte=F("until")),
                name="rating_changed_in_time",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["rated_at", "agency"], name="ratings_of_a_time"),
            models.Index(fields=["agency", "rated_at"], name="ratings_of_an_agency"),
        ]


class Remark(models.Model):
    """``number`` is gapless by agency and year. ``key`` is the form's own, so that it is one when it is sent twice."""

    key = models.UUIDField(unique=True)
    agency = models.CharField(max_length=CODE_LENGTH)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    text = models.TextField()
    raised_at = models.DateTimeField()
    rule = models.ForeignKey(AnsweringTime, models.PROTECT, related_name="+")
    due_on = models.DateField()
    answer = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=64, default="")
    answerer = models.CharField(max_length=200, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "year", "number"], name="remark_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="remark_says_something"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="", answered_by="")
                | (Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(answered_by="")),
                name="remark_answered_whole_or_not",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["agency", "due_on"], name="remarks_to_answer", condition=Q(answered_at=None)
            ),
            models.Index(fields=["agency", "-id"], name="remarks_of_an_agency"),
            models.Index(fields=["case"], name="remarks_of_a_case"),
        ]
