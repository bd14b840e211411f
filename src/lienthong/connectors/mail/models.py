from typing import ClassVar

from django.db import models


class KeptLetter(models.Model):
    """A letter handed over: its key stops a second delivery. In demonstration its text is kept too."""

    key = models.CharField(max_length=200, unique=True)
    to = models.CharField(max_length=254, blank=True, default="")
    subject = models.CharField(max_length=200, blank=True, default="")
    body = models.TextField(blank=True, default="")
    handed_over_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-handed_over_at", "-id"]

    def __str__(self) -> str:
        return self.key
