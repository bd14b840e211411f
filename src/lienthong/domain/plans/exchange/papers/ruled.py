"""A ruled table of an official paper as Word's own XML at once: cell by cell the library takes seconds for a thousand
rows.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from lienthong.domain.plans.exchange.papers.cells import printable
from lienthong.spine.pdf import Table

TWIPS_OF_MM: Final = 56.7
HALF_POINTS: Final = 24
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_LINES = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES)
_MARGINS = "<w:tblCellMar>{}{}</w:tblCellMar>".format(
    *(f'<w:{side} w:w="57" w:type="dxa"/>' for side in ("left", "right"))
)
_HEAD_ROW = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"  # comes again on every page
_ROW = "<w:trPr><w:cantSplit/></w:trPr>"


def draw_ruled(table: Table, width: int) -> Any:
    """The element of a table ``width`` millimetres wide; a row of one cell spans it."""
    shares = [column.share for column in table.columns]
    widths = [round(width * TWIPS_OF_MM * share / sum(shares)) for share in shares]
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    layout = (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_LINES}</w:tblBorders><w:tblLayout w:type="fixed"/>{_MARGINS}</w:tblPr>'
    )
    rows = "".join(_rows(table, widths))
    return parse_xml(f"<w:tbl {nsdecls('w')}>{layout}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>")


def _rows(table: Table, widths: Sequence[int]) -> Iterator[str]:
    titles = (
        _cell(column.title, one, "center", is_bold=True)
        for column, one in zip(table.columns, widths, strict=True)
    )
    yield f"<w:tr>{_HEAD_ROW}{''.join(titles)}</w:tr>"
    for row in table.rows:
        if len(row) == 1:
            span = f'<w:gridSpan w:val="{len(widths)}"/>'
            yield f"<w:tr>{_ROW}{_cell(row[0], sum(widths), 'left', span, is_bold=True)}</w:tr>"
        else:
            cells = (
                _cell(text, one, column.align)
                for text, one, column in zip(row, widths, table.columns, strict=True)
            )
            yield f"<w:tr>{_ROW}{''.join(cells)}</w:tr>"


def _cell(text: str, width: int, align: str, shape: str = "", *, is_bold: bool = False) -> str:
    look = f'<w:rPr>{"<w:b/>" if is_bold else ""}<w:sz w:val="{HALF_POINTS}"/></w:rPr>'
    place = f'<w:pPr><w:jc w:val="{align}"/></w:pPr>'
    paragraphs = "".join(
        f'<w:p>{place}<w:r>{look}<w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in printable(text).split("\n")
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shape}</w:tcPr>{paragraphs}</w:tc>'
