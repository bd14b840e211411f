"""The reference calendar and short ways to ask it, shared by the tests of this room."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path

from lienthong.spine.calendar.exchange import read_files
from lienthong.spine.calendar.rules.days import Almanac, Calendar
from lienthong.spine.calendar.rules.due import due_at
from lienthong.spine.calendar.rules.steps import Due
from lienthong.spine.calendar.rules.values import PLAIN, CountingRule, Pause, Unit
from lienthong.spine.clock.rules import ZONE

FOLDER = Path(__file__).parents[3] / "data" / "calendars"


@cache
def almanac() -> Almanac:
    return read_files(FOLDER)


@cache
def reference() -> Calendar:
    return almanac().calendar()


def local(text: str) -> datetime:
    """ "05/02/2021 09:00" on the clocks of Viet Nam."""
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=ZONE)


def day(text: str) -> date:
    return local(f"{text} 00:00").date()


def start(text: str) -> date | datetime:
    return local(text) if " " in text else day(text)


def ask(
    begins: str,
    amount: int,
    unit: Unit,
    *,
    calendar: Calendar | None = None,
    rule: CountingRule = PLAIN,
    pauses: Sequence[Pause] = (),
    procedure: str = "",
) -> Due:
    return due_at(
        calendar or reference(),
        start=start(begins),
        amount=amount,
        unit=unit,
        rule=rule,
        pauses=pauses,
        procedure=procedure,
    )


def shown(moment: datetime | None) -> str:
    return f"{moment:%d/%m/%Y %H:%M}" if moment else ""
