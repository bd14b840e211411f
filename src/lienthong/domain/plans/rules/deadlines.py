"""Deadlines as officials write them, read into days. Nothing is moved off a day off here.

"trước ngày D" is due the day before D; "chậm nhất", "đến ngày D" on D; a quarter, month or year is a window;
"thường xuyên" is continuous; "định kỳ hàng quý" recurs; "theo quy định của ..." waits for somebody else.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from lienthong.domain.plans.rules.citations import without_citations
from lienthong.domain.plans.rules.periods import Period, months, parts, quarters
from lienthong.domain.plans.rules.words import fold, items


class Kind(StrEnum):
    """How a deadline binds."""

    BY = "by"
    WINDOW = "window"
    CONTINUOUS = "continuous"
    RECURRING = "recurring"
    EXTERNAL = "external"
    UNSTATED = "unstated"


@dataclass(frozen=True)
class Deadline:
    """One deadline.

    ``subject``: the words that say what it is for; ``doubts``: codes of what a person should check.
    """

    text: str
    kind: Kind
    subject: str | None = None
    start: date | None = None
    due: date | None = None
    occurrences: tuple[Period, ...] = ()
    inherited: bool = False
    doubts: tuple[str, ...] = ()


UNSTATED = Deadline("", Kind.UNSTATED)


@dataclass(frozen=True)
class _Mark:
    """A place in an item that speaks of time."""

    begin: int
    end: int
    kind: Kind
    start: date | None = None
    due: date | None = None
    months: int = 0
    doubts: tuple[str, ...] = ()
    whole_year: bool = False
    before: bool = False


_YEAR = r"(?:\s*[/.-]\s*|\s*,?\s*(?:cua\s+)?nam\s*)(?P<year>\d{4})(?!\d)"
_Q = r"(?:iv|i{1,3}|[1-4])(?![\w])"
_QUARTERS = re.compile(
    rf"\bq(?:u[yi])?\.?\s*(?P<list>{_Q}(?:\s*(?:,|va|&|\+|-|–|den)\s*(?:qu[yi]\s*)?{_Q})*)(?:{_YEAR})?",
)
_DAY = re.compile(
    r"(?<![\d/.])(?P<named>ngay\s+)?(?P<day>\d{1,2})(?:\s*(?P<sep>[/.-])\s*|\s+thang\s+)(?P<month>\d{1,2})"
    r"(?:(?(sep)\s*(?P=sep)\s*|\s+nam\s+)(?P<year>\d{4})|(?!\s*[/.\d-]))(?!\d)",
)
_MONTH = re.compile(
    rf"\bthang\s+(?P<month>\d{{1,2}})(?:\s*(?:-|–|den|va|,)\s*(?:thang\s+)?(?P<last>\d{{1,2}})(?!\d))?"
    rf"(?:{_YEAR}|(?![\d/]))"
)
_ISO_DAY = re.compile(r"(?<![\w/.-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\w/-])")
_BARE_MONTH = re.compile(r"(?<![\w/.-])(?:t\.?\s*)?(?P<month>\d{1,2})/(?P<year>\d{4})(?!\d)")
_HALF = re.compile(r"\b(?P<count>0?[69])\s+thang\s+(?P<which>dau|cuoi)\s+nam(?:\s+(?P<year>\d{4}))?")
_IN_YEAR = re.compile(
    r"\b(?:trong|ca|den het|den cuoi|het|cuoi|truoc|den)\s+nam(?:\s+(?P<year>\d{4}))?(?!\w)"
)
_YEARS = re.compile(
    r"(?:^(?:trong\s+)?(?:(?:nam|giai\s+doan)\s*)?|\btrong\s+(?:nam|giai\s+doan)\s+|(?<=hoan thanh )nam\s+)"
    r"(?P<first>\d{4})"
    r"(?:\s*(?:,|-|–|va|den)\s*(?:nam\s+)?(?P<last>\d{4})(?!\d)|$)"
)
_STEADY = r"(?:thuong xuyen|lien tuc|quanh nam|suot nam|hang ngay)"
_CONTINUOUS = re.compile(
    rf"\b{_STEADY}(?:[\s,]+(?:va\s+)?{_STEADY})*(?:[\s,]+(?:trong|ca)\s+nam)?(?:\s+(?P<year>\d{{4}}))?"
)
_NOT_QUARTER = r"(?!\s+(?:dinh|che|trinh|mo|hoach)(?!\w))"
_RECURRING = re.compile(
    r"\b(?:(?:dinh ky|theo dinh ky)[\s,:]+(?:bao cao\s+)?)?"
    r"(?:(?:hang|moi|tung)\s+|(?<=dinh ky\s)(?:theo\s+)?)"
    rf"(?P<every>(?:0?6\s+thang)|thang|qu[yi]{_NOT_QUARTER}|nam|tuan)(?![\w])"
    r"(?P<more>(?:\s*(?:,|va)\s*(?:(?:hang|moi)\s+)?(?:0?6 thang|quy|qui|nam|dot xuat)(?!\w))*)"
    r"(?:\s*/\s*lan|\s+mot\s+lan)?(?:[\s,]+(?:trong|cua)\s+nam)?(?:\s+nam)?(?:(?:\s+|\s*/\s*)(?P<year>\d{4}))?",
)
_EXTERNAL = re.compile(
    r"\btheo\s+(?:dung\s+)?(?:thoi\s+(?:gian|han|diem)|quy\s+dinh|yeu\s+cau|huong\s+dan|chi\s+dao|tien\s+do|lich|de\s+nghi|dot|"
    r"ke\s+hoach|chuong\s+trinh|tinh\s+hinh|thuc\s+te|nhu\s+cau|quyet\s+dinh|thong\s+bao|van\s+ban|phan\s+cong)|"
    r"\bsau\s+khi\b|\bngay\s+sau\b|\bkhi\s+(?:co|duoc|trung\s+uong|chinh\s+phu|bo)\b|\bke\s+tu\b|\btrong\s+vong\b|"
    r"\bdot\s+xuat\b|\btuy\s+theo\b|\bphu\s+thuoc\b|"
    r"^theo\s+(?:lo\s+trinh|nghi\s+quyet|nghi\s+dinh|thong\s+tu|luat|che\s+do)\b|^truoc\s+(?:khi|ky\s+hop)\b",
)
_FILLERS = r"(?:\s*(?:la|vao|trong|het|ngay|cuoi|thoi\s+diem|thoi\s+gian|,))*\s*$"
_BEFORE = re.compile(r"\btruoc" + _FILLERS)
_UNTIL = re.compile(
    r"\b(?:truoc\s+\d{1,2}\s*(?:h|gio)\s*(?:\d{1,2}\s*(?:phut)?)?|den|het|cham\s+nhat|muon\s+nhat|tre\s+nhat|khong\s+muon\s+hon|khong\s+qua|han\s+cuoi|thoi\s+han|han)"
    + _FILLERS,
)
_FROM = re.compile(r"\b(?:ke\s+)?tu" + _FILLERS)
_AFTER = re.compile(r"\bsau" + _FILLERS)
_JOIN = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:[,;]|va|den|-|–|&)\s*(?:het\s*)?(?:trong\s*)?")
_SPANNING = re.compile(r"\bden\b|[-–]")
_PART = re.compile(
    r"\b(?:(?:nua\s+)?(?:dau|giua|cuoi)|tuan(?:\s+\w+)?(?:\s+cua)?|(?:thuong|trung|ha)\s+tuan)\s*$"
)
_PLAIN_DAY = re.compile(r"ngay\b|\d")
_ON = re.compile(r"\s*(?:[-–]|den\b)")
_LIMIT = re.compile(r"truoc|cham nhat|muon nhat|tre nhat")
_LETTER = re.compile(r"[^\W\d_]")
_REPORTS = re.compile(r",\s*0?[69]\s+thang(?!\s+(?:dau|cuoi))")
_LATER_YEARS = re.compile(r"\b(?:cac|nhung)\s+nam\s+(?:tiep\s+theo|sau)\b")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_CLAUSE_END = re.compile(r";(?!\s*(?:ngày\s+)?\d{1,2}\s*[/.-]\s*\d)", re.IGNORECASE)
_LEADING = re.compile(r"^(?:[\s,;:.–()-]|(?:va|thi)\s)+")
_TRAILING = re.compile(r"(?:[\s,;:.–(-]|(?<![^\W_])(?:trong|vao|la|va|thoi gian|hoan thanh vao|tu))+$")
_QUARTER = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_LONGEST_SUBJECT, _LONGEST_TAIL, _LONGEST_TEXT = 14, 5, 3_000
_EVERY = {"thang": 1, "quy": 3, "qui": 3, "6 thang": 6, "06 thang": 6, "nam": 12, "tuan": 0}


@lru_cache(maxsize=8192)
def read_deadlines(text: str, year: int | None) -> tuple[Deadline, ...]:
    """The deadlines of one cell, in order; the single ``UNSTATED`` for an empty one.

    ``year`` is the plan's.
    """
    if len(text) > _LONGEST_TEXT:
        return (Deadline(text, Kind.UNSTATED, doubts=("deadline_unread",)),)
    found = [
        deadline
        for item in items(text)
        for clause in _clauses(item.text)
        for deadline in _read_clause(clause, year)
    ]
    return tuple(found) or (UNSTATED,)


def is_deadline(text: str, year: int | None) -> bool:
    """True when a cell says nothing but deadlines: every item names a time, and little stands behind it."""
    clauses = [clause for item in items(text[:_LONGEST_TEXT]) for clause in _clauses(item.text)]
    return bool(clauses) and all(_is_deadline(clause, year) for clause in clauses)


def _is_deadline(clause: str, year: int | None) -> bool:
    folded = fold(without_citations(clause))
    marks = _marks(folded, year)
    if not marks or "%" in clause or len(folded[: marks[0].begin].split()) > _LONGEST_SUBJECT:
        return False
    return marks[-1].kind == Kind.EXTERNAL or len(folded[marks[-1].end :].split()) <= _LONGEST_TAIL


def dated_words(text: str, year: int | None) -> str | None:
    """The first words in running text that name a period or a last day, None when there are none."""
    text = text[:_LONGEST_TEXT]
    marks = [
        mark
        for mark in _marks(fold(without_citations(text)), year)
        if mark.due and not (mark.months or mark.whole_year)
    ]
    return text[marks[0].begin : marks[0].end] if marks else None


def _clauses(text: str) -> list[str]:
    """An item cut at semicolons, but not within a list of days."""
    return [clause for part in _CLAUSE_END.split(text) if (clause := part.strip(" .;,"))]


def _read_clause(text: str, year: int | None) -> Iterator[Deadline]:
    folded = fold(without_citations(text))
    marks = _marks(folded, year)
    if not marks:
        yield Deadline(text, Kind.UNSTATED, doubts=("deadline_unread",))
        return
    if _LATER_YEARS.search(folded) or (_REPORTS.search(folded) and marks[0].kind == Kind.WINDOW):
        marks = [_doubted(mark, "deadline_partly_read") for mark in marks]
    marks = _outside_brackets(marks, text)
    ends = [_behind_brackets(text, mark.end) for mark in marks[:-1]] + [len(text)]
    begins = [0, *ends[:-1]]
    for mark, begin, end in zip(marks, begins, ends, strict=True):
        yield _deadline(mark, text, begin, end, year)


def _outside_brackets(marks: list[_Mark], text: str) -> list[_Mark]:
    """A time in brackets right behind another, "trước ngày 15/4 (quý I)", says what that one is for."""
    kept: list[_Mark] = []
    for mark in marks:
        if kept and mark.begin < _behind_brackets(text, kept[-1].end):
            kept[-1] = _doubted(kept[-1], "deadline_partly_read")
        else:
            kept.append(mark)
    return kept


def _behind_brackets(text: str, end: int) -> int:
    """Words in brackets right behind a time say what it is for."""
    found = _IN_BRACKETS.match(text, end)
    return found.end() if found else end


def _doubted(mark: _Mark, *doubts: str) -> _Mark:
    return replace(mark, doubts=tuple(dict.fromkeys((*mark.doubts, *doubts))))


def _deadline(mark: _Mark, text: str, begin: int, end: int, year: int | None) -> Deadline:
    words = _trim(text[begin:end])
    subject = _trim(text[begin : mark.begin]) or (
        _trim(text[mark.end : end]).rstrip(")") if mark.kind != Kind.EXTERNAL else ""
    )
    occurrences = parts(year, mark.months) if mark.kind == Kind.RECURRING and mark.months and year else ()
    return Deadline(words, mark.kind, subject or None, mark.start, mark.due, occurrences, doubts=mark.doubts)


def _trim(words: str) -> str:
    """Without the small words and signs that only join it to what stands beside it."""
    folded = fold(words)
    if lead := _LEADING.match(folded):
        words, folded = words[lead.end() :], folded[lead.end() :]
    if trail := _TRAILING.search(folded):
        words = words[: trail.start()]
    return words.strip()


def _marks(folded: str, year: int | None) -> list[_Mark]:
    """What the words say of time, in order, none overlapping, joined where two speak of one stretch."""
    found = sorted(
        (mark for reader in _READERS for mark in reader(folded, year)),
        key=lambda mark: (mark.begin, -mark.end),
    )
    apart: list[_Mark] = []
    for mark in found:
        if not apart or mark.begin >= apart[-1].end:
            apart.append(mark)
    return _settle(_joined(apart, folded), folded)


def _settle(marks: list[_Mark], folded: str) -> list[_Mark]:
    """Days win over "theo kế hoạch" beside them.

    "trong năm" beside a rhythm or a period says nothing of its own, unless words stand between.
    """
    dated = [mark for mark in marks if mark.kind != Kind.EXTERNAL]
    if not dated:
        return marks[:1]
    told = [mark for mark in dated if not mark.whole_year or _stands_alone(mark, dated, folded)] or dated[:1]
    if len(dated) < len(marks):
        told = [_doubted(mark, "deadline_conditional") for mark in told]
    return told


def _stands_alone(mark: _Mark, dated: list[_Mark], folded: str) -> bool:
    """True for "trong năm" at the head of a clause whose next words say what a further day is for."""
    after = next((one.begin for one in dated if one.begin > mark.begin), 0)
    between = folded[mark.end : after]
    return mark.begin == 0 and bool(_LETTER.search(between)) and not _JOIN.fullmatch(between)


def _joined(marks: list[_Mark], folded: str) -> list[_Mark]:
    """Two windows with nothing but "và", a comma or "đến" between them are one window; so are a first and a
    last day. A period right before "trước ngày ..." says what that is for; "hàng năm" behind a day adds nothing.
    """
    joined: list[_Mark] = []
    for mark in marks:
        last = joined[-1] if joined else None
        between = folded[last.end : mark.begin] if last else ""
        if (
            last
            and last.kind == mark.kind == Kind.WINDOW
            and _JOIN.fullmatch(between)
            and not mark.whole_year
        ):
            joined[-1] = _one_window(last, mark, touching=bool(_SPANNING.search(between)))
        elif last and _is_last_day(last, mark, folded):
            joined[-1] = _one_window(last, mark, touching=True)
        elif last and mark.due and last.before and mark.kind == Kind.BY and _JOIN.fullmatch(between):
            joined.append(replace(mark, due=mark.due - timedelta(days=int(not mark.before)), before=True))
        elif last and _is_named_after(last, mark, folded):
            joined[-1] = mark if last.begin or ":" in between else _doubted(mark, "deadline_partly_read")
        elif last and last.due and mark.kind == Kind.RECURRING and mark.months == 12 and not between.strip():
            joined[-1] = replace(last, end=mark.end)
        else:
            joined.append(mark)
    return joined


def _one_window(first: _Mark, last: _Mark, *, touching: bool) -> _Mark:
    """From the first day of one to the last of the other; a gap between, or the wrong order, is told."""
    start, due = first.start or first.due, last.due
    doubts = [doubt for doubt in (*first.doubts, *last.doubts) if doubt != "deadline_open_ended"]
    if start and due and start > due:
        kind, start, due = Kind.UNSTATED, None, None
        doubts.append("date_invalid")
    else:
        kind = Kind.WINDOW
    if not touching and first.due and last.start and first.due + timedelta(days=1) < last.start:
        doubts.append("deadline_with_gap")
    return replace(first, end=last.end, kind=kind, start=start, due=due, doubts=tuple(dict.fromkeys(doubts)))


def _is_last_day(first: _Mark, last: _Mark, folded: str) -> bool:
    """True for the second of "15/6 - 20/6" and of "quý IV năm 2020 đến quý I năm 2021"."""
    if first.before or last.before or last.kind != Kind.BY:
        return False
    opens = first.kind == Kind.WINDOW or (first.kind == Kind.BY and _PLAIN_DAY.match(folded, first.begin))
    between = folded[first.end : last.begin].strip(" -–")
    return bool(opens and not between and _ON.match(folded, first.end))


def _is_named_after(period: _Mark, mark: _Mark, folded: str) -> bool:
    """True for the second of "báo cáo quý I trước ngày 15/3/2021"."""
    if period.kind != Kind.WINDOW or mark.kind != Kind.BY:
        return False
    return bool(_LIMIT.match(folded, mark.begin)) and not folded[period.end : mark.begin].strip(" :")


def _periods(
    pattern: re.Pattern[str], read: Callable[[re.Match[str], int | None], Period | None]
) -> "_Reader":
    """A reader of one way to write a period; the words before it tell how it binds."""

    def reader(folded: str, year: int | None) -> Iterator[_Mark]:
        for found in pattern.finditer(folded):
            try:
                period = read(found, year)
            except ValueError:
                lead = _BEFORE.search(folded[: found.start()]) or found
                doubt = "date_invalid" if year or found["year"] else "deadline_unread"
                yield _Mark(lead.start(), found.end(), Kind.UNSTATED, doubts=(doubt,))
                continue
            if period:
                yield _bound(period, found, folded, year)

    return reader


def _bound(period: Period, found: re.Match[str], folded: str, year: int | None) -> _Mark:
    """The period as a deadline, by the words that lead up to it."""
    head, end = folded[: found.start()], found.end()
    doubts = ("year_assumed",) * period.assumed + ("deadline_with_gap",) * period.gap
    part = None if _UNTIL.search(head) else _PART.search(head)
    if part:
        head, doubts = head[: part.start()], (*doubts, "deadline_partly_read")
    if lead := _BEFORE.search(head):
        begin, due = _with(_UNTIL, head, lead.start()), period.start - timedelta(days=1)
        return _Mark(begin, end, Kind.BY, None, due, doubts=doubts, before=True)
    lead = _UNTIL.search(head)
    opening = _from_before(head[: lead.start()], year) if lead else None
    if lead and opening and opening[1] > period.end:
        return _Mark(opening[0], end, Kind.UNSTATED, doubts=("date_invalid",))
    if lead and opening:
        return _Mark(opening[0], end, Kind.WINDOW, opening[1], period.end, doubts=doubts)
    if lead:
        return _Mark(_with(_UNTIL, head, lead.start()), end, Kind.BY, None, period.end, doubts=doubts)
    return _open_or_plain(period, head, found, doubts, year)


def _open_or_plain(
    period: Period, head: str, found: re.Match[str], doubts: tuple[str, ...], year: int | None
) -> _Mark:
    lead = _FROM.search(head) or _AFTER.search(head)
    if lead and _SPANNING.search(found[0]):
        return _Mark(lead.start(), found.end(), Kind.WINDOW, period.start, period.end, doubts=doubts)
    if lead and period.start.year >= (year or 0):
        first = period.end + timedelta(days=1) if head[lead.start() :].startswith("sau") else period.start
        last = date(first.year, 12, 31)
        return _Mark(
            lead.start(), found.end(), Kind.WINDOW, first, last, doubts=(*doubts, "deadline_open_ended")
        )
    if period.is_day:
        return _Mark(len(head), found.end(), Kind.BY, None, period.end, doubts=doubts)
    return _Mark(len(head), found.end(), Kind.WINDOW, period.start, period.end, doubts=doubts)


def _with(pattern: re.Pattern[str], head: str, begin: int) -> int:
    """Where a chain of such words begins: "chậm nhất đến" is one."""
    earlier = pattern.search(head[:begin])
    return earlier.start() if earlier else begin


def _from_before(head: str, year: int | None) -> tuple[int, date] | None:
    """Where "từ ..." just before "đến" begins and its first day; a missing year is settled by the plan's."""
    for pattern, read in _PERIODS:
        for found in pattern.finditer(head):
            lead = _FROM.search(head[: found.start()])
            if lead and not head[found.end() :].strip():
                period = read(found, year)
                return (lead.start(), period.start) if period else None
    return None


