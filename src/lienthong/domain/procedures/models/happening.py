"""What people did with a procedure, added and never changed; and their answers to what a draft was asked."""

from django.db import models
from django.db.models import Q

from lienthong.domain.procedures.models.version import Procedure, Version


class Happening(models.Model):
    """``verb`` is the action's name, ``version`` the version's number; ``words`` the reason or the decision."""

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    verb = models.CharField(max_length=20)
    words = models.TextField(default="")
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    agency = models.CharField(max_length=40, default="")
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["procedure", "id"], name="procedure_happenings"),)


class Answer(models.Model):
    """A finding of a draft that may stay as it is, with the reason; known by its code and what it is about."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    about = models.TextField()
    reason = models.TextField()
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["version", "code", "about"], name="procedure_answered_once"),
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="procedure_answer_has_a_reason"),
        )
