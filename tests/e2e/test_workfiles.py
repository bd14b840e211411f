"""In browsers: a work file from its list to the archive. The head approves the list of the year, the keeper opens a
file of it, puts documents in, closes it and hands it over; the archivist gives it back once, then takes it in.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.domain.workfiles.cabinet import UNIT, cabinet
from tests.e2e.deeds import follow, press, said
from tests.e2e.test_documents import DESK, PHONE, enter

from lienthong.domain.workfiles import queries
from lienthong.domain.workfiles.queries import Queue, State
from lienthong.spine import clock
from lienthong.spine.actor import Actor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.sampled(test=3)]
type Enter = Callable[[Actor, dict[str, int]], Page]
__all__ = ["enter"]


def approve_list(keeper: Page, clerk: Page, head: Page, year: int) -> None:
    keeper.goto(f"/documents/files/lists/{year}/")
    follow(keeper.locator("main"), "Thêm hồ sơ vào danh mục")
    keeper.get_by_label("Số, ký hiệu").fill("01.CCHC")
    keeper.get_by_label("Đơn vị lập hồ sơ").fill(UNIT)
    keeper.locator("[name=years]").fill("20 năm")
    press(keeper.locator("main"), "Thêm hồ sơ vào danh mục")
    expect(keeper.get_by_role("alert").first).to_contain_text("Tiêu đề hồ sơ")  # nothing typed is lost
    expect(keeper.get_by_label("Số, ký hiệu")).to_have_value("01.CCHC")
    keeper.get_by_label("Tiêu đề hồ sơ").fill("Hồ sơ theo dõi kế hoạch cải cách hành chính")
    press(keeper.locator("main"), "Thêm hồ sơ vào danh mục")
    said(keeper, "Đã ghi vào dự thảo danh mục")
    for page, words, done in ((clerk, "Trình danh mục", "Đã trình"), (head, "Duyệt danh mục", "Đã duyệt")):
        page.goto(f"/documents/files/lists/{year}/")
        follow(page.locator("main"), words)
        press(page.locator("main"), words)
        said(page, done)


def hand_over(keeper: Page) -> None:
    follow(keeper.locator("main"), "Nộp lưu hồ sơ")
    for box in keeper.get_by_role("checkbox").all():
        box.check()
    press(keeper.locator("main"), "Nộp lưu hồ sơ")
    said(keeper, "Đã nộp lưu")


def take_in(clerk: Page, reason: str) -> None:
    clerk.goto("/documents/files/hand-overs/")
    follow(clerk.get_by_role("table"), "Lần nộp lưu số")  # the newest
    clerk.locator("[name^=back_]").first.fill(reason)
    press(clerk.locator("main"), "Tiếp nhận hồ sơ không ghi lý do trả lại")
    said(clerk, "Đã tiếp nhận")


def test_a_work_file_goes_from_the_list_of_the_year_to_the_archive(enter: Enter) -> None:
    snv, year = cabinet(), clock.today().year
    snv.answered()
    snv.room.plainly_issued()
    keeper, clerk, head = enter(snv.writer, DESK), enter(snv.clerk, DESK), enter(snv.head, PHONE)
    approve_list(keeper, clerk, head, year)

    keeper.goto("/documents/files/new/")
    keeper.get_by_label("Hồ sơ nào trong danh mục").select_option(index=0)
    press(keeper.locator("main"), "Mở hồ sơ này")
    said(keeper, "Đã mở hồ sơ")
    at = keeper.url
    follow(keeper.locator("main"), "Đưa văn bản vào")
    press(keeper.locator("main"), "Đưa văn bản đã đánh dấu")
    said(keeper, "Hãy đánh dấu ít nhất một văn bản")
    for box in keeper.get_by_role("checkbox").all():
        box.check()
    press(keeper.locator("main"), "Đưa văn bản đã đánh dấu")
    expect(keeper.get_by_role("table")).to_contain_text("góp ý dự thảo")
    expect(keeper.locator("tbody tr")).to_have_count(2)
    keeper.locator("details.menu-button > summary").first.click()
    follow(keeper.locator("main"), "Kết thúc hồ sơ")
    press(keeper.locator("main"), "Kết thúc hồ sơ")
    said(keeper, "Đã kết thúc hồ sơ")

    hand_over(keeper)
    take_in(clerk, "Thiếu báo cáo tổng kết")
    keeper.goto(at)
    expect(keeper.locator("main")).to_contain_text("Lưu trữ trả lại: Thiếu báo cáo tổng kết")
    hand_over(keeper)
    take_in(clerk, "")
    keeper.goto(at)
    expect(keeper.locator("main")).to_contain_text("Hồ sơ nằm trong lưu trữ")
    (row,) = queries.list_queue(Queue.ARCHIVED, by=snv.writer)
    assert (row.state, row.papers, row.code) == (State.ARCHIVED, 2, "01.CCHC")
