"""Agencies and groups named in a cell, matched against a directory: nothing guessed, nothing dropped.

Names are compared without marks, capitals, commas, hyphens and "và", so "Sở Giáo dục & Đào tạo" is "Sở Giáo
dục và Đào tạo"; the longest name wins. A name followed by words the directory does not know is not that name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from lienthong.domain.plans.rules.words import MARK, composed, fold, items, one_line, tidy


@dataclass(frozen=True)
class Named:
    """An agency or a group by its stable code, with every name it goes by and its days in force.

    ``valid_from`` is the first day in force, ``valid_to`` the first day no longer in force; None: always.
    """

    code: str
    names: tuple[str, ...]
    is_group: bool = False
    valid_from: date | None = None
    valid_to: date | None = None

    def is_in_force(self, on: date | None) -> bool:
        return on is None or ((self.valid_from or on) <= on and (self.valid_to is None or on < self.valid_to))


@dataclass(frozen=True)
class AgencyReading:
    """One agency or group as a cell names it; both codes None when nobody in the directory is meant for sure.

    ``doubt``: "unknown", "vague" (somebody, but who?), "ambiguous" (several bear the name), "not_in_force".
    """

    text: str
    agency: str | None = None
    group: str | None = None
    inherited: bool = False
    doubt: str = ""


@dataclass(frozen=True)
class _Word:
    text: str
    begin: int
    end: int


_WORD = re.compile(r"[^\W_]+|[;:.\n()/,]|[-–+*•]")
_IGNORED = frozenset({",", "-", "–", "va", "cac", "nhung", "/"})
_HARD = frozenset({";", "\n", ":", "."})
_NOBODY: tuple[list[str], ...] = (["ubnd"], ["hdnd"], ["so"], [])
_PLURAL = frozenset({"cac", "nhung"})
_SOFT = frozenset({",", "va", "-", "–", "/", "+"})
_SKIPPED = _SOFT | _HARD | {"*", "•", ")", "cung"}
_SAME = (
    (("uy", "ban", "nhan", "dan"), ("ubnd",)),
    (("hoi", "dong", "nhan", "dan"), ("hdnd",)),
    (("vp",), ("van", "phong")),
    (("vpubnd",), ("van", "phong", "ubnd")),
    (("vphdnd",), ("van", "phong", "hdnd")),
    (("tp",), ("thanh", "pho")),
    (("tx",), ("thi", "xa")),
)
_HEADS = (
    "cac|nhung|mot so|tat ca|toan bo|so|ubnd|hdnd|uy ban|hoi dong|ban|van phong|cong an|bo|"
    "buu dien|hoi(?! nghi| thao)|doan|trung tam|chi cuc|cuc|vien|truong|"
    "don vi|co quan|dia phuong|to chuc|doanh nghiep|"
    "phong|thanh tra|toa an|kho bac|bao hiem|ngan hang|lien doan|mat tran|tap doan|cong ty|vnpt|viettel|"
    "thu truong|chu tich|thanh vien|to cong tac"
)
_HEAD = re.compile(rf"(?:{_HEADS})(?![^\W_])")
_AGENCY_LIKE = re.compile(
    r"(?:(?:các|những|một số|tất cả|toàn bộ|mọi)(?: các)? )?(?:sở|ubnd|hđnd|ủy ban|uỷ ban|hội đồng|"
    r"ban(?! hành)|ngành|văn phòng|công an|cơ quan|đơn vị|địa phương|thủ trưởng|chủ tịch|tổ công tác|"
    r"chi cục|cục|tổ chức(?! (?:thực|triển|hội|tập|các))|doanh nghiệp|bộ(?! chỉ số| phận| thủ tục)|trường|"
    r"trung tâm|thành viên|cá nhân|hội(?! nghị| thảo)|đoàn thể)(?![^\W_])",
)
_GENERAL_HEAD = re.compile(
    r"(?:co quan|don vi|dia phuong|to chuc|doanh nghiep|ca nhan|so|ban|nganh|cap)(?![^\W_])"
)
_GENERAL = re.compile(rf"(?:cac\s+)?{_GENERAL_HEAD.pattern}(?:[\s,]+(?:va\s+)?{_GENERAL_HEAD.pattern})*\s*")
_MANY = r"(?:so|don vi|co quan|ban|nganh|dia phuong)"
_PLACES = r"(?:huyen|thi xa|thanh pho|xa|phuong|thi tran)"
_INTRO = re.compile(
    r"(?:(?:(?:co quan|don vi)\s+)?(?:chu tri|phoi hop|thuc hien)(?:\s+thuc hien)?(?:\s+voi)?\s*:?|"
    r"gom\s*:|cung\s+voi\b|"
    rf"(?P<many>(?:cac\s+)?{_MANY}(?:[\s,]+(?:{_MANY}|tinh|sau|gom|chuyen mon))*\s*:|"
    rf"ubnd\s+cac\s+{_PLACES}(?:[\s,]+(?:va\s+)?{_PLACES})*(?:\s+sau|\s+gom)?\s*:|"
    r"cac\s+so\s+(?!ban|nganh|co|lien|khac|thuoc|tren)(?=[a-z])))\s*",
)
_TAIL = (
    r"\s*(?:(?:cua|thuoc|truc thuoc|tren dia ban|tai)\s+)?(?:toan\s+)?(?:tinh(?:\s|$))?\s*(?:{home})?"
    r"\s*(?:co\s+)?(?P<vague>lien quan|khac)?\s*(?:\(.*)?"
)
_LIST_HEADS = ("so ", "ban ")
_LONGEST_TEXT = 4_000
_EDGES = " \t,;:.-–+*•\n"


@dataclass(frozen=True)
class Directory:
    """Who is who: agencies and groups by every name, and ``home``, the province whose name adds nothing."""

    entries: tuple[Named, ...] = ()
    home: str = ""
    _names: "_Trie" = field(init=False, repr=False, compare=False)
    _bare: "_Trie" = field(init=False, repr=False, compare=False)
    _tail: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_names", _Trie((name, one) for one in self.entries for name in one.names))
        object.__setattr__(self, "_bare", _Trie(_bare_names(self.entries)))
        home = re.escape(fold(composed(self.home))) or r"(?!)"
        object.__setattr__(self, "_tail", re.compile(_TAIL.format(home=home)))

    @classmethod
    def from_rows(
        cls,
        agencies: Iterable[Mapping[str, str]],
        groups: Iterable[Mapping[str, str]] = (),
        *,
        home: str = "",
    ) -> Self:
        """From rows with ``code, name, short_name, aliases, valid_from, valid_to``.

        Aliases parted by semicolons.
        """
        return cls((*map(_agency, agencies), *(_agency(row, is_group=True) for row in groups)), home)

    def read(self, text: str, on: date | None = None) -> tuple[AgencyReading, ...]:
        """The agencies a cell names, in order, as the directory stood on a day."""
        if len(text) > _LONGEST_TEXT:
            return (AgencyReading(one_line(text), doubt="unknown"),)
        lines = tidy(text).split("\n")
        by_line = self._read_all((line[_mark_end(line) :] for line in lines), on)
        if len(lines) == 1 or not any(one.doubt for one in by_line):
            return by_line
        by_item = self._read_all((item.text for item in items(text)), on)
        return min(by_line, by_item, key=lambda readings: sum(bool(one.doubt) for one in readings))

    def _read_all(self, texts: Iterable[str], on: date | None) -> tuple[AgencyReading, ...]:
        return tuple(one for text in texts for one in _Reader(self, text, on).readings())


def all_agencies(readings: tuple[AgencyReading, ...]) -> bool:
    """True when a cell named nothing but agencies and groups, some perhaps vaguely."""
    return bool(readings) and all(one.doubt != "unknown" for one in readings)


def _mark_end(line: str) -> int:
    mark = MARK.match(fold(line))
    return mark.end() if mark else 0


def _agency(row: Mapping[str, str], *, is_group: bool = False) -> Named:
    names = (row["name"], row.get("short_name") or "", *(row.get("aliases") or "").split(";"))
    first, last = row.get("valid_from"), row.get("valid_to")
    return Named(
        row["code"],
        tuple(dict.fromkeys(name.strip() for name in names if name.strip())),
        is_group,
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )


def _bare_names(entries: Iterable[Named]) -> Iterator[tuple[str, Named]]:
    """Names as lists give them behind "Các sở:" : "Tư pháp", "Công an"."""
    for one in entries:
        for name in () if one.is_group else one.names:
            words = fold(composed(name))
            for head in _LIST_HEADS:
                if words.startswith(head):
                    yield name[len(head) :], one
            if words.endswith(" tinh") and len(words.split()) > 2:
                yield name[: -len(" tinh")], one


class _Node:
    """A step on the way through a name; ``holders`` bear the name that ends here."""

    __slots__ = ("after", "holders")

    def __init__(self) -> None:
        self.after: dict[str, _Node] = {}
        self.holders: list[Named] = []


class _Trie:
    """Names word by word."""

    def __init__(self, names: Iterable[tuple[str, Named]]) -> None:
        self._root = _Node()
        for name, one in names:
            words = [word.text for word in _words(composed(name))]
            steps = [word for word in words if word not in _IGNORED and word not in _HARD]
            if steps not in _NOBODY:
                self._add(steps, one)

    def _add(self, steps: list[str], one: Named) -> None:
        node = self._root
        for word in steps:
            node = node.after.setdefault(word, _Node())
        if one not in node.holders:
            node.holders.append(one)

    def longest(self, words: list[_Word], begin: int) -> list[tuple[int, list[Named]]]:
        """Where names that start at a word end, and who bears them, longest first."""
        node, found = self._root, []
        for place in range(begin, len(words)):
            word = words[place].text
            if word in _IGNORED and (place > begin or word in _PLURAL):
                continue
            if word not in node.after:
                break
            node = node.after[word]
            if node.holders:
                found.append((place + 1, node.holders))
        return found[::-1]


def _words(text: str) -> list[_Word]:
    """Words and signs of composed text, folded, with the great abbreviations in one form."""
    words: list[_Word] = []
    for found in _WORD.finditer(fold(text).replace("&", ",")):
        if found[0] == "." and words and words[-1].end - words[-1].begin == len("TP"):
            continue
        words.append(_Word(found[0], *found.span()))
        for long, short in _SAME:
            tail = words[-len(long) :]
            if tuple(one.text for one in tail) == long:
                words[-len(long) :] = [_Word(part, tail[0].begin, tail[-1].end) for part in short]
    return words


class _Reader:
    """Walks once through the words of one item of a cell."""

    def __init__(self, directory: Directory, text: str, on: date | None) -> None:
        self.directory, self.text, self.on = directory, text, on
        self.folded = fold(text)
        self.words = _words(text)
        self.listing = False

    def readings(self) -> Iterator[AgencyReading]:
        place = self._next(0)
        while place < len(self.words):
            reading, place = self._known(place) or self._unknown(place)
            if reading.text:
                yield reading
            place = self._next(place)

    def _next(self, place: int) -> int:
        """Past signs, "và" and words such as "Các đơn vị:" that only lead up to names."""
        while place < len(self.words):
            word = self.words[place]
            if word.text in _SKIPPED:
                place += 1
            elif (intro := _INTRO.match(self.folded, word.begin)) and self._leads_up(intro, place):
                self.listing = self.listing or bool(intro["many"])
                place = self._place_of(intro.end(), place + 1)
            else:
                break
        return place

    def _leads_up(self, intro: re.Match[str], place: int) -> bool:
        """True for words that name nobody themselves, and for "Các sở, ban, ngành: Nội vụ, Tư pháp": a group's
        name whose members follow.
        """
        if not self._name_at(place):
            return True
        after = self._place_of(intro.end(), place + 1)
        named = self.directory._names.longest(self.words, after) or self.directory._bare.longest(
            self.words, after
        )
        return intro[0].rstrip().endswith(":") and any(
            not one.is_group for _, holders in named for one in holders
        )

    def _place_of(self, offset: int, at_least: int) -> int:
        place = at_least
        while place < len(self.words) and self.words[place].begin < offset:
            place += 1
        return place

    def _name_at(self, place: int) -> list[tuple[int, list[Named]]]:
        names = self.directory._names.longest(self.words, place)
        return names or (self.directory._bare.longest(self.words, place) if self.listing else [])

    def _known(self, place: int) -> tuple[AgencyReading, int] | None:
        """The longest name that starts here and has nothing behind it but what adds nothing."""
        for end, holders in self._name_at(place):
            stop = self._boundary(end)
            tail = self.folded[self.words[end - 1].end : self._offset(stop)]
            behind = self.directory._tail.fullmatch(tail.rstrip(_EDGES))
            if behind:
                reading = self._choose(holders, self._slice(place, stop), vague=bool(behind["vague"]))
                is_department = "so" in (word.text for word in self.words[place : place + 2])
                self.listing = self.listing or bool(reading.agency and is_department)
                return reading, stop
        return None

    def _choose(self, holders: list[Named], text: str, *, vague: bool) -> AgencyReading:
        in_force = [one for one in holders if one.is_in_force(self.on)]
        likely = in_force or holders
        if len({one.code for one in likely}) > 1:
            likely = [one for one in likely if text.lower() in {name.lower() for name in one.names}] or likely
        if len({one.code for one in likely}) > 1:
            return AgencyReading(text, doubt="ambiguous")
        one, doubt = likely[0], "vague" if vague else "" if in_force else "not_in_force"
        return AgencyReading(
            text, None if one.is_group else one.code, one.code if one.is_group else None, doubt=doubt
        )

    def _unknown(self, place: int) -> tuple[AgencyReading, int]:
        """Words up to the next sign behind which somebody else clearly begins."""
        stop = self._boundary(place + 1)
        while stop < len(self.words) and self.words[stop].text in _SOFT and self._goes_on(place, stop):
            stop = self._boundary(stop + 1)
        text = self._slice(place, stop)
        vague = len(text) <= 100 and _AGENCY_LIKE.match(text.lower())
        return AgencyReading(text, doubt="vague" if vague else "unknown"), stop

    def _goes_on(self, begin: int, stop: int) -> bool:
        """True when the words behind a comma or "và" belong to those before: "các cơ quan, đơn vị liên
        quan".
        """
        behind = self.words[stop + 1].begin if stop + 1 < len(self.words) else len(self.text)
        general = _GENERAL.fullmatch(self.folded[self.words[begin].begin : self._offset(stop)])
        if general and _GENERAL_HEAD.match(self.folded, behind) and not self._name_at(stop + 1):
            return True
        return not self._begins(stop + 1)

    def _begins(self, place: int) -> bool:
        """True when a new name begins here."""
        if self.listing and place and self.words[place - 1].text == ",":
            return True
        while place < len(self.words) and self.words[place].text in _SOFT:
            place += 1
        return place >= len(self.words) or bool(
            self._name_at(place) or _HEAD.match(self.folded, self.words[place].begin)
        )

    def _boundary(self, place: int) -> int:
        """The next word at which a name can end; what stands in brackets belongs to the name."""
        depth = 0
        for stop in range(place, len(self.words)):
            word = self.words[stop].text
            depth += (word == "(") - (word == ")")
            if depth <= 0 and (word in _SOFT or word in _HARD) and not self._is_inside(stop):
                return stop
        return len(self.words)

    def _is_inside(self, place: int) -> bool:
        """The hyphen of "LĐ-TB&XH" ends nothing."""
        word = self.words[place]
        return word.text in "-–" and not self.folded[word.begin - 1 : word.end + 1].endswith(" ")

    def _offset(self, place: int) -> int:
        return self.words[place].begin if place < len(self.words) else len(self.text)

    def _slice(self, begin: int, stop: int) -> str:
        return " ".join(self.text[self.words[begin].begin : self._offset(stop)].split()).strip(_EDGES)
