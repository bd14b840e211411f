"""An application in words: part by part to be checked, and as the sheet of paper that it stands for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from lienthong.domain.applications.queries.reading import PaperPart, Whole
from lienthong.domain.applications.rules import Part, Sheet
from lienthong.domain.organisations.queries import get_names
from lienthong.domain.procedures.exchange import EField, FieldKind, answers_of
from lienthong.spine import clock
from lienthong.spine.money import format_money, format_number
from lienthong.spine.pdf import typeset
from lienthong.spine.text import write_date


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class Line:
    """One answer as it is read: on the page that is checked before sending, and on paper."""

    title: str
    value: str


@dataclass(frozen=True, slots=True)
class Told:
    """A part as it is read; ``entries`` are lines, several lists of them where a part has several entries."""

    part: Part
    entries: tuple[tuple[Line, ...], ...]


def tell_part(whole: Whole, part: Part) -> Told:
    given = answers_of(part.page, whole.row.content.of(part.sheet))
    entries = given if part.page.is_repeated else [given]
    return Told(part, tuple(tuple(_lines(part, entry)) for entry in entries))


def _lines(part: Part, given: Mapping[str, Any]) -> Iterator[Line]:
    for field in part.page.fields(given):
        if field.name in given:
            yield Line(field.title, write_answer(field, given[field.name]))


def write_answer(field: EField, value: Any) -> str:
    """In the words of the form: the title of a choice, a day as people write it."""
    kind = field.kind
    if kind is FieldKind.CHOICE:
        return dict(field.choices).get(str(value), str(value))
    if kind is FieldKind.YES_NO:
        return _("Yes") if value else _("No")
    if kind is FieldKind.MONEY and isinstance(value, int):
        return format_money(value)
    if kind is FieldKind.NUMBER and isinstance(value, int):
        return format_number(value)
    if kind is FieldKind.DATE:
        try:
            return _day(str(value))
        except ValueError:
            return str(value)
    return str(value)


def write_form(whole: Whole, at: datetime) -> bytes:
    """The prescribed sheet as PDF, with all answers; in Vietnamese whatever language it was filled in."""
    with override("vi"):
        return typeset("eform", _words(whole, at))


def _words(whole: Whole, at: datetime) -> dict[str, Any]:
    day = clock.local(at).date()
    row, form = whole.row, whole.filing.form.schema
    people = row.content.people
    fresh = Whole(
        row, whole.handling, whole.filing, whole.attachments, day
    )  # titles in the language of paper
    return {
        "title": str(form.get("title") or row.title),
        "symbol": str(form.get("x-symbol", "")),
        "agency": get_names({row.owner}, day).get(row.owner, row.owner),
        "code": row.code,
        "day": day.isoformat(),
        "dated": write_date(day),
        "sent": f"{clock.local(at):%H:%M %d/%m/%Y}",
        "applicant": people.get("applicant", {}).get("name", ""),
        "sections": [
            _section(tell_part(fresh, part)) for part in fresh.parts if not _goes_without_saying(fresh, part)
        ],
        "papers": [_paper(one) for one in fresh.papers if one.is_here],
        "pledge": str(form.get("x-pledge", "")),
    }


def _goes_without_saying(whole: Whole, part: Part) -> bool:
    """That somebody applies for themselves."""
    is_whose = part.sheet is Sheet.PEOPLE and part.page.name == "whose"
    return is_whose and whole.row.content.people.get("whose", {}).get("whose") == "SELF"


def _section(told: Told) -> dict[str, Any]:
    return {
        "title": told.part.page.title,
        "entries": [[[line.title.rstrip("?"), line.value] for line in entry] for entry in told.entries],
        "is_people": told.part.sheet is Sheet.PEOPLE,
    }


def _paper(one: PaperPart) -> str:
    names = "; ".join(file.name for file in one.files)
    return f"{one.paper.name} ({names or 'đơn này'})"
