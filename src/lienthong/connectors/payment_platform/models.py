from typing import ClassVar

from django.db import models


class KeptOrder(models.Model):
    """What the stand-in of the platform knows of an order, in the demonstration."""

    reference = models.CharField(max_length=20)
    amount = models.BigIntegerField()
    about = models.CharField(max_length=300)
    transaction = models.CharField(max_length=40, unique=True, null=True)
    paid = models.BigIntegerField(default=0)
    paid_at = models.CharField(max_length=14, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.reference
