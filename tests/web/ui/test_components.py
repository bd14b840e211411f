"""Each component, drawn: what it must say, what it must never do."""

import re
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.paginator import Paginator
from django.test import RequestFactory
from django.utils import translation

from lienthong.web.ui import living
from lienthong.web.ui.charts import Cell, HeatGroup, HeatRow
from lienthong.web.ui.paging import paging
from lienthong.web.ui.parts import Bar, Evidence, Fact, Knot, Lane, Link, Tab, Task, TaskSection
from lienthong.web.ui.shapes import ICONS, TAG_SHAPES
from lienthong.web.ui.statuses import STATUSES
from tests.web.ui.conftest import draw

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def _vietnamese() -> object:
    with translation.override("vi"):
        yield


def test_a_blocked_button_says_why_stays_reachable_and_sends_nothing() -> None:
    drawn = draw('{% button "Ban hành (còn 4 cảnh báo)" blocked=True href="/issue" name="issue" %}')
    assert (
        drawn
        == '<button class="button" type="button" aria-disabled="true">Ban hành (còn 4 cảnh báo)</button>'
    )


def test_a_button_with_an_address_is_a_link() -> None:
    assert (
        draw('{% button "Tìm" href=url %}', url="/?a=1&b=2")
        == '<a class="button button-primary" href="/?a=1&amp;b=2">Tìm</a>'
    )


def test_a_button_shows_its_key_and_tells_machines() -> None:
    drawn = draw('{% button "Trình" key="F9" data_hx_post="/sign" %}')
    assert 'data-key="F9"' in drawn
    assert 'aria-keyshortcuts="F9"' in drawn
    assert 'data-hx-post="/sign"' in drawn
    assert '<kbd aria-hidden="true">F9</kbd>' in drawn


def test_labels_are_escaped_wherever_they_stand() -> None:
    assert SCRIPT not in draw("{% button words %}{% tag 'done' words %}", words=SCRIPT)
    assert SCRIPT not in draw("{% breadcrumb crumbs %}", crumbs=[Link(SCRIPT, SCRIPT)])
    assert SCRIPT not in draw("{% thread knots %}", knots=[Knot(SCRIPT, SCRIPT, who=SCRIPT, quote=SCRIPT)])
    assert SCRIPT not in draw("{% facts facts %}{% key_facts facts %}", facts=[Fact(SCRIPT, SCRIPT, SCRIPT)])
    assert SCRIPT not in draw(
        "{% panel words %}x{% endpanel %}{% empty words %}x{% endempty %}", words=SCRIPT
    )
    assert SCRIPT not in draw("{% alert %}{{ words }}{% endalert %}", words=SCRIPT)


@pytest.mark.parametrize(
    ("status", "word", "shape"),
    [
        ("not_started", "Chưa bắt đầu", "circle"),
        ("in_progress", "Đang xử lý", "half"),
        ("submitted", "Đã nộp, chờ duyệt", "arrow"),
        ("waiting_supplement", "Chờ bổ sung", "bars"),
        ("due_soon", "Sắp đến hạn", "clock"),
        ("due_today", "Hôm nay", "hourglass"),
        ("returned", "Bị trả lại", "back"),
        ("overdue", "Quá hạn", "triangle"),
        ("done_on_time", "Xong đúng hạn", "tick"),
        ("done_late", "Xong trễ", "tick-late"),
        ("not_applicable", "Không áp dụng", "dash"),
        ("locked", "Chưa mở", "dash"),
        ("needs_payment", "Cần nộp tiền", "bars"),
        ("handed_over", "Đã trả", "tick"),
    ],
)
def test_a_status_is_always_a_word_and_a_shape(status: str, word: str, shape: str) -> None:
    drawn = draw("{% tag status %}", status=status)
    assert word in drawn
    assert TAG_SHAPES[shape] in drawn


def test_every_status_has_a_shape_and_a_ground_in_the_styles() -> None:
    styles = (living.__file__.rsplit("/", 1)[0]) + "/static/ui/common.css"
    with open(styles, encoding="utf-8") as file:
        rules = file.read()
    for status in STATUSES.values():
        assert status.shape in TAG_SHAPES
        assert f".tag-{status.tone} {{" in rules


