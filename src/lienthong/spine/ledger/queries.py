from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, QuerySet, Subquery

from lienthong.spine.ledger.models import Chain, Entry, Seal
from lienthong.spine.ledger.rules import Json


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One act as recorded; ``id`` pages through all chains.

    ``sequence`` is None within the transaction that writes it.
    """

    id: int
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


@dataclass(frozen=True, slots=True)
class ChainRow:
    """``sealed``: the place of the last entry that a seal covers, 0 when none does yet."""

    agency: str
    length: int
    sealed: int
    sealed_at: datetime | None

    @property
    def unsealed(self) -> int:
        return self.length - self.sealed


def list_entries(
    *,
    agency: str = "",
    subject: str = "",
    account: str = "",
    day: date | None = None,
    before: int | None = None,
    before_id: int | None = None,
    limit: int = 100,
) -> list[EntryRow]:
    """The newest entries first, of a chain, a subject or an account; ``day``: recorded on that local day.

    ``before`` is the sequence of the last entry seen and pages through one ``agency``; ``before_id`` pages
    through all.
    """
    given: dict[str, str | int | date | None] = {
        "agency": agency,
        "subject": subject,
        "account": account,
        "recorded_at__date": day,
        "sequence__lt": before,
        "id__lt": before_id,
    }
    rows = Entry.objects.filter(**{name: value for name, value in given.items() if value not in ("", None)})
    return _rows(rows.order_by("-sequence" if agency and before_id is None else "-id")[:limit])


def list_chains() -> list[ChainRow]:
    """Every chain with its latest seal, by agency; one query."""
    latest = Seal.objects.filter(agency=OuterRef("agency")).order_by("-sequence")
    chains = Chain.objects.annotate(
        sealed=Subquery(latest.values("sequence")[:1]), sealed_at=Subquery(latest.values("sealed_at")[:1])
    )
    return [
        ChainRow(chain.agency, chain.length, chain.sealed or 0, chain.sealed_at)
        for chain in chains.order_by("agency")
    ]


def last_seal(agency: str) -> SealRow | None:
    row = Seal.objects.filter(agency=agency).order_by("sequence").last()
    return SealRow(row.agency, row.sequence, row.sealed_at, row.key) if row else None


def _rows(rows: QuerySet[Entry]) -> list[EntryRow]:
    names = EntryRow.__dataclass_fields__
    return [EntryRow(**{name: getattr(row, name) for name in names}) for row in rows]
