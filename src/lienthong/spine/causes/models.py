from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class Cause(models.Model):
    """Added by an administrator, or one of the platform's own that was ended. ``about`` says for what it may be chosen
    (``duty``, ``case``); ``until`` is the last day on which it is offered; ``basis`` the decision that it rests on.
    """

    code = models.CharField(max_length=20, unique=True)
    words = models.CharField(max_length=200)
    about = ArrayField(models.CharField(max_length=10))
    since = models.DateField()
    until = models.DateField(null=True)
    basis = models.CharField(max_length=300)
    account = models.CharField(max_length=100)
    name = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(words__regex=r"\S", basis__regex=r"\S", about__len__gt=0),
                name="cause_says_what_and_why",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="cause_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.code
