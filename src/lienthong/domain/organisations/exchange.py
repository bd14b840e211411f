"""Reads the reference files of agencies (see ``data/organisations/README.md``): pure, and never half."""

import csv
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from lienthong.domain.organisations.rules.directory import DirectoryRow, directory_of
from lienthong.domain.organisations.rules.period import Period
from lienthong.domain.organisations.rules.reference import (
    AgencyRow,
    CodeRow,
    GroupRow,
    MemberRow,
    Origin,
    Reference,
    RowError,
    SuccessionRow,
    faults_among,
)
from lienthong.domain.organisations.rules.succession import Edge
from lienthong.domain.organisations.rules.vocabulary import Kind, Level, Scheme, SuccessionKind

__all__ = ["DirectoryRow", "Reference", "RowError", "read_directory", "read_reference"]

type Cells = Mapping[str, str]


def read_reference(folder: Path) -> Reference:
    """Everything in the folder's five files; every fault is in ``errors`` with its file and line, none is
    raised.

    Faults among rows (unknown codes, overlaps, circles, heirs) are looked for once the rows themselves are
    sound.
    """
    errors: list[RowError] = []
    reference = Reference(
        agencies=_rows(folder / "agencies.csv", _agency, errors),
        groups=_rows(folder / "groups.csv", _group, errors),
        members=_rows(folder / "group_members.csv", _member, errors),
        official_codes=_rows(folder / "official_codes.csv", _code, errors),
        successions=_rows(folder / "successions.csv", _succession, errors),
    )
    return replace(reference, errors=tuple(errors or faults_among(reference)))


def read_directory(folder: Path, as_of: date) -> tuple[DirectoryRow, ...]:
    """The directory of a day straight from the files, for commands that run before there is a database."""
    return directory_of(read_reference(folder), as_of)


def _rows[Row](path: Path, parse: Callable[[Cells, Origin], Row], errors: list[RowError]) -> tuple[Row, ...]:
    rows: list[Row] = []
    reader = csv.DictReader(_lines(path, errors), restval="")
    for raw in reader:
        try:
            rows.append(_parse(raw, parse, reader.line_num))
        except (ValueError, KeyError) as fault:
            errors.append(RowError(path.name, reader.line_num, _say(fault)))
    return tuple(rows)


def _lines(path: Path, errors: list[RowError]) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except FileNotFoundError:
        errors.append(RowError(path.name, 0, "file is missing"))
    except UnicodeDecodeError as fault:
        errors.append(RowError(path.name, 0, f"not UTF-8 at byte {fault.start}"))
    return []


def _parse[Row](raw: Mapping[str | None, str], parse: Callable[[Cells, Origin], Row], line: int) -> Row:
    if None in raw:
        raise ValueError("more cells than columns")
    cells = {str(name): unicodedata.normalize("NFC", value).strip() for name, value in raw.items()}
    return parse(cells, _origin(cells, line))


def _say(fault: Exception) -> str:
    return f"column {fault} is missing" if isinstance(fault, KeyError) else str(fault)


def _origin(cells: Cells, line: int) -> Origin:
    return Origin(
        line=line,
        decision=cells.get("decision", ""),
        source=cells.get("source", ""),
        confirmed=_yes(cells, "confirmed"),
    )


def _agency(cells: Cells, origin: Origin) -> AgencyRow:
    return AgencyRow(
        code=_required(cells, "code"),
        name=_required(cells, "name"),
        short_name=cells["short_name"] or cells["name"],
        aliases=_list(cells["aliases"]),
        kind=Kind(cells["kind"]),
        level=Level(cells["level"]),
        parent=cells["parent"],
        period=_period(cells),
        origin=origin,
    )


def _group(cells: Cells, origin: Origin) -> GroupRow:
    return GroupRow(_required(cells, "code"), _required(cells, "name"), _list(cells["aliases"]), origin)


def _member(cells: Cells, origin: Origin) -> MemberRow:
    return MemberRow(_required(cells, "group"), _required(cells, "agency"), _period(cells), origin)


def _code(cells: Cells, origin: Origin) -> CodeRow:
    code = _required(cells, "code")
    return CodeRow(_required(cells, "agency"), Scheme(cells["scheme"]), code, _period(cells), origin)


def _succession(cells: Cells, origin: Origin) -> SuccessionRow:
    edge = Edge(
        kind=SuccessionKind(cells["kind"]),
        predecessor=_required(cells, "from"),
        successor=cells["to"],
        on=date.fromisoformat(cells["on"]),
        partial=_yes(cells, "partial"),
        principal=_yes(cells, "principal"),
    )
    return SuccessionRow(edge, origin)


def _required(cells: Cells, column: str) -> str:
    if not cells[column]:
        raise ValueError(f"{column} is empty")
    return cells[column]


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _yes(cells: Cells, column: str) -> bool:
    if cells[column] not in ("yes", "no"):
        raise ValueError(f"{column} must be yes or no")
    return cells[column] == "yes"


def _period(cells: Cells) -> Period:
    period = Period(
        *(date.fromisoformat(cells[name]) if cells[name] else None for name in ("valid_from", "valid_to"))
    )
    if period.is_empty:
        raise ValueError("valid_to is not after valid_from")
    return period
