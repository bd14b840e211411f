from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from lienthong.spine.ledger.models import Entry, Seal
from lienthong.spine.ledger.rules import Json


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One act as recorded. ``sequence`` is None within the transaction that writes it."""

    agency: str
    sequence: int | None
    verb: str
    subject: str
    account: str
    name: str
    hat: str
    position: str
    acting_for: str
    origin: str
    occurred_at: datetime
    recorded_at: datetime
    real_at: datetime
    details: dict[str, Json]


@dataclass(frozen=True, slots=True)
class SealRow:
    """Where a chain stood when it was sealed, in real time."""

    agency: str
    sequence: int
    sealed_at: datetime
    key: str


def list_entries(
    *, agency: str = "", subject: str = "", account: str = "", before: int | None = None, limit: int = 100
) -> list[EntryRow]:
    """The newest entries first, of a chain, a subject or an account.

    ``before`` is the sequence of the last entry seen and pages through one ``agency``.
    """
    given = {"agency": agency, "subject": subject, "account": account}
    rows = Entry.objects.filter(**{name: value for name, value in given.items() if value})
    if before is not None:
        rows = rows.filter(sequence__lt=before)
    return _rows(rows.order_by("-sequence" if agency else "-id")[:limit])


def last_seal(agency: str) -> SealRow | None:
    row = Seal.objects.filter(agency=agency).order_by("sequence").last()
    return SealRow(row.agency, row.sequence, row.sealed_at, row.key) if row else None


def _rows(rows: QuerySet[Entry]) -> list[EntryRow]:
    names = EntryRow.__dataclass_fields__
    return [EntryRow(**{name: getattr(row, name) for name in names}) for row in rows]
