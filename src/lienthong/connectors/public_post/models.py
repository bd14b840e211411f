from typing import ClassVar

from django.db import models


class KeptItem(models.Model):
    """What the stand-in of the post knows of an item, in the demonstration."""

    reference = models.CharField(max_length=60, unique=True)
    item = models.CharField(max_length=40, default="")
    cod = models.BigIntegerField(default=0)
    to = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.reference


class KeptStep(models.Model):
    """A step of an item on its way, as the stand-in keeps it."""

    item = models.ForeignKey(KeptItem, models.PROTECT, related_name="steps")
    status = models.CharField(max_length=8)
    words = models.CharField(max_length=300)
    at = models.CharField(max_length=14)
    collected = models.BigIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.item_id} {self.status}"
