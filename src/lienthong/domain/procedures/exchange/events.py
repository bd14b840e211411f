"""``life-events.csv``: which fields an event in somebody's life leads to."""

import csv
from datetime import date
from pathlib import Path

from lienthong.domain.procedures.rules.event import LifeEventEntry


def read_life_events(path: Path) -> list[LifeEventEntry]:
    with path.open(encoding="utf-8", newline="") as file:
        return [_entry(row) for row in csv.DictReader(file)]


def _entry(row: dict[str, str]) -> LifeEventEntry:
    return LifeEventEntry(
        code=row["code"],
        position=int(row["position"]),
        name=row["name"],
        field=row["field"],
        words=row["words"],
        effective_from=date.fromisoformat(row["effective_from"]),
        effective_to=date.fromisoformat(row["effective_to"]) if row["effective_to"] else None,
        source=row["source"],
        confirmed=row["confirmed"] == "yes",
    )
