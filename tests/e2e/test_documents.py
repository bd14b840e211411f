"""A document from the desk to the register in browsers: keys, draft, initials, the leader on a phone, number, seal."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.domain.documents.office import AGENCY, Office, browser, office
from tests.e2e.deeds import follow, press, said

from lienthong.connectors.trust.client import current_trust
from lienthong.domain.documents import queries
from lienthong.domain.documents.actions.common import content_of
from lienthong.domain.documents.queries import Sought, State
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.signatures.verdicts import Verdict
from lienthong.spine.signatures.verification import verify

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.sampled(test=3)]
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 740}
PIN = "mây trắng"


@pytest.fixture
def enter(chromium: Browser, live_server: LiveServer) -> Iterator[Callable[[Actor, dict[str, int]], Page]]:
    """The browser of somebody who has signed in; any fault in a script fails the test."""
    faults: list[str] = []
    contexts: list[BrowserContext] = []

    def entered(person: Actor, size: dict[str, int]) -> Page:
        client = browser(person)
        context = chromium.new_context(locale="vi-VN", viewport=size, base_url=live_server.url)  # type: ignore[arg-type]
        context.add_cookies(
            [{"name": "session", "value": client.cookies["session"].value, "url": live_server.url}]
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        return page

    yield entered
    for context in contexts:
        context.close()
    assert faults == []


def make_key(page: Page, words: str) -> None:
    page.goto("/documents/keys/")
    follow(page, words)
    page.get_by_label("Mã PIN của riêng bạn").fill(PIN)
    page.get_by_label("Nhập lại mã PIN").fill(PIN)
    press(page.locator("main"), words)
    said(page, "Khóa ký đã sẵn sàng")


def test_a_document_comes_into_the_register(
    enter: Callable[[Actor, dict[str, int]], Page], tmp_path: Path
) -> None:
    snv: Office = office(with_keys=False)
    writer, head = enter(snv.writer, DESK), enter(snv.head, PHONE)
    division, clerk = enter(snv.division, DESK), enter(snv.clerk, DESK)
    make_key(head, "Tạo khóa ký của tôi")
    make_key(clerk, "Tạo khóa ký của cơ quan")

    writer.goto("/documents/")
    follow(writer, "Soạn văn bản")
    writer.get_by_label("Ký hiệu đơn vị soạn thảo").fill("CCHC")
    writer.get_by_label("Trích yếu nội dung").fill("đôn đốc báo cáo cải cách hành chính")
    writer.get_by_label("Kính gửi").fill("Các sở, ban, ngành tỉnh")
    writer.get_by_label("Nội dung văn bản").fill("Sở Nội vụ đề nghị các cơ quan gửi báo cáo đúng hạn./.")
    press(writer, "Dàn trang")
    expect(writer.get_by_role("alert")).to_contain_text("Nơi nhận")
    expect(writer.get_by_label("Nội dung văn bản")).to_have_value(re.compile("đúng hạn"))
    writer.get_by_label("Nơi nhận").fill("Như trên\nLưu: VT, CCHC")
    press(writer, "Dàn trang")
    said(writer, "Đã soạn")
    expect(writer.locator(".sheets img")).to_have_count(1)
    follow(writer, "Trình")
    writer.get_by_label("Vì sao cần văn bản này").fill("5 cơ quan chưa gửi báo cáo quý III.")
    writer.get_by_label("Đề xuất").fill("Giám đốc ký công văn đôn đốc.")
    writer.get_by_label("Người ký nháy").select_option(snv.division.account)
    press(writer.locator("main"), "Trình")
    said(writer, "Đã trình")

    division.goto("/documents/")
    follow(division.get_by_role("table"), "đôn đốc")
    follow(division, "Ký nháy")
    press(division.locator("main"), "Ký nháy")
    said(division, "Đã ký nháy")

    head.goto("/documents/")
    follow(head.get_by_role("table"), "đôn đốc")
    follow(head, "Đọc và ký")
    expect(head.locator("main")).to_contain_text("5 cơ quan chưa gửi báo cáo quý III.")
    sheet = head.locator(".sheets img").first
    expect(sheet).to_be_visible()
    assert sheet.evaluate("image => image.decode().then(() => image.naturalWidth)") > 900
    head.screenshot(path=tmp_path / "phone.png", full_page=True)
    head.get_by_label("Mã PIN").fill("000000")
    press(head.locator("main"), "Ký")
    expect(head.get_by_role("alert")).to_contain_text("Mã PIN không đúng")
    head.get_by_label("Mã PIN").fill(PIN)
    press(head.locator("main"), "Ký")
    said(head, "Đã ký")

    clerk.goto("/documents/")
    follow(clerk.get_by_role("table"), "đôn đốc")
    follow(clerk, "Cấp số và đóng dấu")
    clerk.get_by_label("Mã PIN").fill(PIN)
    press(clerk.locator("main"), "Cấp số và ký số của cơ quan")
    said(clerk, "Đã phát hành")

    clerk.goto("/documents/register/?q=don+doc")
    expect(clerk.get_by_role("table")).to_contain_text("01/SNV-CCHC")
    (row,) = queries.list_register(AGENCY, Sought(clock.today().year)).rows
    assert row.state is State.ISSUED
    report = verify(content_of(row.file), current_trust(), at=clock.real_now())
    assert [one.verdict for one in report.signatures] == [Verdict.VALID, Verdict.VALID]
    assert report.signatures[-1].is_last_word


def mark_all(page: Page, address: str, button: str) -> None:
    page.goto(address)
    for box in page.get_by_role("checkbox").all():
        box.check()
    press(page.locator("main"), button)


def test_many_go_from_the_lists_with_one_pin_each_and_one_is_replaced(
    enter: Callable[[Actor, dict[str, int]], Page],
) -> None:
    snv: Office = office(with_keys=False)
    documents = [snv.to_sign(), snv.to_sign()]
    head, clerk, writer = enter(snv.head, PHONE), enter(snv.clerk, DESK), enter(snv.writer, DESK)
    make_key(head, "Tạo khóa ký của tôi")
    make_key(clerk, "Tạo khóa ký của cơ quan")

    mark_all(head, "/documents/", "Ký các văn bản đã đánh dấu")
    head.get_by_label("Mã PIN").fill("000000")
    press(head.locator("main"), "Ký")
    expect(head.get_by_role("alert")).to_contain_text("Mã PIN không đúng")
    head.get_by_label("Mã PIN").fill(PIN)
    head.get_by_role("button", name=re.compile("^Ký")).first.dblclick()
    expect(head.locator("h1")).to_have_text("Đã ký 2 văn bản")

    mark_all(clerk, "/documents/?queue=to-issue", "Cấp số và đóng dấu các văn bản đã đánh dấu")
    clerk.get_by_label("Mã PIN").fill(PIN)
    clerk.get_by_role("button", name=re.compile("^Cấp số và đóng dấu")).first.dblclick()
    expect(clerk.locator("h1")).to_have_text("Đã phát hành 2 văn bản")
    rows = [snv.row(one) for one in documents]
    assert sorted((row.number, row.state) for row in rows) == [(1, State.ISSUED), (2, State.ISSUED)]

    writer.goto(f"/documents/{documents[0]}/")
    writer.locator("details.menu-button > summary").first.click()
    follow(writer.locator("main"), "Soạn văn bản thay thế")
    expect(writer.get_by_label("Trích yếu nội dung")).to_have_value(re.compile("đôn đốc báo cáo"))
    press(writer, "Dàn trang")
    said(writer, "Đã soạn")
    expect(writer.locator("main")).to_contain_text("Thay thế")