def test_every_icon_is_drawn_in_silence() -> None:
    for name in ICONS:
        assert 'aria-hidden="true"' in draw("{% icon name %}", name=name)


def test_tabs_are_links_that_say_which_is_open() -> None:
    drawn = draw(
        "{% tabs tabs %}",
        tabs=[Tab("Quá hạn", "?q=late", 1, tone="late"), Tab("Hôm nay", "?q=today", 0, True, "today")],
    )
    assert '<a href="?q=late">Quá hạn <span class="counter counter-late">1</span></a>' in drawn
    assert '<a href="?q=today" aria-current="page">Hôm nay <span class="counter">0</span></a>' in drawn


@pytest.mark.parametrize(
    ("number", "previous_url", "next_url", "words"),
    [
        (1, "", "?q=a&page=2", "1–50 trong 120"),
        (2, "?q=a&page=1", "?q=a&page=3", "51–100 trong 120"),
        (3, "?q=a&page=2", "", "101–120 trong 120"),
    ],
)
def test_paging_keeps_the_filter(number: int, previous_url: str, next_url: str, words: str) -> None:
    request = RequestFactory().get("/", {"q": "a", "page": str(number)})
    found = paging(request, Paginator(range(120), 50).page(number))
    assert (found.previous_url, found.next_url, found.words) == (previous_url, next_url, words)


def test_one_page_needs_no_buttons() -> None:
    found = paging(RequestFactory().get("/"), Paginator(range(3), 50).page(1))
    assert "Trang sau" not in draw("{% pagination paging %}", paging=found)


@pytest.mark.parametrize(
    ("asked", "leads_to", "says"),
    [("", "?sort=due", ""), ("due", "?sort=-due", "ascending"), ("-due", "?sort=due", "descending")],
)
def test_a_head_says_how_it_sorts_and_leads_to_the_other_way(asked: str, leads_to: str, says: str) -> None:
    drawn = draw(
        "{% column 'Hạn' sort='due' %}", query={"sort": asked, "page": "3"} if asked else {"page": "3"}
    )
    assert f'href="{leads_to}"' in drawn
    assert (f'aria-sort="{says}"' in drawn) is bool(says)


def test_the_filter_bar_keeps_the_as_of_day_and_can_be_cleared() -> None:
    form = living.SampleFilters({"q": "iso"})
    drawn = draw("{% filters form %}", form=form, query={"q": "iso", "as_of": "2021-06-30", "page": "2"})
    assert '<input type="hidden" name="as_of" value="2021-06-30">' in drawn
    assert 'name="page"' not in drawn
    assert "Bỏ bộ lọc" in drawn
    assert "Bỏ bộ lọc" not in draw("{% filters form %}", form=living.SampleFilters())


def test_the_day_a_page_is_seen_from_can_be_changed_and_left() -> None:
    days = {"as_of": date(2021, 6, 30), "today": date(2021, 10, 15)}
    query = {"as_of": "2021-06-30", "known": "2021-07-01", "q": "iso"}
    drawn = draw("{% as_of_picker %}", query=query, **days)
    assert 'name="as_of" id="as-of" value="30/06/2021"' in drawn
    assert '<input type="hidden" name="q" value="iso">' in drawn
    assert '<a href="/?q=iso">Về hôm nay</a>' in drawn
    assert '<a href="/">Về hôm nay</a>' in draw("{% as_of_picker %}", query={"as_of": "2021-06-30"}, **days)
    assert draw('{% here_without "as_of" "known" %}', query=query) == "/?q=iso"
    assert "known" not in drawn


def test_an_entry_of_the_thread_shows_state_sentence_quote_and_evidence() -> None:
    paper = Evidence("Báo cáo 187/BC-SKHCN", "/f/1", status="valid_signature")
    knot = Knot(
        "01/10", "Sở Nội vụ trả lại.", "returned", who="Tỉnh", quote="Thiếu số liệu.", evidence=[paper]
    )
    drawn = draw("{% thread knots %}", knots=[knot, replace(knot, state="now")])
    assert "knot-returned" in drawn
    assert drawn.count('aria-current="step"') == 1
    assert '<blockquote class="quote">Thiếu số liệu.</blockquote>' in drawn
    assert "Chữ ký hợp lệ" in drawn


