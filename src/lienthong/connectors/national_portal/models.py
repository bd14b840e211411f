from typing import ClassVar

from django.db import models


class KeptDossier(models.Model):
    """What the stand-in was told of a case, in the demonstration: the newest body, every step, each key."""

    number = models.CharField(max_length=60, unique=True)
    body = models.JSONField()
    steps = models.JSONField(default=list)
    keys = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]

    def __str__(self) -> str:
        return self.number


class KeptFiling(models.Model):
    """What was filed at the stand-in. ``answer`` is what we said to it: "" until then."""

    number = models.CharField(max_length=60, unique=True)
    body = models.JSONField()
    answer = models.CharField(max_length=10, default="")
    words = models.CharField(max_length=500, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]

    def __str__(self) -> str:
        return self.number


class KeptQuestion(models.Model):
    """What somebody asked at the stand-in; its body holds our answer once there is one."""

    number = models.CharField(max_length=40, unique=True)
    body = models.JSONField()

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]

    def __str__(self) -> str:
        return self.number
