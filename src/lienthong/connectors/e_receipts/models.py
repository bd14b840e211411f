from typing import ClassVar

from django.db import models


class KeptPaper(models.Model):
    """What the stand-in of the provider was asked to write, in the demonstration."""

    key = models.CharField(max_length=80, unique=True)
    told = models.JSONField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.key
