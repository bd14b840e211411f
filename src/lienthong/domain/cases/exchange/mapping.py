"""How somebody else's file of cases is read: a small YAML text, checked word by word (docs/howto/cases-import.md)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final
from zoneinfo import ZoneInfo

import yaml
from django.utils.translation import gettext as _

from lienthong.domain.cases.errors import MapUnfit
from lienthong.domain.cases.rules.historic import TOLD
from lienthong.domain.cases.rules.vocabulary import Channel, ReturnBy
from lienthong.spine.clock import ZONE

LARGEST: Final = 64 * 1024


class Rows(StrEnum):
    """What one line of the file tells."""

    CASES = "cases"
    EVENTS = "events"


class Unknown(StrEnum):
    """What becomes of a procedure that nobody knows here."""

    HISTORIC = "historic"
    REFUSE = "refuse"


OF_A_CASE: Final = (
    "number", "unit", "procedure", "procedure_name", "field", "applicant", "identity", "phone", "content", "channel",
    "return_by",
)  # fmt: skip
MOMENTS: Final = {
    "filed_at": "FILED",
    "received_at": "RECEIVED",
    "asked_at": "SUPPLEMENT_ASKED",
    "supplemented_at": "SUPPLEMENT_RECEIVED",
    "signed_at": "SIGNED",
    "brought_at": "BROUGHT",
    "given_at": "GIVEN",
}
"""Columns of a line for each case: when what happened."""
ALLOWED: Final = {
    Rows.CASES: {*OF_A_CASE, *MOMENTS, "due_at", "ended_at", "status", "reason"},
    Rows.EVENTS: {*OF_A_CASE, "at", "status", "due_at", "reason"},
}
NEEDED: Final = {
    Rows.CASES: {"number", "unit", "procedure", "applicant", "channel", "received_at"},
    Rows.EVENTS: {"number", "unit", "procedure", "applicant", "channel", "at", "status"},
}
KEYS: Final = {
    "rows", "columns", "values", "time", "zone", "encoding", "delimiter", "sheet", "unknown_procedures",
}  # fmt: skip
OPEN: Final = "OPEN"
"""A status that says only that the case goes on."""
CODES: Final = {
    "channel": {str(one) for one in Channel},
    "return_by": {str(one) for one in ReturnBy},
    "status": {OPEN, *(str(verb) for verb in TOLD)},
}


@dataclass(frozen=True, slots=True)
class FileMap:
    """``columns``: field -> the file's heading; ``values``: field -> what the file writes -> our code."""

    rows: Rows
    columns: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    times: tuple[str, ...] = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y")
    zone: ZoneInfo = ZONE
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    sheet: str = ""
    unknown: Unknown = Unknown.HISTORIC


def read_mapping(content: bytes) -> FileMap:
    """Raises MapUnfit with what is wrong, by its word."""
    if len(content) > LARGEST:
        raise MapUnfit(why=_("it is larger than 64 KB"))
    try:
        told = yaml.safe_load(content.decode("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise MapUnfit(why=_("it is no YAML in UTF-8")) from fault
    if not isinstance(told, dict):
        raise MapUnfit(why=_("it must name rows and columns"))
    if unknown := sorted(map(str, told.keys() - KEYS)):
        raise MapUnfit(why=_("unknown word %(words)s") % {"words": ", ".join(unknown)})
    rows = _one_of("rows", told.get("rows"), Rows)
    return FileMap(
        rows=rows,
        columns=_columns(told.get("columns"), rows),
        values=_values(told.get("values") or {}),
        zone=_zone(told.get("zone")),
        unknown=_one_of(
            "unknown_procedures", told.get("unknown_procedures", Unknown.HISTORIC.value), Unknown
        ),
        **_plain(told),
    )


def _one_of[Choice: (Rows, Unknown)](word: str, given: object, choices: type[Choice]) -> Choice:
    try:
        return choices(str(given))
    except ValueError as fault:
        words = ", ".join(one.value for one in choices)
        raise MapUnfit(why=_("%(word)s must be one of %(words)s") % {"word": word, "words": words}) from fault


def _columns(told: object, rows: Rows) -> dict[str, str]:
    if not isinstance(told, dict):
        raise MapUnfit(why=_("columns must name a heading for each field"))
    columns = {str(name): str(heading).strip() for name, heading in told.items()}
    if unknown := sorted(columns.keys() - ALLOWED[rows]):
        raise MapUnfit(why=_("unknown field %(words)s") % {"words": ", ".join(unknown)})
    if missing := sorted(NEEDED[rows] - columns.keys()):
        raise MapUnfit(why=_("no column for %(words)s") % {"words": ", ".join(missing)})
    return columns


def _values(told: object) -> dict[str, dict[str, str]]:
    if not isinstance(told, dict) or not all(isinstance(one, dict) for one in told.values()):
        raise MapUnfit(why=_("values must name what the file writes and what it means, for each field"))
    values = {str(name): {_key(word): str(code) for word, code in one.items()} for name, one in told.items()}
    if unknown := sorted(values.keys() - {*CODES, "unit", "procedure"}):
        raise MapUnfit(why=_("values of %(words)s cannot be mapped") % {"words": ", ".join(unknown)})
    for name, codes in CODES.items():
        if wrong := sorted(set(values.get(name, {}).values()) - codes):
            told_words = {"word": name, "words": ", ".join(wrong), "codes": ", ".join(sorted(codes))}
            raise MapUnfit(why=_("%(word)s: %(words)s is none of %(codes)s") % told_words)
    return values


def _key(word: object) -> str:
    """YAML reads a bare yes, 1 or date as something else than text; so does a workbook."""
    return str(word).strip().casefold()


def _zone(told: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(told)) if told else ZONE
    except (KeyError, ValueError, OSError) as fault:
        raise MapUnfit(why=_("zone: there is no %(zone)s") % {"zone": told}) from fault


def _plain(told: Mapping[str, Any]) -> dict[str, Any]:
    given: dict[str, Any] = {
        name: str(told[name]) for name in ("encoding", "delimiter", "sheet") if told.get(name) is not None
    }
    if len(given.get("delimiter", ",")) != 1:
        raise MapUnfit(why=_("delimiter must be a single sign"))
    if times := told.get("time"):
        given["times"] = tuple(map(str, times)) if isinstance(times, list) else (str(times),)
    if given.get("encoding", "").lower() in {"utf-8", "utf8"}:
        del given["encoding"]
    return given
