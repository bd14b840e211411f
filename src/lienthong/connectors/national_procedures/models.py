from typing import ClassVar

from django.db import models


class KeptProcedure(models.Model):
    """What the stand-in of the national database was told last of a procedure, in the demonstration."""

    code = models.CharField(max_length=40, unique=True)
    body = models.JSONField()
    keys = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]

    def __str__(self) -> str:
        return self.code
