from typing import ClassVar

from django.db import models

from lienthong.spine.ledger import rules


class Chain(models.Model):
    """The head of one agency's chain. Only the trigger that chains entries moves it."""

    agency = models.CharField(max_length=64, primary_key=True, db_collation="C")
    length = models.BigIntegerField()
    head = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.agency}: {self.length}"


class Entry(models.Model):
    """One act. ``sequence``, ``previous`` and ``hash`` are empty until PostgreSQL fills them within the
    commit.

    ``occurred_at`` and ``recorded_at`` are business time, ``real_at`` is the wall clock's.
    """

    TEXTS: ClassVar = (
        "agency",
        "verb",
        "subject",
        "account",
        "name",
        "hat",
        "position",
        "acting_for",
        "origin",
    )
    TIMES: ClassVar = ("occurred_at", "recorded_at", "real_at")

    agency = models.CharField(max_length=64, db_collation="C")
    sequence = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=100)
    subject = models.CharField(max_length=200)
    account = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=300, blank=True)
    hat = models.CharField(max_length=64, blank=True)
    position = models.CharField(max_length=300, blank=True)
    acting_for = models.CharField(max_length=100, blank=True)
    origin = models.CharField(max_length=200, blank=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    real_at = models.DateTimeField()
    details = models.JSONField(default=dict)
    content = models.BinaryField(max_length=32)
    previous = models.BinaryField(max_length=32, null=True)
    hash = models.BinaryField(max_length=32, null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "sequence"], name="ledger_one_entry_per_place"),
            models.CheckConstraint(
                name="ledger_place_whole_or_empty",
                condition=models.Q(sequence=None, previous=None, hash=None)
                | models.Q(sequence__gte=1, previous__isnull=False, hash__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            # found at once by the trigger: at any moment only the rows of the transaction that commits
            models.Index(fields=["agency", "id"], name="ledger_unchained", condition=models.Q(sequence=None)),
            models.Index(fields=["subject", "id"], name="ledger_by_subject"),
            models.Index(fields=["account", "id"], name="ledger_by_account"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.sequence} {self.verb} {self.subject}"

    def content_now(self) -> bytes:
        """The digest of the fields as they stand; differs from ``content`` when one was edited."""
        return rules.content(
            texts=(getattr(self, name) for name in self.TEXTS),
            times=(getattr(self, name) for name in self.TIMES),
            details=self.details,
        )


class Seal(models.Model):
    """A signed statement that ``agency``'s chain stood at ``sequence`` with the hash ``head``. Real time."""

    agency = models.CharField(max_length=64, db_collation="C")
    sequence = models.BigIntegerField()
    head = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()
    previous = models.BinaryField(max_length=32)
    key = models.CharField(max_length=32)
    signature = models.BinaryField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "sequence"], name="ledger_one_seal_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} sealed at {self.sequence}"

    def signed_bytes(self) -> bytes:
        return rules.seal_bytes(
            agency=self.agency,
            sequence=self.sequence,
            head=bytes(self.head),
            sealed_at=self.sealed_at,
            previous=bytes(self.previous),
        )
