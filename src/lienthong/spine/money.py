"""Money and numbers as people here write them. An amount is whole đồng (``int``), a share a ``Decimal``."""

import re
from decimal import Decimal
from typing import Literal

Gap = Literal["linh", "lẻ"]

_NUMBER = re.compile(r"[-−]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_CURRENCY = re.compile(r"\s*(?:đồng|đ|₫|vnđ|vnd)\.?$", re.IGNORECASE)
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_LAST_DIGITS = ("không", "mốt", "hai", "ba", "tư", "lăm", *_DIGITS[6:])
_VALUES = {word: value for value, word in enumerate(_DIGITS)} | {
    "mốt": 1,
    "tư": 4,
    "lăm": 5,
    "nhăm": 5,
    "bẩy": 7,
}
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}


def format_number(value: int | Decimal) -> str:
    """1234567.89 -> "1.234.567,89"; as many decimals as the value carries."""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def format_money(amount: int, *, short: bool = False) -> str:
    """75000 -> "75.000 đồng", or "75.000 đ" when short."""
    return f"{format_number(amount)} {'đ' if short else 'đồng'}"


def parse_number(text: str) -> Decimal:
    """ "1.234.567,89" -> Decimal; points only between whole groups of three. Raises ValueError otherwise."""
    compact = text.strip().replace("\u00a0", "").replace("\u202f", "")
    if not _NUMBER.fullmatch(compact):
        raise ValueError(f"not a number as 1.234.567,89: {text!r}")
    return Decimal(compact.replace(".", "").replace(",", ".").replace("−", "-"))


def parse_money(text: str) -> int:
    """ "75.000 đồng", "75.000 đ", "75000" -> 75000. Raises ValueError for other text and parts of a đồng."""
    value = parse_number(_CURRENCY.sub("", text.strip()))
    if value != value.to_integral_value():
        raise ValueError(f"đồng are whole: {text!r}")
    return int(value)


def in_words(number: int, *, gap: Gap = "linh") -> str:
    """1005015 -> "một triệu không trăm linh năm nghìn không trăm mười lăm"; ``gap`` names an empty ten.

    Groups of three that are all zero are left unsaid; above a thousand million "tỷ" counts its own thousands.
    """
    if number < 0:
        return f"âm {in_words(-number, gap=gap)}"
    return _say(number, gap) or _DIGITS[0]


def money_in_words(amount: int, *, gap: Gap = "linh") -> str:
    """As a receipt says it: "Bảy mươi lăm nghìn đồng"."""
    words = f"{in_words(amount, gap=gap)} đồng"
    return words[0].upper() + words[1:]


def from_words(words: str) -> int:
    """The number that ``in_words`` (or a person, with lẻ, ngàn, tỉ) wrote. ValueError when it is none."""
    said = words.lower().split()
    if said[:1] == ["âm"]:
        return -_hear(said[1:])
    return _hear(said)


def _say(number: int, gap: Gap, *, led: bool = False) -> str:
    """Nothing for zero. ``led``: more was said before, so hundreds and tens are named though empty."""
    for scale, name in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn")):
        if number >= scale:
            above, below = divmod(number, scale)
            return f"{_say(above, gap, led=led)} {name} {_say(below, gap, led=True)}".rstrip()
    return _say_group(number, gap, led=led) if number else ""


def _say_group(number: int, gap: Gap, *, led: bool) -> str:
    """1 to 999."""
    hundreds, rest = divmod(number, 100)
    said = [_DIGITS[hundreds], "trăm"] if hundreds or led else []
    return " ".join(said + _say_tens(rest, gap, led=bool(said)))


def _say_tens(number: int, gap: Gap, *, led: bool) -> list[str]:
    tens, last = divmod(number, 10)
    if tens == 0:
        return [] if not last else ([gap] if led else []) + [_DIGITS[last]]
    if tens == 1:
        return ["mười"] + ([] if not last else ["lăm" if last == 5 else _DIGITS[last]])
    return [_DIGITS[tens], "mươi"] + ([_LAST_DIGITS[last]] if last else [])


def _hear(said: list[str]) -> int:
    """The greatest scale word splits the words: what stands before counts it, the rest is added."""
    for names in (("tỷ", "tỉ"), ("triệu",), ("nghìn", "ngàn")):
        places = [place for place, word in enumerate(said) if word in names]
        if places:
            above, name, below = said[: places[-1]], said[places[-1]], said[places[-1] + 1 :]
            return _hear(above) * _SCALES[name] + (_hear(below) if below else 0)
    return _hear_group(said)


def _hear_group(said: list[str]) -> int:
    """0 to 999, from words without scales."""
    hundreds = 0
    if said[1:2] == ["trăm"]:
        hundreds, said = _digit(said[0]), said[2:]
        if not said:
            return hundreds * 100
    return hundreds * 100 + _hear_tens(said)


def _hear_tens(said: list[str]) -> int:
    match said:
        case ["linh" | "lẻ", last]:
            return _digit(last)
        case ["mười", *last] if len(last) < 2:
            return 10 + sum(map(_digit, last))
        case [tens, "mươi", *last] if len(last) < 2:
            return _digit(tens) * 10 + sum(map(_digit, last))
        case [last]:
            return _digit(last)
        case _:
            raise ValueError(f"not a number in words: {' '.join(said)!r}")


def _digit(word: str) -> int:
    if word not in _VALUES:
        raise ValueError(f"not a digit: {word!r}")
    return _VALUES[word]
