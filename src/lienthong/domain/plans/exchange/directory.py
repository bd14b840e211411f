"""The directory of agencies and groups from its reference files."""

import csv
from pathlib import Path

from lienthong.domain.plans.rules.agencies import Directory


def read_directory(folder: Path, *, home: str) -> Directory:
    """From ``agencies.csv`` and ``groups.csv`` of a folder.

    ``home`` is the province whose name adds nothing.
    """
    return Directory.from_rows(_rows(folder / "agencies.csv"), _rows(folder / "groups.csv"), home=home)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
