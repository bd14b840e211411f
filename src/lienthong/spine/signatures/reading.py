"""The text of a PDF or Word file, page by page or paragraph by paragraph; runs confined."""

import zipfile
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element

import pypdfium2
from defusedxml.ElementTree import fromstring

MOST_PAGES: Final = 500
MOST_LETTERS: Final = 1_000_000
MOST_XML: Final = 60_000_000
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class NotRead(Exception):
    """It is no such file, or broken."""


def text_of(content: bytes, *, is_pdf: bool) -> str:
    """Pages are parted by form feeds. Raises NotRead."""
    try:
        return _of_pdf(content) if is_pdf else _of_word(content)
    except (pypdfium2.PdfiumError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as broken:
        raise NotRead from broken


def _of_pdf(content: bytes) -> str:
    pages, letters = [], 0
    with pypdfium2.PdfDocument(content) as paper:
        for place in range(min(len(paper), MOST_PAGES)):
            told = paper[place].get_textpage().get_text_range()
            pages.append(told.replace("\r\n", "\n").replace("\f", " "))
            letters += len(told)
            if letters > MOST_LETTERS:
                break
    return "\f".join(pages)


def _of_word(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if archive.getinfo("word/document.xml").file_size > MOST_XML:
            raise NotRead
        body = fromstring(archive.read("word/document.xml"))
    lines = (_line(paragraph) for paragraph in body.iter(f"{_W}p"))
    return "\n".join(lines)[:MOST_LETTERS]


def _line(paragraph: Element) -> str:
    told = {f"{_W}tab": " ", f"{_W}br": "\n"}
    return "".join(
        told.get(part.tag) or (part.text or "" if part.tag == f"{_W}t" else "") for part in paragraph.iter()
    )
