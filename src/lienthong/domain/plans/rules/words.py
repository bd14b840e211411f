"""Vietnamese words as a reader of plans needs them: composed, folded without moving a letter, cut into items.

Patterns of this package run on folded text (no marks, small letters, đ as d). Folding keeps the length, so a
place found in the folded text is the same place in the words as written.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\x0b\x0c"), " ")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2212"), "-")
_AS_KEPT = str.maketrans(_SPACES | _UNSEEN | _DASHES)
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_GAPS = re.compile(r"[ \t]+")
_REMEMBERED = 4096
_ROMAN = re.compile(r"(X{0,3})(IX|IV|V?I{0,3})")
_DIGITS = {"I": 1, "V": 5, "X": 10}

MARK = re.compile(
    r"\s*(?:\(?(?P<number>\d{1,2})\s*(?:[.)/](?!\d)|[-–]\s+(?=[^\W\d_]))|"
    r"(?P<bullet>[-–—•*+●○▪◦·►])|(?P<letter>[a-z])\))\s*(?=\S)"
)
"""What stands before an item, in folded text: "1.", "1)", "(1)", "1/" or "1- ", a dash or dot, "a)"."""

_DASHED = ("-", "–", "—")
_NEXT_BULLET = re.compile(r"[;.]\s+[-–•+]\s+(?=\S)")


class _Folding(dict[int, int]):
    """Each letter's plain small form, worked out once."""

    def __missing__(self, code: int) -> int:
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        self[code] = ord("d" if base == "đ" else base) if len(base) == 1 else code
        return self[code]


_FOLDING = _Folding()


@dataclass(frozen=True)
class Item:
    """One item of a cell without its mark.

    ``mark`` is "number", "bullet", "letter" or "" for an unmarked one.
    """

    text: str
    mark: str = ""
    number: int | None = None


def composed(text: str) -> str:
    """NFC with plain spaces, plain hyphens and ``\\n`` as the only line end.

    Tabs stay, unseen characters go.
    """
    return _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text).translate(_AS_KEPT))


@lru_cache(maxsize=_REMEMBERED)
def tidy(text: str) -> str:
    """Composed, each line with single spaces, empty lines dropped."""
    lines = (_GAPS.sub(" ", line).strip() for line in composed(text).split("\n"))
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=_REMEMBERED)
def one_line(text: str) -> str:
    """Composed, on one line, single spaces."""
    return " ".join(composed(text).split())


def fold(text: str) -> str:
    """Small letters without marks, exactly as long as ``text`` (which must be composed)."""
    return text.translate(_FOLDING)


def roman(numeral: str) -> int | None:
    """The value of a Roman numeral up to 39, None when it is none."""
    found = _ROMAN.fullmatch(numeral.upper())
    if not numeral or not found:
        return None
    digits = [_DIGITS[sign] for sign in numeral.upper()]
    return sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))


def to_roman(value: int) -> str:
    """The Roman numeral of 1 to 39."""
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (value // 10) + ones[value % 10]


def items(text: str) -> tuple[Item, ...]:
    """The items that a cell itself numbers or bullets; words before the first mark are an unmarked item.

    The first mark met sets the level: other kinds of marks below it stay inside their item, and so does a plus
    below a dash.
    """
    found: list[Item] = []
    more: dict[int, list[str]] = {}
    level, sign = "", ""
    for line in tidy(text).split("\n"):
        mark = MARK.match(fold(line))
        kind = mark.lastgroup or "" if mark else ""
        below = mark and mark["bullet"] == "+" and sign == "dash"
        if mark and not below and (not level or kind == level):
            level, sign = kind, sign or ("dash" if mark["bullet"] in _DASHED else "other")
            number = int(mark["number"]) if mark["number"] else None
            found.extend(_split_inline(Item(line[mark.end() :], kind, number)))
        elif found:
            more.setdefault(len(found) - 1, []).append(line)
        elif line:
            found.append(Item(line))
    return tuple(
        Item(" ".join([item.text, *more.get(place, ())]).rstrip(" ;,"), item.mark, item.number)
        for place, item in enumerate(found)
    )


def _split_inline(item: Item) -> list[Item]:
    """Items run together on one line: "A; 2. B" after mark 1, "A; - B" after a dash."""
    parts = [item]
    while True:
        last = parts[-1]
        cut = _inline_mark(last).search(last.text)
        if not cut:
            return parts
        number = last.number + 1 if last.number is not None else None
        parts[-1:] = [
            Item(last.text[: cut.start() + 1], last.mark, last.number),
            Item(last.text[cut.end() :], last.mark, number),
        ]


def _inline_mark(item: Item) -> re.Pattern[str]:
    if item.number is None:
        return _NEXT_BULLET if item.mark == "bullet" else _NEVER
    return re.compile(rf"[;.]\s+{item.number + 1}\s*[.)](?!\d)\s*(?=[^\W\d_])")


_NEVER = re.compile(r"(?!)")
