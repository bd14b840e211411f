"""What may be done with the ground that every room stands on."""

from enum import StrEnum


class Permission(StrEnum):
    READ_LEDGER = "spine.read_ledger"
    MEND_DELIVERIES = "spine.mend_deliveries"
