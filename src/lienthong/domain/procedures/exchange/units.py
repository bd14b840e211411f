"""``units.csv``: who may stand in a row of an internal process without being an agency of the tree."""

import csv
from datetime import date
from pathlib import Path

from lienthong.domain.procedures.rules.unit import UnitEntry
from lienthong.domain.procedures.rules.vocabulary import Level, Place


def read_units(path: Path) -> list[UnitEntry]:
    with path.open(encoding="utf-8", newline="") as file:
        return [_entry(row) for row in csv.DictReader(file)]


def _entry(row: dict[str, str]) -> UnitEntry:
    return UnitEntry(
        code=row["code"],
        name=row["name"],
        place=Place(row["place"]),
        agency=row["agency"],
        level=Level(row["level"]),
        role=row["role"],
        effective_from=date.fromisoformat(row["effective_from"]),
        effective_to=date.fromisoformat(row["effective_to"]) if row["effective_to"] else None,
        source=row["source"],
        confirmed=row["confirmed"] == "yes",
    )
