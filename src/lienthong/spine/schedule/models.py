from typing import ClassVar

from django.db import models


class DailyProgress(models.Model):
    """How far a daily has come: all its days through ``done_through`` are done, none after.

    ``attempts``, ``error``, ``failed_at`` and ``again_at`` tell of the next day, when it failed. ``again_at`` is
    None when a person must look. The times are real time.
    """

    name = models.CharField(max_length=100, unique=True)
    began_on = models.DateField()
    done_through = models.DateField()
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True, default="")
    failed_at = models.DateTimeField(null=True, blank=True)
    again_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "schedule_progress"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="schedule_failure_is_whole",
                condition=models.Q(attempts=0, error="", failed_at=None, again_at=None)
                | models.Q(attempts__gt=0, failed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} through {self.done_through}"
