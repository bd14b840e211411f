"""What is asked of everybody who applies, how far an application has come, and the shape of its code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext as _

from lienthong.domain.procedures.exchange import (
    EForm,
    EPage,
    Fault,
    answers_of,
    find_faults,
    pruned,
    with_answers,
)

KEPT_DAYS: Final = 30
"""After the last change of an application that is not sent; the page says the day."""
MOST_FILES: Final = 10
MOST_BYTES: Final = 100_000_000
"""Of all files of one application together: a store is not filled by who never sends anything."""
ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without what is mistaken for something else when it is read aloud or copied by hand: 0 O, 1 I."""
CODE_LENGTH: Final = 8


class Sheet(StrEnum):
    """Two definitions are filled in: what is asked of everybody, and the procedure's own form."""

    PEOPLE = "people"
    FORM = "form"


class Progress(StrEnum):
    NOT_DONE = "not_done"
    HALF_DONE = "half_done"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Content:
    """All answers of an application; ``seen``: parts that were gone through, also where nothing had to be said."""

    people: Mapping[str, Any] = field(default_factory=dict)
    form: Mapping[str, Any] = field(default_factory=dict)
    seen: tuple[str, ...] = ()

    def of(self, sheet: Sheet) -> Mapping[str, Any]:
        return self.people if sheet is Sheet.PEOPLE else self.form

    def having(self, sheet: Sheet, page: EPage, given: Any, *, is_seen: bool) -> "Content":
        told = with_answers(page, self.of(sheet), given)
        name = f"{sheet}/{page.name}"
        seen = tuple(one for one in self.seen if one != name) + ((name,) if is_seen else ())
        people = told if sheet is Sheet.PEOPLE else self.people
        form = told if sheet is Sheet.FORM else self.form
        return Content(people, form, seen)


def write_code(digest: bytes) -> str:
    """Eight signs, forty bits."""
    number = int.from_bytes(digest[:8])
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(CODE_LENGTH))


def read_code(text: str) -> str:
    """As it was handed out, whatever spaces, hyphens and small letters somebody types."""
    return "".join(sign for sign in text.upper() if sign in ALPHABET)[: CODE_LENGTH + 1]


def show_code(code: str) -> str:
    return f"{code[:4]} {code[4:]}"


def people_form(*, people: bool, bodies: bool, by_post: bool) -> EForm:
    """Who applies, who brings it, how they are reached, how the result comes; in the reader's language."""
    pages: dict[str, Any] = {
        "whose": _whose(),
        "applicant": _applicant(people=people, bodies=bodies),
        "contact": _contact(),
    }
    if by_post:
        pages["result"] = _result()
    return EForm({"type": "object", "properties": pages, "required": list(pages)})


def _choice(title: str, answers: Mapping[str, str], hint: str = "") -> dict[str, Any]:
    told = [{"const": code, "title": words} for code, words in answers.items()]
    return {"title": title, "description": hint, "oneOf": told}


def _text(title: str, hint: str = "", most: int = 200, **more: Any) -> dict[str, Any]:
    return {"type": "string", "title": title, "description": hint, "maxLength": most, **more}


def _is(name: str, code: str) -> dict[str, Any]:
    return {"properties": {name: {"const": code}}, "required": [name]}


def _whose() -> dict[str, Any]:
    answers = {"SELF": _("For myself"), "OTHER": _("For somebody else")}
    return {
        "type": "object",
        "title": _("Whom you apply for"),
        "properties": {"whose": _choice(_("Whom do you apply for?"), answers)},
        "required": ["whose"],
        "if": _is("whose", "OTHER"),
        "then": {
            "properties": {
                "name": _text(
                    _("Your own full name"), _("You bring it; the applicant comes on the next page.")
                ),
                "number": _text(_("Number of your own citizen card"), most=20, format="vn-person-number"),
                "authority": _text(
                    _("By what right you apply for them"),
                    _("For example: mandate no. 3 of 2021, certified; or: mother of the child."),
                ),
            },
            "required": ["name", "number", "authority"],
        },
    }


