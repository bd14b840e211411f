"""The searches that somebody keeps, and the columns that they want to see."""

from dataclasses import dataclass

from lienthong.domain.correspondence import models as m


@dataclass(frozen=True, slots=True)
class KeptSearch:
    id: int
    name: str
    query: str


def list_searches(account: str) -> list[KeptSearch]:
    """In the order in which they were kept."""
    rows = m.KeptSearch.objects.filter(account=account).order_by("id")[:50]
    return [KeptSearch(row.pk, row.name, row.query) for row in rows]


def get_columns(account: str) -> tuple[str, ...]:
    """() where nothing was chosen."""
    chosen = m.ChosenColumns.objects.filter(account=account).values_list("columns", flat=True).first()
    return tuple(chosen or ())
