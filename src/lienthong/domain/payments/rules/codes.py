"""The code that money bears on its way: short, without marks, and with two check digits (ISO 7064, MOD 97-10).

A bank passes on capitals and digits unharmed; a digit that somebody mistyped, or two that changed places, is no code.
"""

import re
from typing import Final

_CODE: Final = re.compile(r"LT(\d{9})(\d{2})")


def code_of(demand: int) -> str:
    """LT000000123 and its check digits."""
    return f"LT{demand:09}{98 - demand * 100 % 97:02}"


def demand_in(content: str) -> int | None:
    """The demand that a transfer's content names; None when it names none, or two."""
    words = "".join(sign for sign in content.upper() if sign.isalnum())
    found = {int(number) for number, check in _CODE.findall(words) if _fits(number, check)}
    return found.pop() if len(found) == 1 else None


def _fits(number: str, check: str) -> bool:
    return int(number + check) % 97 == 1
