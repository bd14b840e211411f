"""Days of birth as people have them: whole, month and year, or the year alone."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Self

EARLIEST = 1880


@dataclass(frozen=True, slots=True)
class Birth:
    """A year, perhaps with its month, perhaps with the day. Raises ValueError when there is no such day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.year < EARLIEST or (self.day and not self.month):
            raise ValueError(f"no year of birth: {self.year}")
        if self.month:
            date(self.year, self.month, self.day or 1)

    @classmethod
    def read(cls, text: str) -> Self:
        """1950, 05/1950, 01/05/1950, 01051950; zeros stand for what is unknown: 00/00/1950, 00001950.

        Raises ValueError for anything else.
        """
        words = text.strip().replace("-", "/").replace(".", "/").split("/")
        if len(words) == 1 and len(words[0]) == 8:
            (word,) = words
            words = [word[:2], word[2:4], word[4:]]
        if not all(word.isascii() and word.isdigit() for word in words) or len(words[-1]) != 4:
            raise ValueError(f"not a day of birth: {text!r}")
        month, day = ([int(word) for word in words[-2::-1]] + [0, 0])[:2]
        if len(words) > 3 or (day and not month):
            raise ValueError(f"not a day of birth: {text!r}")
        return cls(int(words[-1]), month or None, day or None)

    def __str__(self) -> str:
        known = [f"{part:02}" for part in (self.day, self.month) if part]
        return "/".join([*known, str(self.year)])

    def may_be(self, other: "Birth") -> bool:
        """True unless something that both know differs."""
        pairs = zip((self.year, self.month, self.day), (other.year, other.month, other.day), strict=True)
        return all(mine == theirs or mine is None or theirs is None for mine, theirs in pairs)

    def turns(self, age: int) -> date:
        """The day that age is surely reached: of one who knows only the year, the first of the next year."""
        if self.month is None:
            return date(self.year + age + 1, 1, 1)
        last = calendar.monthrange(self.year + age, self.month)[1]
        if self.day is None:
            return _next_month(self.year + age, self.month)
        if self.day > last:  # born on 29 February
            return _next_month(self.year + age, self.month)
        return date(self.year + age, self.month, self.day)


def _next_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)
