"""The appendix as a Word table, written as XML at once: cell by cell the library takes a minute for 4,000
tasks.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from lienthong.domain.plans.exchange.papers.cells import printable
from lienthong.domain.plans.exchange.papers.rows import HEAD, AreaRow, TaskRow, merged_spans

_WIDTHS = (567, 4196, 3402, 1928, 2381, 1814)  # twentieths of a point: the inner width of an A4 page across
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_LINES = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES)
_LAYOUT = (
    f'<w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/>'
    f'<w:tblBorders>{_LINES}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
)
_GRID = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
_HEAD_ROW = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"  # comes again on every page
_ROW = "<w:trPr><w:cantSplit/></w:trPr>"


def draw_table(rows: Sequence[AreaRow | TaskRow], *, style: str) -> Any:
    """The element of the table; ``style`` is the paragraphs' style."""
    merged = _merges(rows)
    drawn = [_head(style), *(_row(row, place, merged, style) for place, row in enumerate(rows))]
    return parse_xml(f"<w:tbl {nsdecls('w')}>{_LAYOUT}<w:tblGrid>{_GRID}</w:tblGrid>{''.join(drawn)}</w:tbl>")


def _merges(rows: Sequence[AreaRow | TaskRow]) -> dict[tuple[int, int], str]:
    """The part that each cell of a merged run plays in it, by row and column."""
    return {
        (place, column): '<w:vMerge w:val="restart"/>' if place == first else "<w:vMerge/>"
        for first, last, column in merged_spans(rows)
        for place in range(first, last + 1)
    }


def _head(style: str) -> str:
    cells = (_cell(text, width, style, bold=True) for text, width in zip(HEAD, _WIDTHS, strict=True))
    return f"<w:tr>{_HEAD_ROW}{''.join(cells)}</w:tr>"


def _row(row: AreaRow | TaskRow, place: int, merged: dict[tuple[int, int], str], style: str) -> str:
    if isinstance(row, AreaRow):
        span = f'<w:gridSpan w:val="{len(HEAD)}"/>'
        return f"<w:tr>{_ROW}{_cell(row.text, sum(_WIDTHS), style, span, bold=True)}</w:tr>"
    cells = (
        _cell(text or "", _WIDTHS[column], style, merged.get((place, column), ""))
        for column, text in enumerate(row.cells)
    )
    return f"<w:tr>{_ROW}{''.join(cells)}</w:tr>"


def _cell(text: str, width: int, style: str, shape: str = "", *, bold: bool = False) -> str:
    paragraphs = "".join(_paragraphs(text, style, bold=bold))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shape}</w:tcPr>{paragraphs}</w:tc>'


def _paragraphs(text: str, style: str, *, bold: bool) -> Iterator[str]:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    for line in printable(text).split("\n"):
        words = f'<w:r>{look}<w:t xml:space="preserve">{escape(line)}</w:t></w:r>' if line else ""
        yield f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{words}</w:p>'