def test_a_task_that_is_not_open_is_no_link_and_says_what_opens_it() -> None:
    drawn = draw(
        "{% task_list sections %}",
        sections=[TaskSection("Gửi", [Task("Ký", hint="mở khi xong", status="locked")])],
    )
    assert "<a " not in drawn
    assert "mở khi xong" in drawn
    assert "Chưa mở" in drawn


def test_bars_of_a_strip_fill_their_columns_and_leave_the_rest_empty() -> None:
    lane = Lane("Xã", [Bar(3, 2, "sau", "planned"), Bar(0, 1, "trước")])
    drawn = draw("{% level_strip lanes days label='Dải' %}", lanes=[lane], days=list("abcdef"))
    assert re.findall(r'colspan="(\d)"', drawn) == ["1", "2", "2", "1"]
    assert drawn.index("trước") < drawn.index("sau")


def test_a_due_box_opens_its_sum_and_names_the_result_last() -> None:
    drawn = draw(
        "{% due_box due 'Hạn trả' sum 'due_soon' 'Còn 1 ngày' %}Lịch 2021{% enddue_box %}",
        due=datetime(2021, 10, 18, 17, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")),
        sum=living.SUM,
    )
    assert "Vì sao là ngày này?" in drawn
    assert "Thứ\u00a0Hai\u00a018/10/2021,\u00a017:00" in drawn
    assert drawn.rindex("Hạn trả</td>") < drawn.rindex("18/10</td>")


def test_the_heat_map_is_a_table_whose_cells_speak() -> None:
    row = HeatRow(
        "Sở Nội vụ",
        [Cell(due=2, done=2, tardy=1, url="/a"), Cell(due=2, done=1, overdue=1), Cell()],
        1,
        "/nv",
    )
    drawn = draw(
        "{% heat_map groups months current=1 label='L' %}",
        groups=[HeatGroup("Sở (1)", [row])],
        months=["T1", "T2", "T3"],
    )
    assert '<th scope="row"><a href="/nv">Sở Nội vụ</a></th>' in drawn
    assert '<a href="/a">2/2<span class="unseen"> có việc trễ</span></a>' in drawn
    assert '<span class="unseen">quá hạn </span>1/2' in drawn
    assert '<th scope="col" aria-current="date">T2</th>' in drawn
    assert '<td class="heat-sum heat-sum-late">1</td>' in drawn
    assert "0/0" not in drawn


def test_the_figures_of_a_line_chart_stand_in_a_table_beneath_it() -> None:
    drawn = draw(
        "{% line_chart series ticks 'Tỷ lệ' top=32 target=25 target_label='mức' %}",
        series=living.SERIES,
        ticks=living.TICKS,
    )
    assert "Xem bảng số liệu" in drawn
    assert '<td class="number">27,9</td>' in drawn
    assert '<td class="number">chưa rõ</td>' in drawn
    assert drawn.count('role="img"') == 2


def test_counts_of_the_proportion_bar_stand_in_its_legend() -> None:
    drawn = draw("{% proportion segments 'của 37 cơ quan' %}", segments=living.SEGMENTS)
    assert re.findall(r'figures">(\d+)</b>', drawn) == ["135", "22", "1", "7", "275"]


def test_a_dialog_without_scripts_is_a_page() -> None:
    assert (
        draw("{% dialog 'Hủy số 2146?' is_page=True %}x{% enddialog %}")
        == '<section class="dialog"><h1>Hủy số 2146?</h1>x</section>'
    )
    assert 'aria-labelledby="d-title"' in draw("{% dialog 'Hủy?' id='d' %}x{% enddialog %}")


def test_a_code_can_be_read_back_from_its_drawing() -> None:
    drawn = draw("{% qr address %}", address="https://lienthong.example/1")
    assert drawn.startswith("<svg")
    assert "style=" not in drawn


def test_an_address_too_long_for_a_code_leaves_the_page_whole() -> None:
    assert draw("{% qr address %}", address=f"https://lienthong.example/?q={'a' * 30_000}") == ""
    assert "<svg" in draw("{% qr address %}", address=f"https://lienthong.example/?q={'a' * 900}")
