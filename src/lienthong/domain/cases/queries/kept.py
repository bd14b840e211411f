"""The lists that somebody keeps."""

from dataclasses import dataclass

from lienthong.domain.cases import models as m


@dataclass(frozen=True, slots=True)
class KeptRow:
    id: int
    name: str
    query: str


def list_filters(account: str) -> list[KeptRow]:
    """In the order in which they were kept."""
    rows = m.KeptList.objects.filter(account=account).order_by("id")[:50]
    return [KeptRow(row.pk, row.name, row.query) for row in rows]
