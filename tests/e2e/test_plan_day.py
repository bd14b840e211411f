"""What a leader asks of the plan on 15/10/2021, question by question, answered by one page.

Each answer is counted anew by ``recount`` from the demonstration's own file, and written here as a person would read
it, so that neither the page nor the count can move without the other.
"""

from collections import Counter
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.e2e.recount import Duty, events, recount, workdays
from tests.e2e.stage import Stage
from tests.factories.province import SLUG

pytestmark = [pytest.mark.browser, pytest.mark.sampled(test=4)]
DAY = date(2021, 10, 15)
PLAN = f"/plans/{SLUG}/"
MONTHS = ["2020-12", *(f"2021-{month:02}" for month in range(1, 13)), "2022-Q1"]
HEADS = ["12/20", *(f"T{month}" for month in range(1, 13)), "Q.I/22"]
NOW = HEADS.index("T10")


@pytest.fixture
def page(morning: Stage) -> Page:
    """The Vice Chairman of the Committee opens the plan."""
    found = morning.person("ubnd.lanhdao")
    found.goto(PLAN)
    return found


@pytest.fixture
def duties(morning: Stage) -> list[Duty]:
    del morning  # whose database is counted
    return recount(DAY)


def line(place: Locator) -> str:
    return " ".join(place.inner_text().split())


def lines(places: Locator) -> list[str]:
    return [" ".join(words.split()) for words in places.all_inner_texts()]


def test_how_far_are_we_how_much_is_late_and_at_how_many(page: Page, duties: list[Duty]) -> None:
    come = [one for one in duties if one.due and one.due <= DAY]
    late = [one for one in duties if one.word(DAY) == "overdue"]
    counted = (
        len(come),
        sum(one.state == "done" for one in come),
        len(late),
        len({one.agency for one in late}),
    )
    assert counted == (126, 118, 7, 6)
    assert line(page.locator("h1")) == (
        "Đến hôm nay, 118 trong 126 nghĩa vụ đến hạn đã hoàn thành; 7 nghĩa vụ đang quá hạn ở 6 cơ quan."
        " Ba trong năm chỉ tiêu bắt buộc chưa đạt."
    )


def test_how_is_the_whole_made_up(page: Page, duties: list[Duty]) -> None:
    words = Counter(one.word(DAY) for one in duties)
    assert (words, len(duties), len({one.agency for one in duties})) == (
        {"on time": 109, "late": 17, "sent": 1, "overdue": 7, "ahead": 884},
        1018,
        257,
    )
    assert lines(page.locator(".proportion .legend li")) == [
        "109 xong đúng hạn",
        "17 xong trễ",
        "1 đã nộp, chờ duyệt",
        "7 đang quá hạn",
        "884 chưa đến hạn",
        "1.018 nghĩa vụ của 257 cơ quan",
    ]


def test_who_is_where_in_which_month(page: Page, duties: list[Duty]) -> None:
    """Every cell of every agency, in figures and in ground; the month at hand is marked."""
    page.goto(f"{PLAN}table/")
    heads = page.locator("table.heat thead th")
    assert lines(heads) == ["Cơ quan", *HEADS, "Đang trễ"]
    assert lines(page.locator("table.heat thead th[aria-current]")) == ["T10"]
    shown = page.evaluate(_READ_MAP)
    assert len(shown) == 257
    for code, cells in shown.items():
        own = [one for one in duties if one.agency == code]
        assert cells == [*(_cell(own, place) for place in range(len(HEADS))), _late_cell(own)], code


_READ_MAP = """() => Object.fromEntries([...document.querySelectorAll("table.heat tbody tr:not(.group)")].map(row => [
    row.querySelector("th a").getAttribute("href").split("/").at(-2),
    [...row.querySelectorAll("td")].map(cell => [
        cell.className,
        [...cell.innerText.matchAll(/[0-9]+/g)].map(figure => Number(figure[0])),
    ]),
]))"""
"""By the agency's code the class of each cell and the figures in it."""


def _cell(own: list[Duty], place: int) -> list[object]:
    here = [one for one in own if one.due and _month(one.due) == MONTHS[place]]
    if not here:
        return ["heat-none", []]
    done = sum(one.state == "done" for one in here)
    figures = [done, len(here)] if done or place <= NOW else [len(here)]
    return [f"heat-{_ground(here, done)}", figures]


def _ground(here: list[Duty], done: int) -> str:
    words = Counter(one.word(DAY) for one in here)
    if words["overdue"]:
        return "late" if words["overdue"] == 1 else "very-late"
    if done < len(here):
        return "ahead"
    return "tardy" if words["late"] else "done"


