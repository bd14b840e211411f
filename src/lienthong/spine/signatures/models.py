from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from lienthong.spine.signatures.holders import Holder, HolderKind, TokenKind


class SigningKey(models.Model):
    """One certificate and where its key lies. ``sealed`` is the key itself, encrypted under a PIN and the platform's
    data key, of a ``STORE`` key only; ``handle`` names the device or the service's credential of the others.

    ``picture`` is what papers show of it (PNG). Times are business time; ``until`` is the certificate's own.
    """

    holder_kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in HolderKind])
    holder = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in TokenKind])
    name = models.CharField(max_length=300)
    serial = models.CharField(max_length=64)
    until = models.DateTimeField()
    certificate = models.BinaryField()
    chain = ArrayField(models.BinaryField(), default=list)
    sealed = models.BinaryField(null=True)
    handle = models.CharField(max_length=200, blank=True)
    picture = models.BinaryField(default=bytes)
    wrong_pins = models.PositiveSmallIntegerField(default=0)
    enrolled_at = models.DateTimeField()
    enrolled_by = models.CharField(max_length=100)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["holder_kind", "holder", "kind"],
                condition=models.Q(ended_at=None),
                name="signatures_one_in_use",
            ),
            models.CheckConstraint(
                name="signatures_sealed_in_store",
                condition=models.Q(kind=TokenKind.STORE, sealed__isnull=False, handle="")
                | (
                    models.Q(kind__in=[TokenKind.BRIDGE, TokenKind.REMOTE], sealed=None)
                    & ~models.Q(handle="")
                ),
            ),
            models.CheckConstraint(
                name="signatures_ended_with_reason",
                condition=models.Q(ended_at=None, ended_by="", reason="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder_kind}:{self.holder} {self.kind} {self.serial}"

    @property
    def owner(self) -> Holder:
        return Holder(HolderKind(self.holder_kind), self.holder)
