"""The running text of a plan: its head (decision, title, year), its sections and its objectives."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from lienthong.domain.plans.rules.citations import Mention, find_citations
from lienthong.domain.plans.rules.reading import DocumentReading, Section
from lienthong.domain.plans.rules.source import Line
from lienthong.domain.plans.rules.words import fold, one_line, roman

_HEADINGS = (
    re.compile(r"(?:phan\s+|muc\s+)?(?P<mark>[ivx]+)\s*[./:–-]\s*(?=\S)"),
    re.compile(r"(?P<mark>\d{1,2})\s*[.)](?!\d)\s*(?=\S)"),
    re.compile(r"(?P<mark>[a-z])\)\s*(?=\S)"),
)
_APPENDIX = re.compile(r"phu\s+luc(?:\s+(?:[ivx]+|\d+))?\s*[:.]?$|phu\s+luc\b(?=.{0,60}$)")
_TITLE = re.compile(r"(?:ke\s+hoach|chuong\s+trinh)\b")
_AFTER_TITLE = re.compile(
    r"\(|phu\s+luc\b|thuc\s+hien\b|can\s+cu\b|kem\s+theo|ban\s+hanh\s+kem|so\s*:|[-_*=]{3}"
)
_ATTACHED = re.compile(r"\(?\s*(?:ban\s+hanh\s+)?kem\s+theo\b")
_OF = re.compile(r".*\bcua\s+(?P<issuer>[^()]+?)\s*\)?\s*\.?$")
_OWN_NUMBER = re.compile(r"(?:quyet\s+dinh\s+)?so\s*:")
_DAY = re.compile(r"\bngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})")
_YEAR = re.compile(r"\bnam\s+(\d{4})\b")
_ISSUER = re.compile(
    r"(?:uy\s+ban\s+nhan\s+dan|ubnd|hoi\s+dong\s+nhan\s+dan|hdnd)\s+(?:tinh|thanh\s+pho|huyen|thi\s+xa|xa|phuong)\b"
)
_CLOSING = re.compile(r"noi\s+nhan\s*:?|(?:tm|kt|tl|tuq)\.\s*[^\W\d_]")
_COUNCIL = re.compile(r"uy\s+ban\s+nhan\s+dan|ubnd|hoi\s+dong\s+nhan\s+dan|hdnd")
_OBJECTIVES = (re.compile(r"muc\s+tieu"), re.compile(r"muc\s+dich"))
_SECRET = ("MẬT", "TỐI MẬT", "TUYỆT MẬT", "ĐỘ MẬT: MẬT", "ĐỘ MẬT: TỐI MẬT", "ĐỘ MẬT: TUYỆT MẬT")
_HEAD_LINES = 40


def body_of(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines before the appendix, without empty ones."""
    kept = []
    for place, line in enumerate(lines):
        if place and _APPENDIX.match(fold(one_line(line.text))):
            break
        if one_line(line.text):
            kept.append(replace(line, text=one_line(line.text)))
    return tuple(kept)


def is_secret(lines: tuple[Line, ...]) -> bool:
    """True when a line of the head is a mark of secrecy."""
    return any(one_line(line.text).strip(" .:*[]()").upper() in _SECRET for line in lines[:_HEAD_LINES])


def read_document(lines: tuple[Line, ...]) -> DocumentReading:
    """The decision that issued the plan and the plan's own title and year, from the first lines."""
    head = [one_line(line.text) for line in lines[:_HEAD_LINES] if one_line(line.text)]
    attached = next((text for text in head if _ATTACHED.match(fold(text))), None)
    title = _title(head)
    own = _own(head)
    document = _attached(attached) if attached else own
    if document.issued_on is None and document.number == own.number:
        document = replace(own, issuer=own.issuer or document.issuer)
    year = _YEAR.search(fold(title or "")) or _YEAR.search(fold(" ".join(head[:6])))
    return replace(document, title=title, year=int(year[1]) if year else None)


