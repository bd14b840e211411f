"""Reference files <-> the almanac, and the rows of questions that a program asks <-> due dates."""

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from lienthong.spine.calendar.errors import BadInput, BadRow, HoursRefused, ReferenceFault
from lienthong.spine.calendar.rules.days import Almanac, Calendar
from lienthong.spine.calendar.rules.due import due_at
from lienthong.spine.calendar.rules.values import (
    Basis,
    CountingRule,
    Day,
    DayKind,
    Ending,
    MonthDay,
    OfficeHours,
    Supplement,
    Suspension,
    Unit,
    read_sessions,
)
from lienthong.spine.clock.rules import local, parse_instant
from lienthong.spine.errors import Refusal

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ROW_KEYS = frozenset({"start", "amount", "unit", "agency"})

Row = dict[str, str]


def from_files(folder: Path, *places: str) -> Calendar:
    """The calendar at ``places`` (nearest first) as the reference files have it. Raises ReferenceFault."""
    return read_files(folder).calendar(*places)


def read_files(folder: Path) -> Almanac:
    """``days.csv``, ``hours.csv``, ``suspensions.csv`` and ``rules.csv``.

    Raises ReferenceFault with file and line.
    """
    return Almanac(
        days=tuple(_read(folder / "days.csv", _day)),
        hours=tuple(_read(folder / "hours.csv", _hours)),
        suspensions=tuple(_read(folder / "suspensions.csv", _suspension)),
        rules=tuple(_read(folder / "rules.csv", _rule)),
    )


def answer(rows: object, calendar_at: Callable[[str], Calendar]) -> list[dict[str, str]]:
    """One ``{due, explanation}`` for each ``{start, amount, unit, agency?}``; ``calendar_at`` an agency.

    Nothing is answered when one row is bad: raises BadRow for the first; BadInput when it is no list.
    """
    if not isinstance(rows, list):
        raise BadInput
    calendars: dict[str, Calendar] = {}
    answers = []
    for number, row in enumerate(rows, start=1):
        try:
            start, amount, unit, agency = _question(row)
            calendar = calendars.get(agency) or calendars.setdefault(agency, calendar_at(agency))
            due = due_at(calendar, start=start, amount=amount, unit=unit)
        except (ValueError, Refusal) as fault:
            raise BadRow(number=number, fault=fault) from fault
        answers.append({"due": due.at.isoformat(), "explanation": due.explanation})
    return answers


def _question(row: object) -> tuple[date | datetime, int, Unit, str]:
    if not isinstance(row, dict):
        raise ValueError(_("it is no JSON object"))
    if strange := sorted(set(row) - ROW_KEYS):
        raise ValueError(
            _("“%(key)s” is not known; known are start, amount, unit, agency") % {"key": strange[0]}
        )
    if missing := sorted({"start", "amount", "unit"} - set(row)):
        raise ValueError(_("%(key)s is missing") % {"key": missing[0]})
    agency = row.get("agency")
    if not isinstance(agency, str | None):
        raise ValueError(_("agency is a code in quotation marks"))
    return _start(row["start"]), _whole(row["amount"]), _unit(row["unit"]), agency or ""


def _start(value: object) -> date | datetime:
    """A date, else an ISO time: local when it names no offset."""
    if not isinstance(value, str):
        raise ValueError(_("start is a date or a time in quotation marks"))
    try:
        return date.fromisoformat(value)
    except ValueError:
        pass
    try:
        return local(parse_instant(value))
    except (ValueError, OverflowError) as fault:
        raise ValueError(
            _("start is neither a date nor an ISO time: %(value)s") % {"value": value}
        ) from fault


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(_("amount is not a whole number: %(value)s") % {"value": value})
    return value


def _unit(value: object) -> Unit:
    if value not in list(Unit):
        raise ValueError(
            _("unit is none of %(units)s: %(value)s") % {"units": ", ".join(Unit), "value": value}
        )
    return Unit(str(value))


def _read[Entry](path: Path, build: Callable[[Row], Entry]) -> Iterator[Entry]:
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        for row in reader:
            try:
                yield build({key: value.strip() for key, value in row.items()})
            except (KeyError, ValueError, AttributeError, HoursRefused) as fault:
                raise ReferenceFault(file=path.name, line=reader.line_num, fault=fault) from fault


def _day(row: Row) -> Day:
    kind = DayKind(row["kind"])
    return Day(date.fromisoformat(row["on"]), kind, row["name"], _date(row["swapped_with"]), _basis(row))


def _hours(row: Row) -> OfficeHours:
    season = (_month_day(row["season_from"]), _month_day(row["season_to"]))
    return OfficeHours(
        scope=row["scope"],
        week=tuple(read_sessions(row[weekday]) for weekday in WEEKDAYS),
        effective_from=date.fromisoformat(row["effective_from"]),
        effective_to=_date(row["effective_to"]),
        season=(season[0], season[1]) if season[0] and season[1] else None,
        basis=_basis(row),
    )


def _suspension(row: Row) -> Suspension:
    return Suspension(
        from_on=date.fromisoformat(row["from_on"]),
        until_on=_date(row["until_on"]),
        reason=row["reason"],
        areas=frozenset(row["areas"].split()),
        procedures=frozenset(row["procedures"].split()),
        basis=_basis(row),
    )


def _rule(row: Row) -> CountingRule:
    return CountingRule(
        code=row["code"],
        effective_from=date.fromisoformat(row["effective_from"]),
        effective_to=_date(row["effective_to"]),
        ending=Ending(row["ending"]),
        cut_off=time.fromisoformat(row["cut_off"]) if row["cut_off"] else None,
        moves_off_days=_yes(row["moves_off_days"]),
        on_supplement=Supplement(row["on_supplement"]),
        basis=_basis(row),
    )


def _basis(row: Mapping[str, Any]) -> Basis:
    return Basis(row["decision"], _date(row["decided_on"]), _yes(row["confirmed"]))


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _month_day(text: str) -> MonthDay | None:
    """ "04-16" -> (4, 16); every such day exists in a leap year."""
    if not text:
        return None
    day = date.fromisoformat(f"2024-{text}")
    return day.month, day.day


def _yes(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(f"neither yes nor no: {text!r}")
    return text == "yes"
