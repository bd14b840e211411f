"""A unit as a reference file gives it."""

from dataclasses import dataclass
from datetime import date

from lienthong.domain.procedures.rules.vocabulary import Level, Place


@dataclass(frozen=True, slots=True)
class UnitEntry:
    code: str
    name: str
    place: Place
    agency: str
    level: Level
    role: str
    effective_from: date
    effective_to: date | None
    source: str
    confirmed: bool
