"""The text of a content, and the files that have it."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models


def words_of(search: str) -> SearchVector:
    """What is indexed, and what is asked."""
    return SearchVector(search, config="simple")


class Text(models.Model):
    """``outcome``: read, without text, or not readable. ``search`` is what is sought in, by ``words_of``."""

    digest = models.CharField(max_length=64, primary_key=True)
    outcome = models.CharField(max_length=10)
    text = models.TextField(default="")
    search = models.TextField(default="")
    read_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [GinIndex(words_of("search"), name="texts_by_words")]

    def __str__(self) -> str:
        return f"{self.digest[:8]} {self.outcome}"


class Named(models.Model):
    """A file of an agency, with the text of its content."""

    file = models.BigIntegerField(primary_key=True)
    agency = models.CharField(max_length=40)
    text = models.ForeignKey(Text, models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["text", "agency"], name="files_of_a_text")
        ]

    def __str__(self) -> str:
        return f"{self.file} {self.agency}"
