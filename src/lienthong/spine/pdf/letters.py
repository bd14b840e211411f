"""Which letters paper can show. What it cannot becomes a hollow square, so that nothing vanishes unseen."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from lienthong.spine.text import clean_lines

FONTS = Path(__file__).parent / "fonts"
LACKING = "□"


def printable(value: Any) -> Any:
    """The same value of JSON with every text in it cleaned and made of letters that all our fonts have."""
    if isinstance(value, str):
        return _unknown().sub(LACKING, unicodedata.normalize("NFC", clean_lines(value)))
    if isinstance(value, dict):
        return {name: printable(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [printable(held) for held in value]
    return value


@cache
def _unknown() -> re.Pattern[str]:
    runs = [line.split("-") for line in (FONTS / "letters.txt").read_text("ascii").split()]
    known = "".join(f"{_escaped(first)}-{_escaped(last)}" for first, last in runs if not _is_private(first))
    return re.compile(f"[^\\n{known}]")


def _escaped(point: str) -> str:
    return f"\\U{int(point, 16):08x}"


def _is_private(point: str) -> bool:
    """Points without an agreed meaning: paper for the archive may not hold them."""
    return unicodedata.category(chr(int(point, 16))) == "Co"
