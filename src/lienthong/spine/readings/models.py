from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Reading(models.Model):
    """One look. ``subject`` is ``kind:id`` of whom the data are about, ``parts`` name what was shown, never its value.

    ``at`` is business time, ``real_at`` the wall clock's.
    """

    subject = models.CharField(max_length=200)
    parts = ArrayField(models.CharField(max_length=40))
    reason = models.CharField(max_length=300, blank=True)
    account = models.CharField(max_length=100)
    name = models.CharField(max_length=300, blank=True)
    hat = models.CharField(max_length=64, blank=True)
    position = models.CharField(max_length=300, blank=True)
    acting_for = models.CharField(max_length=100, blank=True)
    origin = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    real_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(account=""), name="readings_by_somebody"),
            models.CheckConstraint(condition=models.Q(parts__len__gt=0), name="readings_of_something"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["subject", "id"], name="readings_by_subject"),
            models.Index(fields=["account", "id"], name="readings_by_account"),
            models.Index(fields=["at"], name="readings_by_time"),
            models.Index(fields=["hat", "at"], name="readings_by_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.subject}"