def _year(found: re.Match[str], year: int | None) -> tuple[int, bool]:
    """The year named, else the plan's and True. Raises ValueError when neither is known."""
    if found["year"]:
        return int(found["year"]), False
    if year is None:
        raise ValueError("no year")
    return year, True


def _read_quarters(found: re.Match[str], year: int | None) -> Period:
    named = [_QUARTER[sign] for sign in re.findall(r"iv|i{1,3}|[1-4]", found["list"])]
    of, assumed = _year(found, year)
    spanning = bool(_SPANNING.search(found["list"]))
    if spanning and named[0] > named[-1]:
        raise ValueError("the last quarter comes before the first")
    gap = not spanning and len(set(named)) <= max(named) - min(named)
    return replace(quarters(min(named), max(named), of), assumed=assumed, gap=gap)


def _read_day(found: re.Match[str], year: int | None) -> Period | None:
    of, assumed = _year(found, year)
    day = date(of, int(found["month"]), int(found["day"]))
    return Period(day, day, assumed)


def _read_month(found: re.Match[str], year: int | None) -> Period:
    of, assumed = _year(found, year)
    first = int(found["month"])
    last = int(found.groupdict().get("last") or first)
    gap = last > first + 1 and not _SPANNING.search(found[0])
    return replace(months(first, last, of), assumed=assumed, gap=gap)


