from typing import ClassVar

from django.db import models


class KeptZns(models.Model):
    """What the stand-in of Zalo was asked to send, in the demonstration."""

    key = models.CharField(max_length=100, unique=True)
    told = models.JSONField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.key
