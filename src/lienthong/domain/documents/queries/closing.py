"""Whether a register was closed, and where its book lies."""

from dataclasses import dataclass
from datetime import datetime

from lienthong.domain.documents import models as m
from lienthong.domain.documents.rules.kinds import Book


@dataclass(frozen=True, slots=True)
class ClosingRow:
    year: int
    lines: int
    file: int
    name: str
    closed_at: datetime


def find_closing(agency: str, register: Book, year: int) -> ClosingRow | None:
    row = m.Closing.objects.filter(agency=agency, register=register.value, year=year).first()
    return ClosingRow(row.year, row.lines, row.file, row.name, row.closed_at) if row else None
