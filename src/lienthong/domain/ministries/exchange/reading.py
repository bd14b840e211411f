"""The other system's own file, CSV or workbook, read line by line; what cannot be read is told with its line."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from lienthong.domain.cases.exchange import Cell, TableLine, read_table
from lienthong.domain.ministries.queries.register import SystemRow
from lienthong.domain.ministries.rules.comparing import Line
from lienthong.domain.ministries.rules.numbers import fits, normal
from lienthong.domain.ministries.rules.vocabulary import Standing
from lienthong.spine.clock import ZONE, local

TIMES: Final = (
    "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d",
)  # fmt: skip
MOST_LINES: Final = 20_000


def read_file(name: str, content: bytes, system: SystemRow, now: datetime) -> list[Line]:
    """Raises FileUnfit for a file that is none, lacks a column or is too long."""
    columns = {ours: heading for ours, heading in system.columns.items() if heading}
    lines = read_table(name, content, columns, most=MOST_LINES)
    statuses = {word.casefold(): Standing(ours) for word, ours in system.statuses.items()}
    return _each_once([_line(one, system, statuses, now) for one in lines])


def _line(cells: TableLine, system: SystemRow, statuses: Mapping[str, Standing], now: datetime) -> Line:
    number = normal(_text(cells.cells.get("number")))
    status = _text(cells.cells.get("status"))
    told = cells.cells.get("at")
    at = _moment(told)
    standing = statuses.get(status.casefold())
    return Line(
        row=cells.row,
        number=number[:60],
        ours=_text(cells.cells.get("case"))[:60].upper(),
        status=status[:200],
        standing=standing,
        at=at,
        fault=_fault(number, status, standing, told, at, system, now),
    )


def _fault(
    number: str,
    status: str,
    standing: Standing | None,
    told: Cell,
    at: datetime | None,
    system: SystemRow,
    now: datetime,
) -> str:
    if not number:
        return _("it has no number")
    if not fits(number, system.pattern):
        words = {"number": number[:40], "pattern": system.pattern}
        return _("“%(number)s” is not written like %(pattern)s") % words
    if status and standing is None:
        return _("nobody said what the status “%(status)s” means") % {"status": status[:40]}
    if told and at is None:
        return _("“%(text)s” is no time") % {"text": _text(told)[:40]}
    if at and at > now:
        return _("“%(text)s” is still to come") % {"text": f"{local(at):%d/%m/%Y %H:%M}"}
    return ""


def _each_once(lines: Sequence[Line]) -> list[Line]:
    """A number, or a case of ours, that stands twice says two things; which is true nobody can tell."""
    twice = _seen_twice(one.number for one in lines) | _seen_twice(one.ours for one in lines)
    told = _("“%(number)s” stands in the file more than once")
    return [
        Line(one.row, one.number, one.ours, one.status, one.standing, one.at, told % {"number": word})
        if not one.fault and (word := next((word for word in (one.number, one.ours) if word in twice), ""))
        else one
        for one in lines
    ]


def _seen_twice(words: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    return {word for word in words if word and (word in seen or seen.add(word))}  # type: ignore[func-returns-value]


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    return " ".join((cell or "").split())


def _moment(cell: Cell) -> datetime | None:
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=ZONE)
    for form in TIMES if cell else ():
        try:
            return datetime.strptime(cell or "", form).replace(tzinfo=ZONE)
        except ValueError:
            continue
    return None