def _title(head: list[str]) -> str | None:
    begin = next((place for place, text in enumerate(head) if _TITLE.match(fold(text))), None)
    if begin is None:
        return None
    parts = [head[begin]]
    for text in head[begin + 1 : begin + 4]:
        if _AFTER_TITLE.match(fold(text)) or _mark(text):
            break
        parts.append(text)
    return " ".join(parts)


def _attached(text: str) -> DocumentReading:
    """From "(Kèm theo Quyết định số ... ngày ... của ...)"."""
    mentions = find_citations(text)
    cited = mentions[0].citation if mentions else None
    day = cited.issued_on if cited else None
    of = _OF.match(fold(text))
    issuer = text[of.start("issuer") : of.end("issuer")] if of else cited.issuer if cited else None
    return DocumentReading(cited.number if cited else None, day or _day(text), issuer)


def _own(head: list[str]) -> DocumentReading:
    """From "Số: .../KH-UBND" and "..., ngày ... tháng ... năm ..." of a plan that stands for itself."""
    numbered = next((found for text in head if (found := _numbered(text))), None)
    day = next((day for text in head if (day := _day(text))), None)
    issuer = next((text for text in _whole_names(head) if _ISSUER.match(fold(text))), None)
    return DocumentReading(numbered.citation.number if numbered else None, day, issuer)


def _whole_names(head: list[str]) -> Iterator[str]:
    """The lines; "ỦY BAN NHÂN DÂN" alone on its line is joined with the next, "TỈNH GIA LAI"."""
    for text, after in zip_longest(head, head[1:], fillvalue=""):
        yield f"{text} {after}" if _COUNCIL.fullmatch(fold(text)) else text


def _numbered(text: str) -> Mention | None:
    at = _OWN_NUMBER.search(fold(text))
    mentions = find_citations(text[at.start() :]) if at else ()
    return mentions[0] if mentions else None


def _day(text: str) -> date | None:
    found = _DAY.search(fold(text))
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _mark(text: str) -> tuple[int, str, str] | None:
    """The level (0 to 2), mark and words of a heading; None for other lines."""
    folded = fold(text)
    for level, pattern in enumerate(_HEADINGS):
        found = pattern.match(folded)
        if found and (level or roman(found["mark"])):
            mark = text[found.start("mark") : found.end("mark")]
            return level, mark.upper() if level == 0 else mark.lower(), text[found.end() :]
    return None


def read_sections(lines: tuple[Line, ...]) -> tuple[Section, ...]:
    """Every marked part of the body by its address; unmarked lines belong to the part above them.

    The list of recipients and the signature belong to none.
    """
    sections: list[Section] = []
    texts: list[list[str]] = []
    path: list[str] = []
    closed = False
    for line in lines:
        marked = _mark(line.text)
        closed = not marked and (closed or bool(_CLOSING.match(fold(line.text))))
        if marked and marked[0] <= len(path):
            level, mark, words = marked
            path = [*path[:level], mark]
            sections.append(Section(".".join(path), "", line.place))
            texts.append([words])
        elif sections and not closed:
            texts[-1].append(line.text)
    return tuple(replace(one, text="\n".join(text)) for one, text in zip(sections, texts, strict=True))


def read_objectives(sections: tuple[Section, ...]) -> tuple[str, ...]:
    """The numbered points of the part on objectives, or its paragraphs when it numbers none."""
    return tuple(_objectives(sections))


def _objectives(sections: tuple[Section, ...]) -> Iterator[str]:
    parts = [(one, fold(one.text.split("\n")[0])) for one in sections if "." not in one.address]
    root = next((one for words in _OBJECTIVES for one, head in parts if words.search(head)), None)
    if root is None:
        return
    below = [one for one in sections if one.address.startswith(f"{root.address}.")]
    yield from root.text.split("\n")[1:]
    for one in below:
        if one.address.count(".") == 1:
            deeper = [part.text for part in below if part.address.startswith(f"{one.address}.")]
            yield "\n".join([one.text, *deeper])
