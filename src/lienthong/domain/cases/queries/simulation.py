"""What a simulation wrote already, from the ledger: each of its batches is one line there."""

from dataclasses import dataclass

from lienthong.domain.cases import models as m
from lienthong.spine.ledger.queries import list_entries

SUBJECT, VERB = "cases:simulation", "cases.simulate"
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Batch:
    """``run`` names year, count and seed; ``journal`` is the digest of what was played."""

    run: str
    journal: str
    number: int
    cases: int


def list_batches() -> list[Batch]:
    """Oldest first."""
    rows = [entry for entry in list_entries(subject=SUBJECT, limit=_MOST) if entry.verb == VERB]
    told = [entry.details for entry in reversed(rows)]
    return [
        Batch(str(one["run"]), str(one["journal"]), _whole(one["batch"]), _whole(one["cases"]))
        for one in told
    ]


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def count_real_cases() -> int:
    """Cases that no simulation wrote."""
    return m.Case.objects.count() - sum(batch.cases for batch in list_batches())


def has_cases() -> bool:
    return m.Case.objects.exists()
