"""The plan, and a register of its duties, as PDF for the archive: the same words as their Word files."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from lienthong.domain.plans.exchange.papers.duties import HEAD as DUTY_HEAD
from lienthong.domain.plans.exchange.papers.duties import Register, written_cells
from lienthong.domain.plans.exchange.papers.paper import (
    Paper,
    attachment_line,
    body_lines,
    legal_bases,
    split_title,
)
from lienthong.domain.plans.exchange.papers.rows import HEAD, AreaRow, TaskRow, merged_spans, table_rows
from lienthong.spine.pdf import Column, typeset
from lienthong.spine.text import write_date

_SHARES = (0.5, 3.7, 3.0, 1.7, 2.1, 1.6)
_DUTY_SHARES = (0.5, 0.9, 3.7, 2.1, 1.1, 1.3, 1.1, 1.9)
_CENTRED = {"STT", "TT", "Nhiệm vụ", "Thời hạn", "Ngày văn bản"}


def write_pdf(paper: Paper) -> bytes:
    """Raises PaperTooLarge, PaperTookTooLong."""
    kind, abstract = split_title(paper)
    document, day = paper.document, paper.issued_on
    columns = [
        Column(title, share, "center" if not place else "left")
        for place, (title, share) in enumerate(zip(HEAD, _SHARES, strict=True))
    ]
    return typeset(
        "official_plan",
        {
            "agency": (paper.issuer if paper.is_attached else "") or document["issuer"] or "",
            "superior": "",
            "number": document["number"] or "",
            "place": paper.directory.home,
            "day": day.isoformat() if day else f"{document['year']}-01-01",
            "dated": write_date(day) if day else f"năm {document['year']}",
            "is_draft": False,
            "urgency": "",
            "kind": kind,
            "abstract": abstract,
            "note": attachment_line(paper) if paper.is_attached else "",
            "bases": legal_bases(paper),
            "body": [_line(level, text) for level, text in body_lines(paper)],
            "table": {
                "columns": [asdict(column) for column in columns],
                "rows": list(_spanned(list(table_rows(paper)))),
            },
        },
    )


def _line(level: int, text: str) -> dict[str, Any]:
    """Titles of parts and sections stand out; a section that is a whole paragraph does not."""
    if level in (1, 2) and len(text) < 120:
        return {"is": "heading", "level": level, "text": text}
    return {"is": "paragraph", "text": text}


def _spanned(rows: Sequence[AreaRow | TaskRow]) -> Iterator[list[dict[str, Any]]]:
    """Each cell with how many rows it reaches over; 0 for one that the cell above reaches over."""
    reach = {(first, column): last - first + 1 for first, last, column in merged_spans(rows)}
    for place, row in enumerate(rows):
        if isinstance(row, AreaRow):
            yield [{"text": row.text, "rows": 1}]
            continue
        yield [
            {"text": text or "", "rows": reach.get((place, column), 0 if text is None else 1)}
            for column, text in enumerate(row.cells)
        ]


def write_duties_pdf(register: Register) -> bytes:
    """Across the page. Raises PaperTooLarge, PaperTookTooLong."""
    columns = [
        Column(title, share, "center" if title in _CENTRED else "left")
        for title, share in zip(DUTY_HEAD, _DUTY_SHARES, strict=True)
    ]
    table = {
        "is": "table",
        "caption": "",
        "columns": [asdict(column) for column in columns],
        "rows": [written_cells(place, line) for place, line in enumerate(register.lines, 1)],
    }
    return typeset(
        "official_register",
        {
            "agency": register.issuer,
            "superior": "",
            "day": register.day.isoformat(),
            "abstract": register.title,
            "note": f"({register.subtitle})",
            "body": [table],
        },
    )
