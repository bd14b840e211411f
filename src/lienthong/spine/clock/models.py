from typing import ClassVar

from django.db import models


class ClockAnchor(models.Model):
    """Business time was ``business_at`` at real time ``real_at``; the newest row holds for every process.

    One row is written at each start of a demonstration; rows are never changed.
    """

    business_at = models.DateTimeField()
    real_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.business_at.isoformat()} at {self.real_at.isoformat()}"