def _applicant(*, people: bool, bodies: bool) -> dict[str, Any]:
    person = {
        "properties": {
            "number": _text(
                _("Number of the citizen card"),
                _("12 digits; of an old card 9."),
                20,
                format="vn-person-number",
            ),
            "birth": _text(_("Day of birth"), most=10, format="date", **{"x-when": "past"}),
        },
        "required": ["number", "birth"],
    }
    body = {
        "properties": {"tax_code": _text(_("Tax code"), most=20, format="vn-tax-code")},
        "required": ["tax_code"],
    }
    name = _text(_("Full name"), _("As on the card or on the decision of establishment."))
    page: dict[str, Any] = {"type": "object", "title": _("Applicant"), "required": ["name"]}
    if people and bodies:
        kinds = {"PERSON": _("A person"), "ORGANISATION": _("An organisation or an enterprise")}
        page["properties"] = {"kind": _choice(_("Who applies?"), kinds), "name": name}
        page["required"] = ["kind", "name"]
        return page | {"if": _is("kind", "ORGANISATION"), "then": body, "else": person}
    return page | {"properties": {"name": name}, "allOf": [body if bodies else person]}


def _contact() -> dict[str, Any]:
    return {
        "type": "object",
        "title": _("How you are reached"),
        "properties": {
            "phone": _text(
                _("Telephone"), _("With it you can look up your case later."), 20, format="vn-phone"
            ),
            "email": _text(_("E-mail address"), most=200, format="email"),
            "address": _text(
                _("Address"), _("House number, street or village, ward or commune, district."), 300
            ),
        },
        "required": ["phone", "address"],
    }


def _result() -> dict[str, Any]:
    ways = {
        "COUNTER": _("I fetch it at the one-stop"),
        "POST": _("The post brings it to the address above"),
    }
    return {
        "type": "object",
        "title": _("How the result comes to you"),
        "properties": {"return_by": _choice(_("How shall the result come to you?"), ways)},
        "required": ["return_by"],
    }


@dataclass(frozen=True, slots=True)
class Part:
    """One page of the application with how far it is; ``faults`` have paths below the page."""

    sheet: Sheet
    page: EPage
    progress: Progress
    faults: tuple[Fault, ...] = ()


def parts_of(sheet: Sheet, form: EForm, content: Content, today: date) -> list[Part]:
    answers = content.of(sheet)
    faults = find_faults(form.schema, pruned(form, answers), today)
    return [_part(sheet, page, content, answers, faults) for page in form.pages(answers)]


def _part(
    sheet: Sheet, page: EPage, content: Content, answers: Mapping[str, Any], faults: list[Fault]
) -> Part:
    own = tuple(one for one in faults if _is_of(one, page))
    is_seen = f"{sheet}/{page.name}" in content.seen
    given = answers_of(page, answers)
    if own:
        return Part(sheet, page, Progress.HALF_DONE if given else Progress.NOT_DONE, own)
    return Part(sheet, page, Progress.DONE if is_seen else Progress.NOT_DONE)


def _is_of(fault: Fault, page: EPage) -> bool:
    """Fields of the root belong to the page that holds them; everything else begins with its page's name."""
    first = fault.path[0] if fault.path else ""
    return first in page.schema["properties"] if page.is_loose else first == page.name


@dataclass(frozen=True, slots=True)
class Ground:
    """A text of law in force from ``since``, before ``until``."""

    since: date
    until: date | None
    text: str


GROUNDS: Final = (
    Ground(date(2012, 7, 1), date(2025, 7, 1), "Luật Lưu trữ số 01/2011/QH13"),
    Ground(date(2025, 7, 1), None, "Luật Lưu trữ số 33/2024/QH15"),
    Ground(date(2016, 7, 1), date(2023, 7, 1), "Luật An toàn thông tin mạng số 86/2015/QH13, Điều 18"),
    Ground(date(2023, 7, 1), date(2026, 1, 1), "Nghị định số 13/2023/NĐ-CP về bảo vệ dữ liệu cá nhân"),
    Ground(
        date(2026, 1, 1),
        None,
        "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 và Nghị định số 356/2025/NĐ-CP",
    ),
)
"""By which what became a case is not removed at a wish: case files are records of the State."""


def grounds_on(day: date) -> list[str]:
    return [one.text for one in GROUNDS if one.since <= day and (one.until is None or day < one.until)]
