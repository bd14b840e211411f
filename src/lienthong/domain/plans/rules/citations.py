"""Legal documents that a plan cites, tolerant of "NĐ- CP", "QĐ - TTg", "31/ 8/2018" and a missing year."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from lienthong.domain.plans.rules.words import fold

_TYPES = {
    "NĐ": "Nghị định",
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "CTR": "Chương trình",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "KH": "Kế hoạch",
    "KL": "Kết luận",
    "ĐA": "Đề án",
    "TB": "Thông báo",
    "BC": "Báo cáo",
    "HD": "Hướng dẫn",
    "CĐ": "Công điện",
    "TTR": "Tờ trình",
    "PL": "Pháp lệnh",
    "VBHN": "Văn bản hợp nhất",
    "UBND": "Công văn",
}
_ISSUERS = {
    "CP": "Chính phủ",
    "TTg": "Thủ tướng Chính phủ",
    "VPCP": "Văn phòng Chính phủ",
    "BNV": "Bộ Nội vụ",
    "BTP": "Bộ Tư pháp",
    "BTC": "Bộ Tài chính",
    "BTTTT": "Bộ Thông tin và Truyền thông",
    "BKHCN": "Bộ Khoa học và Công nghệ",
    "BTNMT": "Bộ Tài nguyên và Môi trường",
    "BGDĐT": "Bộ Giáo dục và Đào tạo",
    "BYT": "Bộ Y tế",
    "BKHĐT": "Bộ Kế hoạch và Đầu tư",
    "BXD": "Bộ Xây dựng",
    "BCT": "Bộ Công Thương",
    "BCA": "Bộ Công an",
    "BQP": "Bộ Quốc phòng",
    "BNG": "Bộ Ngoại giao",
    "BGTVT": "Bộ Giao thông vận tải",
    "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội",
    "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch",
    "TTCP": "Thanh tra Chính phủ",
    "UBDT": "Ủy ban Dân tộc",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "QH": "Quốc hội",
    "TU": "Tỉnh ủy",
    "HĐND": "HĐND tỉnh",
    "UBND": "UBND tỉnh",
}
_SPELT = {fold(code): code for code in (*_ISSUERS, "TW")}
_KINDS = {fold(code): code for code in _TYPES} | {"ctr": "CTr", "ttr": "TTr"}

_TYPE_WORDS = (
    r"nghi dinh|nghi quyet|quyet dinh|chi thi|chuong trinh|thong tu lien tich|thong tu|ke hoach|ket luan|"
    r"luat|phap lenh|"
    r"de an|thong bao|cong van|huong dan|bao cao|cong dien|to trinh"
)
_TYPE_NAMES = {fold(name): name for name in (*_TYPES.values(), "Luật", "Pháp lệnh")}
_BODY_SIGNS = "|".join(sorted((fold(code) for code in (*_ISSUERS, "TW")), key=len, reverse=True))
_SUFFIX = (
    rf"[a-z]{{2,8}}(?:\d{{1,2}}|(?:\s*[-/]\s*(?:{_BODY_SIGNS})(?![^\W_]))?"
    r"(?:[-/&][a-z]{2,8}\d{0,2}(?![^\W_])){0,3})"
)
_NUMBER = re.compile(
    rf"(?:(?P<type>{_TYPE_WORDS})\s+)?(?P<so>so\s*:?\s*)?(?<![\d/.])(?P<count>\d{{1,5}}[a-z]?)"
    rf"\s*(?:/\s*(?P<year>\d{{4}})\s*)?(?P<sign>[/-])\s*(?P<suffix>{_SUFFIX})(?![\w])",
)
_DATE = re.compile(
    r"\s*,?\s*ngay\s+(?P<day>\d{1,2})\s*(?:[/.-]\s*|thang\s+)(?P<month>\d{1,2})\s*(?:[/.-]\s*|nam\s+)(?P<year>\d{4})",
)
_BODIES = (
    r"chinh phu|thu tuong chinh phu|ban chap hanh trung uong(?: dang)?|bo chinh tri|ban bi thu|quoc hoi|"
    r"uy ban thuong vu quoc hoi|(?:ban thuong vu )?tinh uy|ubnd tinh|hdnd tinh|chu tich ubnd tinh|"
    r"bo [a-z]+(?: (?:va )?[a-z]+){0,5}"
)
_OF = re.compile(rf"\s*(?:,\s*)?cua\s+(?P<body>{_BODIES})\b")
_PLACE = re.compile(r"(?:\s+[A-ZĐ]\w*){1,3}")
_LAW = re.compile(r"\b(?:Luật|Bộ luật|Pháp lệnh)\s+(?=[A-ZĐÀ-ỸƯƠĂÂÊÔ])")
_LAW_END = re.compile(
    r"\s+(?:và\s+(?:các|những|văn bản|Luật|Nghị)|năm\s+\d|ngày\s|số\s|trong\b|được\b|của\s+Quốc|hiện hành|"
    r"để\b|theo\b|có\s+hiệu|sửa đổi|này\b|là\b|tại\b|ban hành ngày)|"
    r",\s*(?:Luật|Nghị|Thông|Quyết|Pháp|các|đồng|[A-ZĐ])|[;.:()\n]|$",
)
_LAW_NUMBER = re.compile(r"\s+(?:năm\s+\d{4}\s+)?\(?số\s*:?\s*(\d{1,3}/\d{4}/(?:UBTV)?QH\d{1,2})")
LONGEST_CELL = 20_000
"""No cell or paragraph of a plan is longer; what stands beyond is kept but not searched."""

_SPACES = re.compile(r"\s+")
_JOINTS = re.compile(r"[-/&]")
_FIGURES = re.compile(r"\d")
_NEEDS_YEAR = ("NĐ", "TT", "TTLT")
_LOCAL = ("UBND", "HĐND", "TU", "TW")


@dataclass(frozen=True)
class Citation:
    """A cited document.

    ``number`` is what it is cited by: its number and sign, or the name of a law without one.
    """

    type: str
    number: str
    issued_on: date | None = None
    issuer: str | None = None


@dataclass(frozen=True)
class Mention:
    """A citation and where its words stood.

    ``explicit``: the issuer was named, not concluded from the sign.
    """

    citation: Citation
    begin: int
    end: int
    explicit: bool = False
    year_missing: bool = False


def find_citations(text: str) -> tuple[Mention, ...]:
    """Every document that composed text cites, in order."""
    text = text[:LONGEST_CELL]
    numbered = list(_numbered(text))
    taken = [(one.begin, one.end) for one in numbered]
    named = [one for one in _laws(text) if all(one.end <= begin or one.begin >= end for begin, end in taken)]
    return tuple(sorted([*numbered, *named], key=lambda one: one.begin))


def without_citations(text: str) -> str:
    """The text with the figures of cited documents blanked, every other letter in its place."""
    if not any(sign in text for sign in "/-"):
        return text
    parts, end = [], 0
    for one in _numbered(text):
        parts += [text[end : one.begin], _FIGURES.sub(" ", text[one.begin : one.end])]
        end = one.end
    return "".join([*parts, text[end:]])


def merge(mentions: Iterable[Mention]) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    """Each document once, as told by all its mentions together.

    And the numbers whose days contradict each other.
    """
    known: dict[str, Mention] = {}
    at_odds: dict[str, None] = {}
    for one in mentions:
        before = known.get(one.citation.number)
        if before is None:
            known[one.citation.number] = one
            continue
        days = {before.citation.issued_on, one.citation.issued_on} - {None}
        if len(days) > 1:
            at_odds[one.citation.number] = None
        known[one.citation.number] = _merged(before, one)
    return tuple(one.citation for one in known.values()), tuple(at_odds)


def _merged(before: Mention, after: Mention) -> Mention:
    """The earlier mention, filled by the later: a day where there was none, a named issuer over a concluded
    one.
    """
    better = after.explicit and not before.explicit
    issuer = (after if better else before).citation.issuer or after.citation.issuer
    issued_on = before.citation.issued_on or after.citation.issued_on
    citation = replace(before.citation, issued_on=issued_on, issuer=issuer)
    return replace(before, citation=citation, explicit=before.explicit or better)


def _numbered(text: str) -> Iterator[Mention]:
    folded = fold(text)
    for found in _NUMBER.finditer(folded):
        mention = _mention(text, folded, found)
        if mention:
            yield mention


def _mention(text: str, folded: str, found: re.Match[str]) -> Mention | None:
    signs = _signs(text[found.start("suffix") : found.end("suffix")])
    kind = _type(found, signs)
    if not kind:
        return None
    end = found.end()
    day = _DATE.match(folded, end)
    issued_on = _day(day) if day else None
    end = day.end() if day else end
    issuer, explicit = _issuer(text, folded, end, signs)
    number = _canonical(text, found, signs)
    year_missing = not found["year"] and signs[0] in _NEEDS_YEAR
    return Mention(Citation(kind, number, issued_on, issuer), found.start(), end, explicit, year_missing)


def _signs(suffix: str) -> list[str]:
    """The letters of a number, each part as it is officially spelt: "nđ- cp" -> ["NĐ", "CP"]."""
    signs = [part.strip() for part in _JOINTS.split(suffix)]
    return [_spelt(sign, first=place == 0 and len(signs) > 1) for place, sign in enumerate(signs)]


def _spelt(sign: str, *, first: bool) -> str:
    """Marks may be lost too: "ND-CP" is "NĐ-CP"."""
    return (_KINDS if first else _SPELT).get(fold(sign), sign.upper())


def _type(found: re.Match[str], signs: list[str]) -> str | None:
    """The kind of document: by the letters of its number, else by the word before it.

    None for other fractions.
    """
    by_sign = _TYPES.get(signs[0].upper())
    if by_sign and (len(signs) > 1 or found["so"]):
        return by_sign
    by_word = _TYPE_NAMES.get(_SPACES.sub(" ", found["type"] or ""))
    return by_word if found["so"] or re.fullmatch(r"(?:UBTV)?QH\d{1,2}", signs[0]) else None


def _canonical(text: str, found: re.Match[str], signs: list[str]) -> str:
    year = f"/{found['year']}" if found["year"] else ""
    joints = _JOINTS.findall(text[found.start("suffix") : found.end("suffix")])
    letters = signs[0] + "".join(joint + sign for joint, sign in zip(joints, signs[1:], strict=True))
    return f"{found['count']}{year}{found['sign']}{letters}"


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _issuer(text: str, folded: str, end: int, signs: list[str]) -> tuple[str | None, bool]:
    """Who issued it: national bodies by the sign; others by "của ..." right behind, else by the sign.

    And if named.
    """
    last = signs[-1]
    by_sign = _ISSUERS.get(re.sub(r"\d+$", "", last))
    if by_sign and last not in _LOCAL:
        return by_sign, False
    named = _OF.match(folded, end)
    if not named:
        return by_sign, False
    place = _PLACE.match(text, named.end())
    return text[named.start("body") : place.end() if place else named.end()], True


def _laws(text: str) -> Iterator[Mention]:
    """Laws and codes cited by name alone."""
    for found in _LAW.finditer(text):
        end = _LAW_END.search(text, found.end())
        stop = end.start() if end else len(text)
        name = _SPACES.sub(" ", text[found.start() : stop]).strip(" ,-")
        numbered = _LAW_NUMBER.match(text, stop)
        if len(name) <= 120:
            kind = next((kind for kind in ("Bộ luật", "Pháp lệnh") if name.startswith(kind)), "Luật")
            issuer = "Ủy ban Thường vụ Quốc hội" if kind == "Pháp lệnh" else "Quốc hội"
            last = numbered.end() if numbered else stop
            yield Mention(
                Citation(kind, numbered[1] if numbered else name, None, issuer), found.start(), last
            )
