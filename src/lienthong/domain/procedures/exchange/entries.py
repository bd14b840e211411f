"""The importing file: one JSON array of procedures as ``data/procedures/README.md`` describes it.

What can be read is read; an entry of another shape is refused with the place and what is wrong there. All times are
working days. Nothing is mended: words stay as they were written.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from lienthong.domain.procedures.errors import CodeUnfit, EntryUnfit, UnreadableFile
from lienthong.domain.procedures.rules.entry import Entry
from lienthong.domain.procedures.rules.papers import read_paper
from lienthong.domain.procedures.rules.record import Duration, Fee, Record, Step, Task, Way
from lienthong.domain.procedures.rules.vocabulary import Channel, Pause
from lienthong.spine.errors import Refusal
from lienthong.spine.money import parse_money
from lienthong.spine.text import clean, clean_lines

MOST_BYTES = 32 * 1024 * 1024
MOST_ENTRIES = 20_000
MOST_ITEMS = 500
LONGEST = 4_000
MOST_DAYS = Decimal(9_999)
CODE = r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}"
FEE_NAME = "Phí, lệ phí"


def read_entries(content: bytes, *, roles: Mapping[str, str]) -> list[Entry]:
    """``roles``: who usually works in a unit, by its code. Raises UnreadableFile when there is no array of entries."""
    if len(content) > MOST_BYTES:
        raise UnreadableFile(why=_("it is larger than 32 MB"))
    try:
        found = json.loads(content, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError, ArithmeticError) as fault:
        raise UnreadableFile(why=_("it is not JSON in UTF-8")) from fault
    if not isinstance(found, list):
        raise UnreadableFile(why=_("it is not one array of procedures"))
    if len(found) > MOST_ENTRIES:
        raise UnreadableFile(why=_("it holds more than 20,000 entries"))
    try:
        return [_entry(one, roles) for one in found]
    except RecursionError as fault:
        raise UnreadableFile(why=_("it is not JSON in UTF-8")) from fault


def _no_number(word: str) -> None:
    raise ValueError(word)


def _entry(found: Any, roles: Mapping[str, str]) -> Entry:
    code, name = _shown(found, "code"), _shown(found, "name")
    try:
        _is(found, dict, _("entry"))
        told = _text(found.get("code"), "code")
        if not re.fullmatch(CODE, told):
            raise CodeUnfit(code=told)
        return Entry(told, name, _record(found, roles), _digest(found))
    except Refusal as fault:
        return Entry(code, name, fault=fault)


def _shown(found: Any, key: str) -> str | None:
    """What a report calls the entry by, whatever is wrong with it."""
    value = found.get(key) if isinstance(found, dict) else None
    return clean(_whole(value))[:300] if isinstance(value, str) else None


def _whole(text: str) -> str:
    """Halves of letters, which JSON can write and nobody can keep, become a sign that shows."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _digest(found: Any) -> str:
    """Of what the entry says, whatever the order of its keys and its spaces."""
    plain = json.dumps(found, sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()


def _record(found: dict[str, Any], roles: Mapping[str, str]) -> Record:
    fee_text = _words(found.get("fee_text") or "", "fee_text", longest=300)
    declared = _days(found.get("declared_days"), "declared_days")
    if declared == 0:
        raise EntryUnfit(place="declared_days", what=_("must be more than 0"))
    return Record(
        name=_text(found.get("name"), "name"),
        ways=(Way(Channel.COUNTER, Duration(declared) if declared is not None else None),),
        papers=tuple(read_paper(words) for words in _list(found, "components", _text)),
        fees=_fees(fee_text),
        fee_text=fee_text,
        steps=_steps(found, roles),
        form=_form(_list(found, "fields", _field)),
    )


def _fees(text: str) -> tuple[Fee, ...]:
    """One charge where the words are an amount, else none: the words wait for a person."""
    try:
        amount = parse_money(text)
    except ValueError:
        return ()
    return (Fee(FEE_NAME, amount),) if 0 <= amount < 10**12 else ()


def _steps(found: dict[str, Any], roles: Mapping[str, str]) -> tuple[Step, ...]:
    """One after the other, as the file has them."""
    rows = _list(found, "steps", _step)
    return tuple(
        Step(
            name=name,
            unit=unit,
            role=roles.get(unit, ""),
            time=days,
            after=(place - 1,) if place > 1 else (),
            tasks=tasks,
        )
        for place, (name, unit, days, tasks) in enumerate(rows, 1)
    )


def _step(found: Any, place: str) -> tuple[str, str, Decimal | None, tuple[Task, ...]]:
    _is(found, dict, place)
    return (
        _text(found.get("name"), f"{place}.name"),
        _text(found.get("unit"), f"{place}.unit", longest=40),
        _days(found.get("days"), f"{place}.days"),
        tuple(_list(found, "tasks", _task, place)),
    )


def _task(found: Any, place: str) -> Task:
    _is(found, dict, place)
    return Task(
        name=_text(found.get("name"), f"{place}.name"),
        days=_days(found.get("days"), f"{place}.days"),
        ends=_flag(found, "ends_business_clock", place),
        pauses=_pause(found, place),
        resumes=_flag(found, "resumes", place),
    )


def _pause(found: dict[str, Any], place: str) -> Pause | None:
    """The format says that a task pauses, not for what; where the words name tax, it is the tax duty."""
    if not _flag(found, "pauses", place):
        return None
    return Pause.TAX_DUTY if "thuế" in str(found.get("name")).lower() else Pause.OTHER


KINDS: dict[str, dict[str, Any]] = {
    "text": {"type": "string", "maxLength": 255},
    "long_text": {"type": "string", "maxLength": LONGEST},
    "date": {"type": "string", "format": "date"},
    "choice": {"type": "string"},
    "money": {"type": "integer", "minimum": 0},
}


def _field(found: Any, place: str) -> tuple[dict[str, Any], bool]:
    _is(found, dict, place)
    kind = found.get("type")
    if not isinstance(kind, str) or kind not in KINDS:
        raise EntryUnfit(
            place=f"{place}.type", what=_("must be one of %(kinds)s") % {"kinds": ", ".join(KINDS)}
        )
    label = _text(found.get("label"), f"{place}.label")
    return {"title": label, "x-kind": kind, **KINDS[kind]}, _flag(found, "required", place)


def _form(fields: list[tuple[dict[str, Any], bool]]) -> dict[str, Any]:
    """A JSON Schema (2020-12); fields are called ``f1``, ``f2`` in the order of the file."""
    named = {f"f{place}": schema for place, (schema, _required) in enumerate(fields, 1)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": named,
        "required": [name for name, (_schema, required) in zip(named, fields, strict=True) if required],
    }


def _is(found: Any, kind: type, place: str) -> None:
    if not isinstance(found, kind):
        what = _("must be an object") if kind is dict else _("must be a list")
        raise EntryUnfit(place=place, what=what)


def _list[V](found: dict[str, Any], key: str, read: Callable[[Any, str], V], above: str = "") -> list[V]:
    place = f"{above}.{key}" if above else key
    items = found.get(key)
    _is(items, list, place)
    assert isinstance(items, list)  # noqa: S101 - for the types, refused above
    if len(items) > MOST_ITEMS:
        raise EntryUnfit(place=place, what=_("holds more than 500 items"))
    return [read(item, f"{place}[{n}]") for n, item in enumerate(items, 1)]


def _text(found: Any, place: str, longest: int = LONGEST) -> str:
    told = _words(found, place, longest)
    if not told:
        raise EntryUnfit(place=place, what=_("is empty"))
    return told


def _words(found: Any, place: str, longest: int = LONGEST) -> str:
    if not isinstance(found, str):
        raise EntryUnfit(place=place, what=_("must be text"))
    told = clean_lines(_whole(found))
    if len(told) > longest:
        raise EntryUnfit(place=place, what=_("is longer than %(longest)s characters") % {"longest": longest})
    return told


def _days(found: Any, place: str) -> Decimal | None:
    """Working days, to the hundredth. None where nothing is declared."""
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | Decimal):
        raise EntryUnfit(place=place, what=_("must be a number or null"))
    days = Decimal(found)
    if not 0 <= days <= MOST_DAYS:
        raise EntryUnfit(place=place, what=_("must lie between 0 and 9,999"))
    if days != round(days, 2):
        raise EntryUnfit(place=place, what=_("has more than two decimals"))
    return days


def _flag(found: dict[str, Any], key: str, place: str) -> bool:
    value = found.get(key, False)
    if not isinstance(value, bool):
        raise EntryUnfit(place=f"{place}.{key}", what=_("must be true or false"))
    return value
