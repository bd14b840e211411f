"""The printed forms of the one-stop: which event makes which, and how they write places, times and amounts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from lienthong.domain.cases.rules.moves import Verb
from lienthong.spine.calendar.rules.values import Unit
from lienthong.spine.clock.rules import local
from lienthong.spine.text import write_date


class Kind(StrEnum):
    """What a form is for. A circular numbers and names them anew, the kind stays."""

    RECEIPT = "RECEIPT"
    SUPPLEMENT = "SUPPLEMENT"
    REFUSAL = "REFUSAL"
    APOLOGY = "APOLOGY"
    STOP = "STOP"
    CONTROL = "CONTROL"
    REGISTER = "REGISTER"
    CERTIFIED = "CERTIFIED"
    SLIP = "SLIP"


@dataclass(frozen=True, slots=True)
class Brought:
    """A form as the reference brings it."""

    kind: Kind
    since: date
    circular: str
    number: str
    title: str
    symbol: str
    source: str
    basis: str
    confirmed: bool
    unsure: str


LETTERS: Final = {
    Verb.SUPPLEMENT_ASKED: Kind.SUPPLEMENT,
    Verb.TURNED_AWAY: Kind.REFUSAL,
    Verb.REAPPOINTED: Kind.APOLOGY,
    Verb.DENIED: Kind.STOP,
    Verb.STOPPED: Kind.STOP,
}
"""Each of these is told to the applicant in writing, and what was written stays."""
ONE_STOP: Final = "Bộ phận Tiếp nhận và Trả kết quả"
_SEAT: Final = re.compile(r"\b(?:tỉnh|thành phố|thị xã|huyện|quận|phường|thị trấn|xã)\s+(?P<place>\S.*)$")
_COUNTED: Final = re.compile(r"\d+\s*(?:bản|bộ|tờ)")
_UNITS: Final = {
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.WORKING_HOUR: "giờ làm việc",
    Unit.CALENDAR_DAY: "ngày",
    Unit.MONTH: "tháng",
}


def place_of(names: Iterable[str]) -> str:
    """Where an agency has its seat, from its own name or those above it: "Pleiku", for Sở Nội vụ "Gia Lai"."""
    for name in names:
        if found := _SEAT.search(name):
            return found["place"]
    return ""


def formal(name: str) -> str:
    """An agency's name as papers write it out: Ủy ban nhân dân thành phố Pleiku."""
    return re.sub(r"\bUBND\b", "Ủy ban nhân dân", name)


def write_instant(at: datetime) -> str:
    """09 giờ 15 phút, ngày 15 tháng 10 năm 2021"""
    there = local(at)
    return f"{there:%H} giờ {there:%M} phút, {write_date(there.date())}"


def short_instant(at: datetime) -> str:
    """09:15 15/10/2021"""
    return f"{local(at):%H:%M %d/%m/%Y}"


def write_time(amount: Decimal, unit: Unit) -> str:
    """05 ngày làm việc; a part of a day with its comma."""
    whole = amount == amount.to_integral_value()
    number = f"{int(amount):02}" if whole else f"{amount.normalize():f}".replace(".", ",")
    return f"{number} {_UNITS[unit]}"


def write_paper(paper: Any) -> str:
    """Bản vẽ (bản sao có chứng thực: 02); alone where the law gives no count, or its name holds it already."""
    if _COUNTED.search(paper.name):
        return str(paper.name)
    copies = "bản sao có chứng thực" if paper.certified else "bản sao"
    counts = [
        f"{word}: {count:02}"
        for word, count in (("bản chính", paper.originals), (copies, paper.copies))
        if count
    ]
    if paper.electronic:
        counts.append("bản điện tử")
    return f"{paper.name} ({'; '.join(counts)})" if counts else str(paper.name)


def outcome(due: datetime | None, done: datetime) -> str:
    """What a hand-over is judged by: before the day it was due, on it, after it."""
    if due is None:
        return ""
    if done > due:
        return "Quá hạn"
    return "Trước hạn" if local(done).date() < local(due).date() else "Đúng hạn"
