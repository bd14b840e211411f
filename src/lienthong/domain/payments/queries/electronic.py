"""What the provider wrote for a receipt."""

from collections.abc import Collection
from dataclasses import dataclass

from lienthong.domain.payments import models as m
from lienthong.domain.payments.rules.electronic import Does


@dataclass(frozen=True, slots=True)
class ElectronicRow:
    """The newest one of a receipt. ``number`` is empty until the provider answered; ``refusal`` is why it did not."""

    receipt: int
    does: Does
    amount: int
    number: str
    page: str
    lookup: str
    file: int | None
    refusal: str


def last_of(receipt: int) -> m.Electronic | None:
    return m.Electronic.objects.filter(receipt=receipt).select_related("receipt").order_by("-id").first()


def electronic_of(receipts: Collection[int]) -> dict[int, ElectronicRow]:
    """By receipt; the reader has been shown the demand."""
    rows = m.Electronic.objects.filter(receipt__in=receipts).order_by("id")
    return {
        row.receipt_id: ElectronicRow(
            row.receipt_id,
            Does(row.does),
            row.amount,
            row.number,
            row.page,
            row.lookup,
            row.file,
            row.refusal,
        )
        for row in rows
    }
