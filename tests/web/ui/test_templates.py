"""Rules that hold for every template of the face."""

import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation

from lienthong.spine.actor import Actor
from lienthong.web.ui import parts
from lienthong.web.ui.living import REFUSED, SampleForm
from tests.web.ui.addresses import fault

SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")
ROOM = Path(__file__).parents[3] / "src/lienthong/web/ui"
TEMPLATES = sorted(str(path.relative_to(ROOM.parent)) for path in ROOM.rglob("*.html"))
INLINE = re.compile(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:")


def test_there_are_templates_to_check() -> None:
    assert len(TEMPLATES) > 30


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles_and_holds_no_inline_style_or_script(name: str) -> None:
    get_template(name)
    assert not INLINE.search((ROOM.parent / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("status", [400, 403, 404, 413, 429, 500, 503])
def test_a_fault_reassures_and_gives_a_code_to_read_aloud(status: int) -> None:
    with translation.override("vi"):
        said = fault(RequestFactory().get("/x"), status).content.decode()
    assert "L-1510-7F3A" in said
    assert "1022" in said
    assert "Traceback" not in said
    assert re.search("vẫn còn|Chưa có gì thay đổi|Không mất gì", said)
    assert said.count("<h1>") == 1
    assert said.count("button-primary") == 1


def test_a_form_that_waited_too_long_is_told_apart_from_a_closed_page() -> None:
    with translation.override("vi"):
        said = render_to_string("ui/errors/403.html", {"stale_form": True, "error_code": "L-1"})
    assert "Trang này đã mở quá lâu" in said


def test_a_fault_page_needs_no_request() -> None:
    with translation.override("vi"):
        assert "Thử lại" in render_to_string("ui/errors/500.html", {"error_code": "L-1"})


def test_the_desk_shows_who_works_where_and_what_waits() -> None:
    request = RequestFactory().get("/")
    request.actor = Actor(account="1", name="Siu H’Wĕ", position="Chuyên viên")  # type: ignore[attr-defined]
    nav = (parts.Tab("Việc của tôi", "/w", 1204, current=True), parts.Tab("Hồ sơ", "/c"))
    context = {"nav": nav, "unit_name": "Phòng CCHC", "province_name": "Tỉnh Gia Lai", "search_url": "/find"}
    with translation.override("vi"):
        said = render_to_string("ui/desk.html", context, request)
    assert '<span class="noto" lang="jra">Siu H’Wĕ</span>' in said
    assert "Phòng CCHC" in said
    assert 'aria-current="page">Việc của tôi <span class="counter">1.000+</span>' in said
    assert 'data-key="/"' in said


def test_every_page_says_when_its_clock_is_not_today() -> None:
    context = {
        "demo_now": datetime(2021, 10, 15, 9, 0, tzinfo=SAIGON),
        "as_of": date(2021, 6, 30),
        "today": date(2021, 10, 15),
    }
    with translation.override("vi"):
        said = render_to_string(
            "ui/public.html", context, RequestFactory().get("/", {"as_of": "2021-06-30", "q": "a"})
        )
    assert "thứ\u00a0Sáu\u00a015/10/2021,\u00a009:00" in said
    assert "thứ\u00a0Tư\u00a030/06/2021" in said
    assert '<a href="/?q=a">Về hôm nay</a>' in said


def test_the_title_of_a_refused_form_begins_with_the_word_error() -> None:
    with translation.override("vi"):
        said = render_to_string("ui/public.html", {"form": SampleForm(REFUSED)}, RequestFactory().get("/"))
    assert re.search(r"<title>Lỗi: ", said)
