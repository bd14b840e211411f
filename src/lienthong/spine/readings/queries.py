from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from lienthong.spine.readings.models import Reading


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A look as it was written down; ``id`` pages."""

    id: int
    subject: str
    parts: tuple[str, ...]
    reason: str
    account: str
    name: str
    hat: str
    position: str
    acting_for: str
    origin: str
    at: datetime


def list_readings(
    *, subjects: Collection[str] = (), account: str = "", before: int | None = None, limit: int = 50
) -> list[ReadingRow]:
    """The newest looks first, at any of these subjects, or by one account; without either all of them."""
    rows = Reading.objects.order_by("-id")
    if subjects:
        rows = rows.filter(subject__in=subjects)
    if account:
        rows = rows.filter(account=account)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [_row(row) for row in rows[:limit]]


def _row(row: Reading) -> ReadingRow:
    return ReadingRow(
        row.pk,
        row.subject,
        tuple(row.parts),
        row.reason,
        row.account,
        row.name,
        row.hat,
        row.position,
        row.acting_for,
        row.origin,
        row.at,
    )
