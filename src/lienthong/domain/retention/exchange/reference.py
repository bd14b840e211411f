"""Rules as the reference file tells them."""

import csv
from datetime import date
from pathlib import Path

from lienthong.domain.retention.rules.keeping import Told


def read_rules(path: Path) -> list[Told]:
    """Years are empty where something is kept for good."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Told(
                since=date.fromisoformat(row["since"]),
                years=int(row["years"]) if row["years"] else None,
                source=row["source"],
                procedure=row["procedure"],
                field=row["field"],
                confirmed=row["confirmed"] == "yes",
            )
            for row in csv.DictReader(file)
        ]
