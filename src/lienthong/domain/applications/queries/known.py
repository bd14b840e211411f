"""What is known of who applies, so that nobody types it twice: their verified record, and what they sent before.

Nothing of it is kept in the application before its person has seen it and gone on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from lienthong.domain.applications import models as m
from lienthong.domain.applications.queries.mine import Mine
from lienthong.domain.applications.queries.reading import ApplicationRow, Whole, row_of
from lienthong.domain.applications.rules import Part, Sheet
from lienthong.domain.cases.queries import follow
from lienthong.domain.parties.queries import PersonalData, own_data
from lienthong.domain.procedures.exchange import EField, FieldKind, answers_of

OF_THE_OCCASION: Final = frozenset({FieldKind.DATE, FieldKind.LONG_TEXT})
"""What a new application says anew: days and reasons are seldom those of the last time."""


class Source(StrEnum):
    RECORD = "record"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Known:
    """``about`` is the number of the earlier case. ``is_fixed``: as an officer saw it on the card, not typed over."""

    value: Any
    source: Source
    about: str = ""
    is_fixed: bool = False


def known_for(part: Part, whole: Whole, mine: Mine, day: date) -> Mapping[str, Known]:
    """By the field of one part. The record is only of who applies for themselves, in the account that is theirs."""
    if part.page.is_repeated:
        return {}
    found = _earlier(part, whole, mine)
    if part.sheet is Sheet.PEOPLE and mine.verified:
        found |= _of_record(part, whole, own_data(mine.verified, day))
    fields = {field.name: field for field in part.page.fields({**_values(found), **_given(part, whole)})}
    return {name: one for name, one in found.items() if name in fields and _fits(fields[name], one.value)}


def _given(part: Part, whole: Whole) -> Mapping[str, Any]:
    given: Mapping[str, Any] = answers_of(part.page, whole.row.content.of(part.sheet))
    return given


def _values(found: Mapping[str, Known]) -> dict[str, Any]:
    return {name: one.value for name, one in found.items()}


def _fits(field: EField, value: Any) -> bool:
    return field.kind is not FieldKind.CHOICE or value in dict(field.choices)


def _of_record(part: Part, whole: Whole, data: PersonalData) -> dict[str, Known]:
    is_self = whole.row.content.people.get("whose", {}).get("whose") == "SELF"
    number = next((one.number for one in data.numbers if one.kind in ("CCCD", "CMND")), "")
    if part.page.name == "whose":
        return _fixed({"name": data.name, "number": number})
    if part.page.name == "applicant" and is_self:
        return {"kind": Known("PERSON", Source.RECORD)} | _fixed(
            {"name": data.name, "number": number, "birth": _iso(data.birth)}
        )
    if part.page.name == "contact" and is_self:
        kinds = {"phone": "PHONE", "email": "EMAIL", "address": "RESIDENCE"}
        latest = {one.kind.value: one.value for one in reversed(data.contacts)}
        told = {name: latest.get(kind, "") for name, kind in kinds.items()}
        return {name: Known(value, Source.RECORD) for name, value in told.items() if value}
    return {}


def _fixed(told: Mapping[str, str]) -> dict[str, Known]:
    return {name: Known(value, Source.RECORD, is_fixed=True) for name, value in told.items() if value}


def _iso(birth: str) -> str:
    """01/05/1950 as a definition keeps it; "" where not all of it is known."""
    parts = birth.split("/")
    return "-".join(reversed(parts)) if len(parts) == 3 else ""


def _earlier(part: Part, whole: Whole, mine: Mine) -> dict[str, Known]:
    """From what this account sent last: how one is reached from any application, the form from one to the same
    procedure.
    """
    if part.sheet is Sheet.PEOPLE and part.page.name not in ("contact", "result"):
        return {}
    sent = _last_sent(whole, mine, same=part.sheet is Sheet.FORM)
    if sent is None or sent.case is None:
        return {}
    given = answers_of(part.page, sent.content.of(part.sheet))
    fields = [one for one in part.page.fields(given) if one.kind not in OF_THE_OCCASION]
    told = {one.name: given[one.name] for one in fields if one.name in given}
    number = _number(sent.case, whole) if told else ""
    return {name: Known(value, Source.EARLIER, number) for name, value in told.items()}


def _last_sent(whole: Whole, mine: Mine, *, same: bool) -> ApplicationRow | None:
    rows = m.Application.objects.exclude(sealed=b"").filter(pk__in=list(mine.sent.values()))
    if same:
        rows = rows.filter(procedure=whole.row.procedure)
    row = rows.order_by("-id").first()
    return row_of(row) if row else None


def _number(case: int, whole: Whole) -> str:
    """Its number; its name as long as it has none."""
    row = follow(case, now=whole.row.kept_at)
    return row.number or row.title
