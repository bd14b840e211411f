from typing import ClassVar

from django.db import models


class Book(models.Model):
    """One agency's register of one ``kind`` for one ``year``; its row is the lock under which numbers are
    issued.

    ``last`` and ``last_at`` are moved by PostgreSQL when a number enters, never by a program.
    """

    agency = models.CharField(max_length=64)
    kind = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "kind", "year"], name="numbering_one_book"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.kind} {self.year}: {self.last}"


class Number(models.Model):
    """One number of a book. Times are business time; the reason for a cancellation stays beside it."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveIntegerField()
    subject = models.CharField(max_length=200)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=100)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.CharField(max_length=100, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["book", "value"], name="numbering_number_once"),
            models.CheckConstraint(
                name="numbering_cancelled_with_reason",
                condition=models.Q(cancelled_at=None, cancelled_by="", reason="")
                | (models.Q(cancelled_at__isnull=False) & ~models.Q(reason="")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["subject"], name="numbering_by_subject")]

    def __str__(self) -> str:
        return f"{self.value} ({self.book_id})"
