"""The text behind the square code of a citizen's card, as a scanner types it."""

import re
from dataclasses import dataclass
from datetime import date

from lienthong.domain.parties.rules.birth import Birth
from lienthong.domain.parties.rules.vocabulary import Sex
from lienthong.spine.text import clean, search_key

_DIGITS = re.compile(r"\d{9}|\d{12}")
_SEXES = {"nam": Sex.MALE, "nu": Sex.FEMALE}


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says; what it leaves out or says unreadably is "" or None."""

    number: str
    old_number: str
    name: str
    birth: Birth | None
    sex: str
    address: str
    issued_on: date | None


def read_card(text: str) -> Card:
    """``number|old number|name|ddmmyyyy|sex|address|ddmmyyyy``; later parts may be missing, further ones follow.

    A card without old number leaves the place empty or out. Raises ValueError when it does not begin with a number
    followed by a name.
    """
    parts = [clean(part) for part in text.split("|")]
    if len(parts) < 2 or not re.fullmatch(r"\d{12}", parts[0]):
        raise ValueError("not the text of a citizen's card")
    if not (parts[1] == "" or _DIGITS.fullmatch(parts[1])):
        parts.insert(1, "")
    number, old, name, birth, sex, address, issued = (parts + [""] * 7)[:7]
    if not name or any(letter.isdigit() for letter in name):
        raise ValueError("not the text of a citizen's card")
    return Card(
        number=number,
        old_number=old,
        name=name,
        birth=_birth(birth),
        sex=_SEXES.get(search_key(sex), ""),
        address=address,
        issued_on=_day(issued),
    )


def _birth(text: str) -> Birth | None:
    try:
        return Birth.read(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    born = _birth(text)
    return date(born.year, born.month, born.day) if born and born.month and born.day else None
