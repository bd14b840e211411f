"""In browsers: a signed document of the register is a case's result, and what a duty of the plan is done by."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.domain.plans.running import of
from tests.e2e.counter import PHONE, act, desk, sign_in
from tests.e2e.deeds import follow, press, said
from tests.e2e.people import account, username
from tests.e2e.test_documents import PIN
from tests.faults.drain import drain

from lienthong.config.demo import PASSWORD
from lienthong.connectors.trust.client import current_trust
from lienthong.domain.accounts import actions as accounts
from lienthong.domain.accounts.queries import find_account, get_user
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.plans import actions, queries
from lienthong.domain.plans.queries import Wanted
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.signatures.verdicts import Verdict
from lienthong.spine.signatures.verification import verify

pytestmark = [pytest.mark.browser, pytest.mark.sampled(test=12, all=2)]
CASE, SPECIALIST, CHAIRMAN = "000.00.31.H21-211014-0001", "nguyenthithuha.622", "huynhminhkhanh.622"
RESULT = f"kết quả giải quyết hồ sơ {CASE}"
DEPARTMENT, REPORT = "GL-SKHCN", "tình hình áp dụng ISO 9001 quý III năm 2021"


def assert_signed(content: bytes) -> None:
    """By the person and by the agency, and nothing was added afterwards."""
    report = verify(content, current_trust(), at=clock.real_now())
    assert [one.verdict for one in report.signatures] == [Verdict.VALID, Verdict.VALID]
    assert report.signatures[-1].is_last_word


def someone(username: str, name: str, title: str, role: str) -> None:
    """Who signs and who seals at the department of the duty."""
    by, at = platform("test"), clock.now()
    opened = accounts.open_account(username=username, full_name=name, by=by, at=at)
    organisations.assign(
        account=opened, agency=DEPARTMENT, title=title, role=role, on=clock.today(), by=by, at=at
    )
    let_in(opened)


def let_in(person: str) -> None:
    user = get_user(person)
    user.set_password(PASSWORD)
    user.save()


def make_key(page: Page, site: LiveServer, words: str) -> None:
    page.goto(f"{site.url}/documents/keys/")
    follow(page, words)
    page.get_by_label("Mã PIN của riêng bạn").fill(PIN)
    page.get_by_label("Nhập lại mã PIN").fill(PIN)
    press(page.locator("main"), words)
    said(page, "Khóa ký đã sẵn sàng")


def write(page: Page, kind: str, body: str, *, initials: str = "") -> None:
    """What the form does not know already; on to who initials it, or to who signs."""
    page.get_by_label("Loại văn bản").select_option(kind)
    page.get_by_label("Nội dung văn bản").fill(body)
    press(page, "Dàn trang")
    said(page, "Đã soạn")
    follow(page, "Trình")
    page.get_by_label("Vì sao cần văn bản này").fill("Hồ sơ đủ điều kiện.")
    page.get_by_label("Đề xuất").fill("Ký ban hành.")
    if initials:
        page.locator("[name=to]").select_option(
            page.locator("[name=to] option", has_text=initials).get_attribute("value")
        )
    press(page.locator("main"), "Trình")
    said(page, "Đã trình")


def initial(page: Page, site: LiveServer, subject: str) -> None:
    page.goto(f"{site.url}/documents/")
    follow(page.get_by_role("table"), subject)
    follow(page, "Ký nháy")
    press(page.locator("main"), "Ký nháy")
    said(page, "Đã ký nháy")


def sign(page: Page, site: LiveServer, subject: str) -> None:
    page.goto(f"{site.url}/documents/")
    follow(page.get_by_role("table"), subject)
    follow(page, "Đọc và ký")
    page.get_by_label("Mã PIN").fill(PIN)
    press(page.locator("main"), "Ký")
    said(page, "Đã ký")


def seal(page: Page, site: LiveServer, subject: str) -> None:
    page.goto(f"{site.url}/documents/?queue=to-issue")
    follow(page.get_by_role("table"), subject)
    follow(page, "Cấp số và đóng dấu")
    page.get_by_label("Mã PIN").fill(PIN)
    press(page.locator("main"), "Cấp số và ký số của cơ quan")
    said(page, "Đã phát hành")


@pytest.mark.usefixtures("city_at_work")
def test_a_cases_result_is_a_document_that_its_leader_signed_and_its_agency_sealed(
    chromium: Browser, site: LiveServer
) -> None:
    officer, leader, clerk, counter = desk(chromium), desk(chromium, PHONE), desk(chromium), desk(chromium)
    chairman = find_account(CHAIRMAN)
    assert chairman
    let_in(chairman.id)
    sign_in(leader, site, CHAIRMAN, "/documents/")
    make_key(leader, site, "Tạo khóa ký của tôi")
    sign_in(clerk, site, "rolanhphuong.622", "/documents/")
    make_key(clerk, site, "Tạo khóa ký của cơ quan")

    sign_in(officer, site, SPECIALIST, "/cases/")
    officer.get_by_role("link", name=CASE).click()
    case = officer.url.removeprefix(site.url)
    officer.locator(".heading").get_by_text("Yêu cầu khác").click()
    follow(officer, "Soạn văn bản kết quả")
    expect(officer.get_by_label("Trích yếu nội dung")).to_have_value(re.compile(RESULT))
    write(officer, "QD", "Cấp phép xây dựng theo hồ sơ thiết kế kèm theo./.", initials="Trần Như Quỳnh")
    officer.goto(site.url + case)
    act(officer, "Trình ký", {"Việc gì, vì sao, căn cứ nào, đề xuất gì": "Đủ điều kiện; đề nghị ký."})

    division = desk(chromium)
    sign_in(division, site, "trannhuquynh.622", "/documents/")
    initial(division, site, RESULT)
    sign(leader, site, RESULT)
    seal(clerk, site, RESULT)
    drain()

    officer.reload()
    told = officer.get_by_role("link", name="01/QĐ-UBND").first
    expect(told).to_be_visible()
    sign_in(counter, site, "rocham.yen", case)
    act(counter, "Nhận kết quả về Một cửa")
    act(counter, "Trả kết quả")
    expect(counter.locator("main")).to_contain_text("Đã trả kết quả")
    for page in (officer, division, leader, clerk, counter):
        page.context.close()


@pytest.mark.usefixtures("province")
def test_a_duty_is_done_by_a_document_that_was_signed_and_sealed(chromium: Browser, site: LiveServer) -> None:
    someone("head.skhcn", "Bùi Thị Thử", "Giám đốc Sở", "agency_leader")
    someone("clerk.skhcn", "Kpă Thử", "Văn thư", "document_clerk")
    owed = queries.list_obligations(None, as_of=clock.today(), wanted=Wanted(agency=DEPARTMENT))
    duty = next(row for row in owed if len(row.outputs) == 1)
    actions.assign(obligation=duty.id, focal=account("specialist"), by=of(DEPARTMENT), at=clock.now())
    specialist, head, clerk = desk(chromium), desk(chromium, PHONE), desk(chromium)
    for page, user, words in (
        (head, "head.skhcn", "Tạo khóa ký của tôi"),
        (clerk, "clerk.skhcn", "Tạo khóa ký của cơ quan"),
    ):
        sign_in(page, site, user, "/documents/")
        make_key(page, site, words)

    sign_in(specialist, site, username("specialist"), "/documents/new/")
    specialist.get_by_label("Trích yếu nội dung").fill(REPORT)
    specialist.get_by_label("Nơi nhận").fill("Sở Nội vụ\nLưu: VT")
    write(specialist, "BC", "I. Kết quả\nĐã áp dụng tại các cơ quan./.")
    sign(head, site, REPORT)
    seal(clerk, site, REPORT)

    specialist.goto(f"{site.url}/work/{duty.id}/hand-in/")
    press(specialist, "Lấy từ sổ văn bản đi")
    specialist.get_by_label("Văn bản trong sổ của cơ quan").select_option(index=1)
    press(specialist, "Lấy từ sổ")
    expect(specialist.locator("[name=d0-number]")).to_have_value("01/BC-SKHCN")
    expect(specialist.locator("[name=d0-abstract]")).to_have_value(f"Báo cáo {REPORT}")
    press(specialist, "Nộp văn bản")
    said(specialist, "Đã nộp")

    monitor = desk(chromium)
    sign_in(monitor, site, username("plan_monitor"), f"/work/{duty.id}/")
    paper = monitor.get_by_role("link", name="01/BC-SKHCN").first
    assert_signed(monitor.request.get(f"{site.url}{paper.get_attribute('href')}").body())
    for page in (specialist, head, clerk, monitor):
        page.context.close()
