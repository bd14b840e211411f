"""Scans that were attached to a case; whoever asks has been asked whether they see it."""

from dataclasses import dataclass
from datetime import datetime

from lienthong.domain.cases import models as m


@dataclass(frozen=True, slots=True)
class ScanRow:
    """``place`` of the paper in the procedure's list, 0 for another one."""

    id: int
    place: int
    file: int
    name: str
    size: int
    added_at: datetime
    adder: str


def list_scans(case: int) -> list[ScanRow]:
    """Those that hold, paper by paper."""
    rows = m.Scan.objects.filter(case=case, removed_at=None).order_by("place", "id")
    return [ScanRow(row.pk, row.place, row.file, row.name, row.size, row.added_at, row.adder) for row in rows]