def _read_half(found: re.Match[str], year: int | None) -> Period:
    of, assumed = _year(found, year)
    count = int(found["count"])
    half = months(1, count, of) if found["which"] == "dau" else months(13 - count, 12, of)
    return replace(half, assumed=assumed)


_PERIODS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int | None], Period | None]], ...] = (
    (_QUARTERS, _read_quarters),
    (_DAY, _read_day),
    (_MONTH, _read_month),
    (_ISO_DAY, _read_day),
    (_BARE_MONTH, _read_month),
    (_HALF, _read_half),
)


def _in_year(folded: str, year: int | None) -> Iterator[_Mark]:
    """ "trong năm 2021" and "trong năm" are windows, "trước năm 2022" and "đến hết năm" last days."""
    for found in _IN_YEAR.finditer(folded):
        of = int(found["year"]) if found["year"] else year
        if of is None or not 1 < of < 9999:
            continue
        words = found[0]
        if words.startswith("truoc"):
            yield _Mark(found.start(), found.end(), Kind.BY, None, date(of - 1, 12, 31))
        elif words.startswith(("trong", "ca")):
            yield _Mark(
                found.start(), found.end(), Kind.WINDOW, date(of, 1, 1), date(of, 12, 31), whole_year=True
            )
        else:
            yield _Mark(found.start(), found.end(), Kind.BY, None, date(of, 12, 31))


