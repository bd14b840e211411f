"""Lines of a bank's statement, as they are copied from its page or its spreadsheet."""

import re
from datetime import datetime
from typing import Final

from lienthong.domain.payments.errors import LineUnreadable
from lienthong.domain.payments.queries import LARGEST, Source, Told
from lienthong.spine import clock
from lienthong.spine.money import parse_money

MOST_LINES: Final = 500
_PARTS: Final = 4
_TIMES: Final = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y")


def read_statement(text: str) -> list[Told]:
    """One transaction a line: its number, time, amount, content, parted by tabs or semicolons.

    Raises LineUnreadable with the place of the first line that cannot be read.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not 0 < len(lines) <= MOST_LINES:
        raise LineUnreadable(line=min(len(lines), MOST_LINES) + 1)
    return [_line(line, place) for place, line in enumerate(lines, 1)]


def _line(line: str, place: int) -> Told:
    parts = [part.strip() for part in re.split(r"[\t;]", line, maxsplit=_PARTS - 1)]
    try:
        transaction, when, money, content = parts
        amount, at = parse_money(money.removeprefix("+")), _time(when)
    except ValueError as unfit:
        raise LineUnreadable(line=place) from unfit
    if not 0 < amount <= LARGEST or not 0 < len(transaction) <= 60 or len(content) > 200:
        raise LineUnreadable(line=place)
    return Told(Source.BANK, transaction, content, amount, at)


def _time(words: str) -> datetime:
    for form in _TIMES:
        try:
            return datetime.strptime(words, form).replace(tzinfo=clock.ZONE)
        except ValueError:
            continue
    raise ValueError(words)
