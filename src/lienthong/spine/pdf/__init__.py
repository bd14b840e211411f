"""Papers as PDF: official layout, set from data by templates that the data can never reach.

A *template* is a Typst file of this room; a *paper* is what is written on it, as plain values. The same paper
gives the same bytes. See docs/adr/0013-typesetting.md.
"""

from lienthong.spine.pdf.papers import (
    Appendix,
    Block,
    Column,
    Enclosure,
    Heading,
    OfficialPaper,
    Paragraph,
    Signature,
    Table,
)
from lienthong.spine.pdf.press import Place, typeset, typeset_form, typeset_with_places

__all__ = [
    "Appendix",
    "Block",
    "Column",
    "Enclosure",
    "Heading",
    "OfficialPaper",
    "Paragraph",
    "Place",
    "Signature",
    "Table",
    "typeset",
    "typeset_form",
    "typeset_with_places",
]