def _years(folded: str, _year: int | None) -> Iterator[_Mark]:
    """A cell that names nothing but years, and "trong giai đoạn 2021-2025"."""
    for found in _YEARS.finditer(folded):
        first, last = int(found["first"]), int(found["last"] or found["first"])
        if 1900 < first <= last < 2100:
            start, due = date(first, 1, 1), date(last, 12, 31)
            yield _Mark(*found.span(), Kind.WINDOW, start, due, whole_year=True)


def _rhythm(pattern: re.Pattern[str], kind: Kind) -> "_Reader":
    """A reader of words that bind the plan's whole year."""

    def reader(folded: str, year: int | None) -> Iterator[_Mark]:
        first, last = (date(year, 1, 1), date(year, 12, 31)) if year else (None, None)
        for found in pattern.finditer(folded):
            named = found["year"]
            doubts: tuple[str, ...] = (
                ("deadline_other_year",) if named and year and int(named) != year else ()
            )
            length = _EVERY[" ".join(found["every"].split())] if kind == Kind.RECURRING else 0
            more = kind == Kind.RECURRING and (
                found["more"] or not length or re.search(r"ngay\s+\d|\d\s*[/.-]\s*\d", folded)
            )
            doubts += ("deadline_partly_read",) if more else ()
            yield _Mark(found.start(), found.end(), kind, first, last, length, doubts)

    return reader


def _external(folded: str, _year: int | None) -> Iterator[_Mark]:
    for found in _EXTERNAL.finditer(folded):
        yield _Mark(found.start(), found.end(), Kind.EXTERNAL)


type _Reader = Callable[[str, int | None], Iterator[_Mark]]

_READERS: tuple[_Reader, ...] = (
    *(_periods(pattern, read) for pattern, read in _PERIODS),
    _rhythm(_CONTINUOUS, Kind.CONTINUOUS),
    _rhythm(_RECURRING, Kind.RECURRING),
    _in_year,
    _years,
    _external,
)
