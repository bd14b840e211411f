"""Numeric targets in the words of a task: "phải đạt từ 60% trở lên" is at least 60 %.

A 100 that lost its per cent sign ("hoàn thành 100 Kế hoạch", "đạt tỷ lệ 100 .") is read as 100 % and marked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lienthong.domain.plans.rules.citations import LONGEST_CELL, without_citations
from lienthong.domain.plans.rules.words import fold


@dataclass(frozen=True)
class Target:
    """``text`` is the clause that holds the figure.

    ``comparator`` one of >= > = <= <; ``sign_lost``: no % was there.
    """

    text: str
    comparator: str
    value: Decimal
    unit: str
    sign_lost: bool = False


_FIGURE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_PERCENT = re.compile(
    rf"(?<![\d.,/])(?<![^\W_])(?P<value>{_FIGURE})\s*%?(?:(?:\s*[-–]\s*|\s+den\s+)(?P<upper>{_FIGURE}))?\s*(?:%|phan\s+tram(?!\w))",
)
_NO_SIGN = (
    r"%|phan\s+tram|trieu|ty(?!\s+le)|ti(?!\s+le)|nghin|ngan|dong|ngay|gio|phut|giay|nam|thang|tuan|quy|km|m2|ha(?!\w)|kg|tan|diem|nguoi|"
    r"luot|hoc\s+vien|dai\s+bieu|trang|usd|lan(?!\w)|m(?!\w)|mbps|gb|mb|lop"
)
_LOST = re.compile(
    r"(?<![\w/.,-])(?<!so )(?<!so: )(?<!dieu )(?<!khoan )(?<!qd )(?<!ngay )100"
    rf"(?![\d/%]|[.,]\d|\s*[-–]\s*\d)(?!\s*(?:{_NO_SIGN}))(?!\w)",
)
_LONG_UNITS = (
    r"(?:ngay\s+lam\s+viec|ho\s+so|thu\s+tuc(?:\s+hanh\s+chinh)?|sang\s+kien|don\s+vi|co\s+quan|van\s+ban|dich\s+vu(?:\s+cong)?|"
    r"hoi\s+nghi|hoc\s+vien|dai\s+bieu|can\s+bo|cong\s+chuc|vien\s+chuc|bao\s+cao|ke\s+hoach|"
    r"mo\s+hinh|giai\s+phap|phan\s+mem|tin\s+bai|bai\s+viet|phong\s+su|doanh\s+nghiep|trieu\s+dong|ty\s+dong)(?!\w)"
)
_COUNT = re.compile(
    rf"(?P<how>it\s+nhat|toi\s+thieu|khong\s+qua|toi\s+da|khong\s+duoi|khong\s+it\s+hon|khong\s+thap\s+hon)\s+"
    rf"(?:la\s+|dat\s+|co\s+|tu\s+)?(?P<value>{_FIGURE})(?![\d/%]|\s*(?:%|phan\s+tram))\s*"
    rf"(?P<unit>{_LONG_UNITS}|(?!tro\s)[^\W\d_]+)?",
)
_FALLEN = re.compile(
    rf"(?:dat|ty\s+le|ti\s+le)\s+(?:tu\s+|tren\s+|it\s+nhat\s+|toi\s+thieu\s+)?(?P<value>{_FIGURE})(?![\d/%])\s*(?=tro\s+(?:len|xuong))",
)
_LESS_OR = re.compile(
    r"(?:khong\s+qua|khong\s+vuot(?:\s+qua)?|toi\s+da|nhieu\s+nhat|khong\s+lon\s+hon|khong\s+cao\s+hon|<=|nho\s+hon\s+hoac\s+bang|thap\s+hon\s+hoac\s+bang|bang\s+hoac\s+(?:nho|thap|it)\s+hon|≤)\s*(?:la|dat|o\s+muc)?\s*$"
)
_MORE_OR = re.compile(
    r"(?:it\s+nhat|toi\s+thieu|thap\s+nhat|khong\s+duoi|khong\s+thap\s+hon|khong\s+it\s+hon|khong\s+nho\s+hon|>=|(?:lon|cao|nhieu)\s+hon\s+hoac\s+bang|bang\s+hoac\s+(?:lon|cao|nhieu)\s+hon|≥)\s*(?:la|dat|tu|phai\s+dat|o\s+muc)?\s*$"
)
_MORE = re.compile(r"(?:tren|qua|hon|vuot|lon\s+hon|cao\s+hon|vuot\s+muc|>)\s*(?:muc\s*)?$")
_LESS = re.compile(r"(?:duoi|nho\s+hon|thap\s+hon|it\s+hon|chua\s+den|<)\s*(?:muc\s*)?$")
# "60% số hồ sơ trở lên", but not "100% lãnh đạo từ cấp phòng trở lên"
_COUNTED = r"(?:\s*\([^()]*\)|(?!\btu\b)[^\d;,.:()\n]){0,40}?\s*"
_UPWARDS = re.compile(rf"{_COUNTED}\btro\s+len|\s*(?:hoac\s+cao\s+hon|\+)")
_DOWNWARDS = re.compile(rf"{_COUNTED}\btro\s+xuong|\s*hoac\s+thap\s+hon")
_CLAUSE_END = re.compile(r"[;\n]|[.](?=\s|$)")
_COMPARE = ((_LESS_OR, "<="), (_MORE_OR, ">="), (_MORE, ">"), (_LESS, "<"))


def find_targets(text: str) -> tuple[Target, ...]:
    """The targets in composed text, in order."""
    text = text[:LONGEST_CELL]
    folded = fold(without_citations(text))
    found = [*_percents(text, folded), *_lost(text, folded), *_counts(text, folded)]
    return tuple(target for _, target in sorted(found, key=lambda pair: pair[0]))


def lost_signs(text: str) -> tuple[str, ...]:
    """Each 100 in composed text that lost its sign, with up to two words on either side."""
    text = text[:LONGEST_CELL]
    folded = fold(without_citations(text))
    return tuple(_around(text, found) for found in _lone_hundreds(folded))


def _around(text: str, found: re.Match[str]) -> str:
    before, after = text[: found.start()].split()[-2:], text[found.end() :].split()[:2]
    return " ".join([*before, found[0], *after])


def _percents(text: str, folded: str) -> Iterator[tuple[int, Target]]:
    for found in _PERCENT.finditer(folded):
        clause = _clause(text, found.start(), found.end())
        low = _number(found["value"])
        if found["upper"]:
            above = _comparator(folded, found.start(), found.start("value")) == ">"
            yield found.start(), Target(clause, ">" if above else ">=", low, "%")
            yield found.start() + 1, Target(clause, "<=", _number(found["upper"]), "%")
        else:
            yield found.start(), Target(clause, _comparator(folded, found.start(), found.end()), low, "%")


def _lost(text: str, folded: str) -> Iterator[tuple[int, Target]]:
    """Figures that lost their sign: a lone 100, and "đạt từ 60 trở lên"."""
    for found in _lone_hundreds(folded):
        yield found.start(), Target(_clause(text, *found.span()), "=", Decimal(100), "%", sign_lost=True)
    for found in _FALLEN.finditer(folded):
        clause, comparator = _clause(text, *found.span()), _comparator(folded, *found.span("value"))
        yield found.start("value"), Target(clause, comparator, _number(found["value"]), "%", sign_lost=True)


def _lone_hundreds(folded: str) -> Iterator[re.Match[str]]:
    """A hundred of nothing measurable; "ít nhất 100 hồ sơ" is a count and kept as one."""
    return (found for found in _LOST.finditer(folded) if _comparator(folded, *found.span()) == "=")


def _counts(text: str, folded: str) -> Iterator[tuple[int, Target]]:
    """Counts that say how they bind: "ít nhất 02 lớp", "không quá 3 ngày"."""
    for found in _COUNT.finditer(folded):
        comparator = "<=" if found["how"].startswith(("khong qua", "toi da")) else ">="
        unit = text[found.start("unit") : found.end("unit")] if found["unit"] else ""
        clause = _clause(text, found.start(), found.end())
        yield found.start("value"), Target(clause, comparator, _number(found["value"]), unit)


def _comparator(folded: str, begin: int, end: int) -> str:
    """How a figure binds, by the words right before and behind it."""
    if _UPWARDS.match(folded, end):
        return ">="
    if _DOWNWARDS.match(folded, end):
        return "<="
    head = folded[max(0, begin - 40) : begin]
    return next((sign for pattern, sign in _COMPARE if pattern.search(head)), "=")


def _number(figure: str) -> Decimal:
    """1.234,5 -> 1234.5; 60 -> 60; 99.5 and 99,5 -> 99.5."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", figure):
        figure = figure.replace(".", "")
    return Decimal(figure.replace(",", "."))


def _clause(text: str, begin: int, end: int) -> str:
    """The clause that holds these places."""
    first = 0
    for cut in _CLAUSE_END.finditer(text, 0, begin):
        first = cut.end()
    after = _CLAUSE_END.search(text, end)
    return text[first : after.start() if after else len(text)].strip(" -–+,")