def _month(due: date) -> str:
    return f"{due:%Y-%m}" if due.year < 2022 else f"2022-Q{(due.month + 2) // 3}"


def _late_cell(own: list[Duty]) -> list[object]:
    late = sum(one.word(DAY) == "overdue" for one in own)
    return ["heat-sum heat-sum-late" if late else "heat-sum", [late]]


def test_on_the_overview_nobody_late_hides_in_a_fold(page: Page, duties: list[Duty]) -> None:
    rows = {line(row.locator("th")): line(row.locator("td").last) for row in page.locator(".heat tbody tr").all()
            if row.locator("td").count()}  # fmt: skip
    assert {name: count for name, count in rows.items() if count != "0"} == {
        "Sở Giao thông vận tải": "1",
        "Sở Khoa học và Công nghệ": "1",
        "Sở Nội vụ": "1",
        "Huyện Ia Pa": "1",
        "Huyện Kông Chro": "2",
        "Huyện Krông Pa": "1",
    }
    assert Counter(one.agency for one in duties if one.word(DAY) == "overdue") == {
        "GL-SGTVT": 1, "GL-SKHCN": 1, "GL-SNV": 1, "GL-635": 1, "GL-630": 2, "GL-637": 1
    }  # fmt: skip
    assert [name for name in rows if name.startswith("›")] == [
        "› 12 cơ quan khác",
        "› 9 cơ quan khác",
        "› 220 xã, phường, thị trấn",
    ]


QUARTER_III = "Báo cáo công tác cải cách hành chính quý III năm 2021"
REMINDED = "Đã nhắc 4 lần; đã báo cấp trên"
LATE = [
    ("Báo cáo công tác cải cách hành chính 6 tháng đầu năm 2021", "UBND huyện Kông Chro", "10/06", REMINDED),
    (QUARTER_III, "UBND huyện Kông Chro", "10/09", f"{REMINDED}; đã giải trình nguyên nhân"),
    (QUARTER_III, "UBND huyện Ia Pa", "10/09", REMINDED),
    (QUARTER_III, "UBND huyện Krông Pa", "10/09", REMINDED),
    (
        QUARTER_III,
        "Sở Giao thông vận tải",
        "10/09",
        "Đã trả lại 1 lần, chưa nộp lại; đã nhắc 2 lần; đã báo cấp trên",
    ),
    (
        "VI.12 Báo cáo việc tổ chức triển khai thực hiện quý III",
        "Sở Khoa học và Công nghệ",
        "30/09",
        REMINDED,
    ),
    (
        "IV.6 Kế hoạch tập huấn kỹ năng CCHC cho công chức lãnh đạo, quản lý",
        "Sở Nội vụ",
        "30/09",
        "Xin gia hạn đến 15/11/2021, chờ quyết định; đã nhắc 4 lần; đã báo cấp trên",
    ),
]
"""What, whose, its due day, the last that was done about it: from the file's lines and the steps of urging."""


def test_what_is_late_whose_for_how_long_and_what_was_done_about_it(page: Page, duties: list[Duty]) -> None:
    late = sorted((one.due, one.agency) for one in duties if one.word(DAY) == "overdue" and one.due)
    assert [f"{due:%d/%m}" for due, _agency in late] == [due for _what, _whose, due, _act in LATE]
    expect(page.locator("aside h2").first).to_have_text("Đang quá hạn: 7 nghĩa vụ")
    items = page.locator("aside .late-item")
    assert items.count() == len(LATE)
    for item, (what, whose, due, act), (day, _agency) in zip(items.all(), LATE, late, strict=True):
        said = lines(item.locator("p"))
        assert said[0].startswith(what)
        assert said[1:] == [whose, f"Hạn {due}, trễ {workdays(day, DAY)} ngày làm việc", act]


def test_what_falls_due_next_and_at_whom(page: Page, duties: list[Duty]) -> None:
    ahead: dict[tuple[date, str], set[str]] = {}
    for one in duties:
        if one.word(DAY) in ("ahead", "sent") and one.due and one.due >= DAY:
            ahead.setdefault((one.due, one.ref), set()).add(one.agency)
    soonest = sorted(ahead, key=lambda pair: pair[0])[:5]
    assert [(f"{due:%d/%m}", ref, len(ahead[due, ref])) for due, ref in soonest] == [
        ("25/11", "R4", 36),
        ("30/11", "IV.4", 1),
        ("15/12", "VII.3", 1),
        ("31/12", "III.1", 32),
        ("31/12", "III.2", 1),
    ]
    assert lines(page.locator(".soon li")) == [
        "25/11 Báo cáo công tác cải cách hành chính năm 2021 36 cơ quan",
        "30/11 IV.4 Văn bản đôn đốc, hướng dẫn đánh giá, phân loại công chức, viên chức. Sở Nội vụ",
        "15/12 VII.3 Báo cáo CCHC đầy đủ về số lượng; đảm bảo nội dung và thời gian theo quy định. Sở Nội vụ",
        "31/12 III.1 Quyết định; báo cáo 32 cơ quan",
        "31/12 III.2 Báo cáo kết quả thực hiện kế hoạch thanh tra, kiểm tra. Sở Nội vụ",
    ]


