"""A document's text as its parts: from lines that somebody typed to what is set on paper."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lienthong.spine.text import clean, clean_lines

_HEADING: Final = re.compile(r"(?:[IVX]{1,5}\.|Chương [IVX]+)\s*\S?.*")
_LONGEST_HEADING: Final = 120
_SECRET_NUMBER: Final = re.compile(r"\b\d+\w?/(?:M|TM|ĐM)-\w|\b\d+\w?/[\w-]+\((?:M|TM|ĐM)\)")
_SECRET: Final = frozenset(
    {"MẬT", "TỐI MẬT", "TUYỆT MẬT", "ĐỘ MẬT: MẬT", "ĐỘ MẬT: TỐI MẬT", "ĐỘ MẬT: TUYỆT MẬT"}
)
_COMMITTEES: Final = re.compile(r"UBND (?:tỉnh|thành phố|TP\.|thị xã|TX\.|huyện|xã|phường|thị trấn) ")


def lines(text: str) -> list[str]:
    """The lines that say something, clean."""
    return [clean(line) for line in clean_lines(text).split("\n") if line.strip()]


def parts(text: str) -> Iterator[tuple[bool, str]]:
    """Each line and whether it is a heading: "I. KẾT QUẢ", short enough to be one."""
    for line in lines(text):
        yield len(line) <= _LONGEST_HEADING and bool(_HEADING.fullmatch(line)), line


def entries(text: str) -> list[str]:
    """One a line, without the dashes and signs that the paper sets itself."""
    return [line.strip("-–• ;.") for line in lines(text) if line.strip("-–• ;.")]


def recipients(text: str) -> list[str]:
    """With the signs that part them, as the decree writes: a semicolon after each, a full stop after the last."""
    found = entries(text)
    return [f"{one};" for one in found[:-1]] + [f"{one}." for one in found[-1:]]


def named_recipients(addressees: str, text: str) -> list[str]:
    """As the register names them: "Như trên" are those that the paper speaks to."""
    found: list[str] = []
    for one in entries(text):
        found += entries(addressees) if one.casefold() == "như trên" else [one]
    return found


def is_secret(texts: Iterable[str]) -> bool:
    """Whether a line says so, or a number bears the sign of a secret series (Decree 30/2020/NĐ-CP, article 15.2)."""
    told = [line for text in texts for line in lines(text)]
    return any(
        line.strip(" .:*[]()").upper() in _SECRET or _SECRET_NUMBER.search(line) is not None for line in told
    )


def place_of(short_name: str) -> str:
    """The place of a committee's papers: the name of what it governs."""
    return _COMMITTEES.sub("", short_name, count=1)


def month_words(month: int) -> str:
    """A zero before months 1 and 2 only."""
    return f"{month:02}" if month < 3 else str(month)
