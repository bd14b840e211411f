"""Whatever leaves a place for practice says so: pages, answers for machines, workbooks, Word files, PDFs, names."""

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from docx import Document
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader
from pytest_django import Settings

from lienthong.spine.pdf import (
    OfficialPaper,
    Paragraph,
    Signature,
    typeset,
    typeset_form,
    typeset_with_places,
)
from lienthong.spine.pdf.errors import TemplateFaulty
from lienthong.spine.place.rules import WORDS
from lienthong.web.entrance.practice import DOCUMENT, SHEET, MarkedAnswers


@pytest.fixture(autouse=True)
def training(settings: Settings) -> Settings:
    settings.LIENTHONG_MODE = "training"
    return settings


def through(answer: HttpResponse) -> HttpResponse:
    given: Callable[[HttpRequest], HttpResponse] = lambda _request: answer  # noqa: E731
    return MarkedAnswers(given)(RequestFactory().get("/"))


def file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Length"] = str(len(content))
    return through(answer)


def test_a_place_for_work_does_without(training: Settings) -> None:
    training.LIENTHONG_MODE = "production"
    with pytest.raises(MiddlewareNotUsed):
        MarkedAnswers(lambda _request: HttpResponse())


def test_answers_for_machines_say_so() -> None:
    answer = through(JsonResponse({"number": "TH.000.00.31.H21-211015-0001"}))
    told = json.loads(answer.content)
    assert told == {"place": WORDS, "number": "TH.000.00.31.H21-211015-0001"}
    assert answer.headers["X-Lienthong-Place"] == "TAP HUAN - DU LIEU GIA"
    assert through(JsonResponse([1], safe=False)).content == b"[1]"


def test_workbooks_say_so_on_every_printed_page_and_in_their_name() -> None:
    target, book = BytesIO(), Workbook()
    book.active["A1"] = "Hồ sơ"  # type: ignore[index]
    book.save(target)
    answer = file(target.getvalue(), SHEET, "so.xlsx")
    assert 'filename="TAP-HUAN-so.xlsx"' in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Length"] == str(len(answer.content))
    made: Any = load_workbook(BytesIO(answer.content))
    assert made.worksheets[0]["A1"].value == "Hồ sơ"
    assert made.worksheets[0].oddHeader.center.text == WORDS
    assert made.worksheets[-1]["A1"].value == WORDS


def test_word_files_say_so_above_every_page() -> None:
    target, document = BytesIO(), Document()
    document.add_paragraph("Báo cáo")
    document.save(target)
    made = Document(BytesIO(file(target.getvalue(), DOCUMENT, "bc.docx").content))
    assert WORDS in [line.text for line in made.sections[0].header.paragraphs]


def words_of(pdf: bytes) -> list[str]:
    """Of each page."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def paper() -> OfficialPaper:
    return OfficialPaper(
        agency="Sở Nội vụ",
        number="12/BC-TH-SNV",
        place="Gia Lai",
        day=date(2021, 10, 15),
        abstract="Kết quả",
        kind="Báo cáo",
        body=[Paragraph("Một đoạn.")] * 60,
        signature=Signature("Giám đốc", "Siu H’Đoan"),
    )


def test_every_page_of_a_paper_of_ours_says_so() -> None:
    pages = words_of(typeset(paper().template, paper().data()))
    assert len(pages) > 1
    assert all(WORDS in page for page in pages)


def test_room_that_a_paper_leaves_is_where_it_is_without_the_mark(training: Settings) -> None:
    marked, places = typeset_with_places(paper().template, paper().data())
    training.LIENTHONG_MODE = "production"
    assert typeset_with_places(paper().template, paper().data())[1] == places
    assert WORDS in words_of(marked)[0]


def test_a_form_that_somebody_wrote_says_so_too_and_its_faults_keep_their_lines() -> None:

    (page,) = words_of(typeset_form('#set page(paper: "a5")\nGiấy tiếp nhận', {}))
    assert WORDS in page
    with pytest.raises(TemplateFaulty) as fault:
        typeset_form("Một\n#nothing", {})
    assert fault.value.facts["line"] == 2


def test_papers_of_work_do_not_say_so(training: Settings) -> None:
    training.LIENTHONG_MODE = "production"
    assert all(WORDS not in page for page in words_of(typeset(paper().template, paper().data())))


def test_pages_are_coloured_and_say_so_on_paper_as_well() -> None:
    page = render_to_string("ui/base.html", {"training": WORDS})
    assert f'data-training="{WORDS}"' in page
    assert "ui/training.css" in page
    assert page.index(WORDS) < page.index("masthead")
    assert "training" not in render_to_string("ui/base.html", {})
