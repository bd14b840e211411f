from typing import ClassVar

from django.db import models


class KeptSigning(models.Model):
    """What the stand-in of the service keeps in the demonstration: test keys, what was asked, what was answered."""

    key = models.CharField(max_length=100, unique=True)
    told = models.JSONField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.key
