"""The papers of a progress report, in Word and PDF, say what it says; of a finished one they never change."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from docx import Document
from docx.enum.section import WD_ORIENT
from pytest_django.plugin import DjangoDbBlocker

from lienthong.domain.plans import actions, queries
from lienthong.spine.pdf.errors import PaperTookTooLong
from tests.domain.plans.played import played
from tests.domain.plans.running import MONITOR
from tests.e2e.people import signed_in
from tests.factories.province import SLUG
from tests.web.steering.people import browser_of, employ
from tests.web.steering.reporting import (
    begun,
    body,
    finished,
    form_of,
    text,
    words_of_pdf,
    words_of_word,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    del django_db_setup
    with played(django_db_blocker):
        yield


@pytest.fixture
def monitor() -> Client:
    return signed_in("plan_monitor")


def excuse_what_was_accepted() -> None:
    """A report of that district for the third quarter, after which nothing else happened to it."""
    plan = queries.get_plan(SLUG, as_of=date(2021, 9, 30))
    wanted = queries.Wanted(agency="GL-639", part="REQUEST", due_from=date(2021, 9, 10))
    (accepted,) = queries.list_obligations(plan.id, as_of=date(2021, 9, 30), wanted=wanted)
    at = datetime(2021, 9, 14, 1, tzinfo=UTC)
    actions.reopen(obligation=accepted.id, reason="Số liệu sai", by=MONITOR, at=at)
    actions.excuse(obligation=accepted.id, reason="Đã sáp nhập", by=MONITOR, at=at)


def test_a_finished_report_says_the_same_whatever_happens_later(monitor: Client) -> None:
    address = begun(monitor)
    monitor.post(address, form_of(monitor, address) | {"results": "Tốt"})
    finished(monitor, address)
    monitor.get(address)  # what was said once is not said again
    before = body(monitor, address)
    papers = [words_of_word(monitor, address), words_of_pdf(monitor, address)]
    excuse_what_was_accepted()
    assert body(monitor, address) == before
    assert [words_of_word(monitor, address), words_of_pdf(monitor, address)] == papers
    anew = monitor.get(begun(monitor)).content.decode()
    assert "29 trong 39 nghĩa vụ" in text(monitor.get(begun(monitor)))
    excused = re.search(r'<a href="([^"]+)">1 nghĩa vụ trong kỳ không áp dụng', anew)
    assert excused
    assert "<h1>1 nghĩa vụ</h1>" in text(monitor.get(unescape(excused[1])))


def test_the_paper_says_in_word_and_pdf_what_the_report_says(monitor: Client) -> None:
    address = begun(monitor)
    monitor.post(
        address, form_of(monitor, address) | {"results": "Đã ban hành 12 văn bản.", "proposals": "Cấp máy."}
    )
    for words in (words_of_word(monitor, address), words_of_pdf(monitor, address)):
        for said in (
            "BÁO CÁO",
            "Kết quả thực hiện Kế hoạch cải cách hành chính quý III năm 2021",
            "Trong kỳ có 4 nghĩa vụ đến hạn: 3 hoàn thành đúng hạn, 1 hoàn thành trễ hạn.",
            "rong kỳ có 36 báo cáo đến hạn: 26 hoàn thành đúng hạn, 2 đã nộp, chờ duyệt, 8 quá hạn;",
            "II. KẾT QUẢ NỔI BẬT",
            "Đã ban hành 12 văn bản.",
            "III. KIẾN NGHỊ, ĐỀ XUẤT",
            "GIÁM ĐỐC",
            "/BC-SNV",
            "Ủy ban nhân dân tỉnh Gia Lai;",
        ):
            assert said in words
        assert "TỒN TẠI, HẠN CHẾ" not in words
    answer = monitor.get(f"{address}paper.docx")
    assert 'filename="bao-cao-gl-2021-09-14.docx"' in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert monitor.get(f"{address}paper.odt").status_code == 404


def test_the_word_file_stands_as_the_decree_lays_pages_out(monitor: Client) -> None:
    word = Document(BytesIO(monitor.get(f"{begun(monitor)}paper.docx").content))
    turned = [section.orientation for section in word.sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.LANDSCAPE]
    assert all(section.different_first_page_header_footer for section in word.sections)
    assert all("PAGE" in section.header._element.xml for section in word.sections)
    for section in word.sections:
        told = [child.tag.rpartition("}")[2] for child in section._sectPr]
        assert told.count("pgNumType") == 1
        assert told.index("pgMar") < told.index("pgNumType") < told.index("cols") < told.index("titlePg")
    layout = [child.tag.rpartition("}")[2] for child in word.tables[0]._tbl.tblPr]
    assert layout[-3:] == ["tblLayout", "tblCellMar", "tblLook"]
    assert [table.rows[0].cells[0].text for table in word.tables[-2:]] == ["TT", "TT"]
    assert len(word.tables[-1].rows) == 1 + 14
    head = word.tables[0].rows[0].cells
    assert head[0].text.startswith("ỦY BAN NHÂN DÂN TỈNH GIA LAI\nSỞ NỘI VỤ")
    assert head[1].text.endswith("Gia Lai, ngày      tháng      năm 2021")


def test_a_districts_paper_is_signed_for_its_committee() -> None:
    employ("kongchro", "specialist", "GL-630")
    browser = browser_of("kongchro")
    words = words_of_word(browser, begun(browser, agency="GL-630"))
    assert "ỦY BAN NHÂN DÂN HUYỆN KÔNG CHRO" in words
    assert "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH" in words
    assert "Kông Chro, ngày" in words
    assert "- Sở Nội vụ;" in words
    assert "Thiếu người hoặc thay đổi nhân sự: Công chức đầu mối" in words


def test_a_paper_that_takes_too_long_leads_back_with_its_reason(
    monitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_paper: Any) -> bytes:
        raise PaperTookTooLong(seconds=60)

    address = begun(monitor)
    monkeypatch.setattr("lienthong.web.steering.plans.report.typeset", never)
    answer = monitor.get(f"{address}paper.pdf", follow=True)
    assert answer.redirect_chain == [(address, 302)]
    assert "60 giây" in text(answer)
