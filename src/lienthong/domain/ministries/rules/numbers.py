"""Numbers of the other system: a pattern that an administrator writes and a clerk can read, and its check.

``9`` stands for a digit, ``A`` for a letter, ``*`` for either, ``#`` for one digit or more; anything else for itself.
"""

import re
from typing import Final

LONGEST: Final = 60
MOST_DIGITS: Final = 18
_SIGNS: Final = {"9": "[0-9]", "A": "[A-ZĐ]", "*": "[0-9A-ZĐ]", "#": f"[0-9]{{1,{MOST_DIGITS}}}"}


def is_pattern(pattern: str) -> bool:
    """Something to fill in, and no two runs of digits side by side, which nobody could tell apart."""
    return 0 < len(pattern) <= LONGEST and any(sign in _SIGNS for sign in pattern) and "##" not in pattern


def fits(number: str, pattern: str) -> bool:
    wanted = "".join(_SIGNS.get(sign, re.escape(sign)) for sign in pattern)
    return len(number) <= LONGEST and re.fullmatch(wanted, number) is not None


def normal(number: str) -> str:
    """As it is kept: capitals, no spaces, so that a scanned and a typed one are the same."""
    return "".join(number.split()).upper()[:200]
