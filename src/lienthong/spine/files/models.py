from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class StoredFile(models.Model):
    """One acceptance of a file. ``digest`` is the SHA-256 of its content in hex: where it lies. ``marks`` is what
    who downloads it must know.
    """

    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    use = models.CharField(max_length=64)
    agency = models.CharField(max_length=64)
    put_by = models.CharField(max_length=100)
    put_at = models.DateTimeField()
    marks = ArrayField(models.CharField(max_length=20), default=list, db_default=[], blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="files_digest", condition=models.Q(digest__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(name="files_not_empty", condition=models.Q(size__gt=0)),
        ]
        indexes: ClassVar = [models.Index(fields=["digest"], name="files_by_digest")]

    def __str__(self) -> str:
        return self.name
