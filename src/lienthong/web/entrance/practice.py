"""In a place for practice nothing leaves without saying so: a header on every answer, marks in files and in JSON."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from lienthong.spine.place.mode import is_training, training_words
from lienthong.spine.place.rules import PLAIN

OFFICE: Final = "application/vnd.openxmlformats-officedocument."
SHEET, DOCUMENT = f"{OFFICE}spreadsheetml.sheet", f"{OFFICE}wordprocessingml.document"
RED: Final = "A02A1B"
HEADER: Final = "X-Lienthong-Place"


class MarkedAnswers:
    """PDFs are marked where they are set. What cannot bear words inside (a picture, a ZIP) bears them in its name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not is_training():
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer[HEADER] = PLAIN
        name = answer.get("Content-Disposition", "")
        answer_name = _named(name)
        if answer_name != name:
            answer["Content-Disposition"] = answer_name
        mark = _MARKS.get(answer.get("Content-Type", "").partition(";")[0])
        if mark and not answer.streaming and answer.content:
            answer.content = mark(answer.content)
            if answer.has_header("Content-Length"):
                answer["Content-Length"] = str(len(answer.content))
        return answer


def _named(disposition: str) -> str:
    """The same file under a name that says what it is."""
    for start in ('filename="', "filename*=utf-8''"):
        disposition = disposition.replace(start, f"{start}TAP-HUAN-")
    return disposition


def _mark_json(content: bytes) -> bytes:
    """An object says it in a key of its own; a list is told by the header alone."""
    told = json.loads(content)
    if not isinstance(told, dict) or "openapi" in told:
        return content
    return json.dumps({"place": training_words(), **told}, ensure_ascii=False).encode()


def _mark_sheet(content: bytes) -> bytes:
    """A coloured sheet of its own behind the others, and a line above every printed page."""
    from openpyxl import load_workbook

    book: Any = load_workbook(BytesIO(content))
    for sheet in book.worksheets:
        sheet.oddHeader.center.text = training_words()
        sheet.oddHeader.center.color = RED
        sheet.sheet_properties.tabColor = RED
    own = book.create_sheet("TẬP HUẤN")
    own.sheet_properties.tabColor = RED
    own["A1"] = training_words()
    return _saved(book)


def _mark_document(content: bytes) -> bytes:
    """A line above every page."""
    from docx import Document

    document = Document(BytesIO(content))
    for section in document.sections:
        for header in (section.header, section.first_page_header):
            header.is_linked_to_previous = False
            line = header.paragraphs[0] if header.paragraphs else header.add_paragraph()
            line.insert_paragraph_before(training_words())
    return _saved(document)


def _saved(office: Any) -> bytes:
    target = BytesIO()
    office.save(target)
    return target.getvalue()


_MARKS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "application/json": _mark_json,
    "application/problem+json": _mark_json,
    SHEET: _mark_sheet,
    DOCUMENT: _mark_document,
}