TARGETS = {
    ("VI.8", "1"): ("TTHC mức 3, 4 có hồ sơ", 60, "54,2% / ≥ 60%", "Còn thiếu 71 TTHC"),
    ("VI.8", "2"): ("Hồ sơ xử lý trực tuyến mức 3, 4", 25, "27,8% / ≥ 25%", "Đạt từ tháng 9/2021"),
    ("VI.9", "1"): ("TTHC có hồ sơ qua bưu chính", 50, "38,6% / ≥ 50%", "Còn thiếu 139 TTHC"),
    ("VI.9", "2"): ("Hồ sơ tiếp nhận qua bưu chính", 10, "6,1% / ≥ 10%", "Còn thiếu 4.550 hồ sơ"),
    ("VI.9", "3"): ("Kết quả trả qua bưu chính", 20, "21,4% / ≥ 20%", "Đạt từ tháng 6/2021"),
}
"""Name, level to reach, share and level as shown (cut, not rounded: 59,96 is not 60), what is missing."""


def test_which_demanded_figures_are_reached_and_what_is_missing(page: Page) -> None:
    values = {
        (row["ref"], row["key"]): row["text"] for row in events() if row["verb"] == "value"
    }  # the last stays
    for place, (_name, level, shown, words) in TARGETS.items():
        done, whole = map(int, values[place].split("/"))
        tenths = done * 1000 // whole
        assert shown.startswith(f"{tenths // 10},{tenths % 10}%")
        missing = -(-level * whole // 100) - done
        assert words.startswith("Còn thiếu") == (missing > 0)
        assert missing <= 0 or f" {missing:,} ".replace(",", ".") in words
    expect(
        page.get_by_role("heading", name="Năm chỉ tiêu bắt buộc của kế hoạch (VI.8, VI.9)")
    ).to_be_visible()
    assert lines(page.locator(".targets .target")) == [
        f"{name} {shown} {words}" for name, _level, shown, words in TARGETS.values()
    ]


def test_every_figure_leads_to_the_rows_that_made_it(page: Page, duties: list[Duty]) -> None:
    words = Counter(one.word(DAY) for one in duties)
    for label, word in (("xong trễ", "late"), ("đã nộp, chờ duyệt", "sent"), ("đang quá hạn", "overdue")):
        page.goto(PLAN)
        page.locator(".proportion").get_by_role("link", name=label).click()
        assert page.locator("table.rows tbody tr").count() == words[word], label
    page.goto(PLAN)
    row = page.locator(".heat tr").filter(has=page.get_by_role("link", name="Huyện Kông Chro"))
    row.get_by_role("link", name="2", exact=True).click()
    assert [
        line(cell) for cell in page.locator("table.rows tbody tr").get_by_text("UBND huyện Kông Chro").all()
    ] == ["UBND huyện Kông Chro"] * 2


def test_as_of_which_day_and_what_can_be_taken_away(page: Page) -> None:
    actions = page.locator(".heading .actions")
    expect(actions.get_by_text("Xem ngày 15/10/2021")).to_be_visible()
    expect(actions.get_by_role("button", name="In")).to_be_visible()
    actions.get_by_text("Tải về").click()
    expect(actions.get_by_role("link", name="Nghĩa vụ, Excel")).to_be_visible()
    expect(page.locator("main")).to_contain_text("751/QĐ-UBND ngày 26/12/2020")
    expect(page.locator("main")).not_to_contain_text(
        "các nghĩa vụ bạn được xem"
    )  # who leads the province sees all


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (360, 740)])
def test_the_answer_comes_first_on_every_screen(page: Page, width: int, height: int) -> None:
    """The sentence and the bar without scrolling; nothing but the map's own region runs over the edge."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(PLAN)
    for first in ("h1", ".proportion .bar"):
        box = page.locator(first).first.bounding_box()
        assert box and box["y"] + box["height"] <= height, first
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0
