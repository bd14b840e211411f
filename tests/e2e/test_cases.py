"""Cases as people of the one-stop handle them: without a mouse, in few keys, from the counter to the result."""

from dataclasses import replace
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.domain.cases.printing import sheet_of, words_of
from tests.e2e.counter import CARD, PHONE, Keyboard, act, desk, press, sign_in, take_in
from tests.faults.drain import drain

from lienthong.config import demo_procedures
from lienthong.domain.accounts.queries import find_account
from lienthong.domain.cases import actions
from lienthong.domain.organisations.queries import build_actor
from lienthong.domain.parties import actions as parties
from lienthong.domain.procedures import actions as procedure_actions
from lienthong.domain.procedures import queries as procedures
from lienthong.domain.procedures.queries import Effect
from lienthong.spine import clock
from lienthong.spine.actor import Actor, platform

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("city_at_work")]
MOST_KEYS = 12


def test_a_known_procedure_is_taken_in_with_few_keys(page: Page, site: LiveServer) -> None:
    sign_in(page, site, "rocham.yen", "/cases/intake/")
    keys = Keyboard(page)
    number = take_in(page, keys)
    assert number == "000.00.31.H21-211015-0004"
    assert keys.count <= MOST_KEYS
    expect(page.locator("dl.facts")).to_contain_text("Thứ Sáu 05/11/2021, 17:00")


def test_after_intake_one_key_opens_the_very_page_that_is_printed(page: Page, site: LiveServer) -> None:
    sign_in(page, site, "rocham.yen", "/cases/intake/")
    number = take_in(page, Keyboard(page))
    expect(page.get_by_role("button", name="In giấy tiếp nhận")).to_have_attribute("data-key", "F9")
    drain()
    page.reload()
    receipt = page.get_by_role("link", name="In giấy tiếp nhận")
    expect(receipt).to_have_attribute("data-key", "F9")
    content = page.request.get(f"{site.url}{receipt.get_attribute('href')}").body()
    words = words_of(content)
    assert f"Mã hồ sơ: {number}" in words
    assert "Tiếp nhận hồ sơ của: Rơ Châm H’Nhung" in words
    assert "17 giờ 00 phút, ngày 05 tháng 11 năm 2021" in words
    assert sheet_of(content) == "A5"
    page.get_by_role("link", name="Cấp lại").click()
    page.get_by_label("Lý do cấp lại").fill("bị ướt")
    page.get_by_role("button", name="Cấp lại giấy tiếp nhận").click()
    expect(page.get_by_text("bị ướt")).to_be_visible()
    again = page.get_by_role("link", name="In giấy tiếp nhận").get_attribute("href")
    assert "Cấp lại lần 1" in words_of(page.request.get(f"{site.url}{again}").body())


def test_a_case_goes_from_the_counter_to_the_result(chromium: Browser, site: LiveServer) -> None:
    """Clerk, officer, leader on a phone, clerk: each at a browser of their own."""
    clerk, officer = desk(chromium), desk(chromium)
    leader = desk(chromium, PHONE)
    sign_in(clerk, site, "rocham.yen", "/cases/intake/")
    take_in(clerk, Keyboard(clerk))
    clerk.get_by_role("link", name="Hồ sơ", exact=True).last.click()
    case = clerk.url.removeprefix(site.url)
    act(clerk, "Chuyển bước sau")

    sign_in(officer, site, "nguyenthithuha.622", case)
    press(officer, "F9")
    officer.get_by_label("Việc gì, vì sao, căn cứ nào, đề xuất gì").fill(
        "Đủ điều kiện theo Điều 93; đề nghị ký."
    )
    press(officer, "F9")
    expect(officer.locator("main")).to_contain_text("Đã trình ký.")

    sign_in(leader, site, "nayhblun.622", case)
    expect(leader.locator("main")).to_contain_text("đề nghị ký")
    act(leader, "Ký kết quả", {"Số văn bản kết quả": "1130/GPXD"})

    clerk.goto(site.url + case)
    act(clerk, "Nhận kết quả về Một cửa")
    act(clerk, "Trả kết quả")
    expect(clerk.locator("main")).to_contain_text("Đã trả kết quả cho Rơ Châm H’Nhung")
    expect(clerk.locator("main")).to_contain_text("1130/GPXD")
    for page in (clerk, officer, leader):
        page.context.close()


def test_papers_are_asked_for_and_the_day_is_counted_anew(chromium: Browser, site: LiveServer) -> None:
    officer, clerk = desk(chromium), desk(chromium)
    sign_in(officer, site, "nguyenthithuha.622", "/cases/")
    officer.get_by_role("link", name="000.00.31.H21-211014-0001").click()
    case = officer.url.removeprefix(site.url)
    wanted = {"Nội dung khác cần bổ sung": "Bản vẽ có dấu", "Lý do, nêu rõ": "Khoản 2 Điều 95 Luật Xây dựng"}
    act(officer, "Yêu cầu bổ sung", wanted)
    expect(officer.locator("main")).to_contain_text("Đang tạm dừng nên chưa có ngày hẹn")

    sign_in(clerk, site, "rocham.yen", case)
    act(clerk, "Nhận giấy tờ bổ sung")
    expect(clerk.locator(".due")).to_contain_text("Vì sao là ngày này?")
    expect(clerk.locator(".due")).to_contain_text("Tính lại từ đầu khi bổ sung")
    for page in (officer, clerk):
        page.context.close()


def test_papers_are_asked_for_where_the_rule_only_pauses_the_clock(
    chromium: Browser, site: LiveServer
) -> None:
    """An amendment whose supplement pauses is in force; a case under it goes on where it stopped."""
    received_under(Effect.PAUSE)
    officer, clerk = desk(chromium), desk(chromium)
    sign_in(officer, site, "nguyenthithuha.622", "/cases/?whose=agency&queue=unheld")
    officer.get_by_role("link", name="000.00.31.H21-211015-0004").click()
    case = officer.url.removeprefix(site.url)
    before = officer.locator(".due").inner_text()
    assert "05/11/2021" in before  # fifteen working days from Friday 15/10
    wanted = {"Nội dung khác cần bổ sung": "Bản vẽ có dấu", "Lý do, nêu rõ": "Khoản 2 Điều 95 Luật Xây dựng"}
    act(officer, "Yêu cầu bổ sung", wanted)
    expect(officer.locator("main")).to_contain_text("Đang tạm dừng nên chưa có ngày hẹn")

    sign_in(clerk, site, "rocham.yen", case)
    act(clerk, "Nhận giấy tờ bổ sung")
    due = clerk.locator(".due")
    expect(due).to_contain_text("05/11/2021")  # asked and brought on one day: nothing was waited for
    expect(due).not_to_contain_text("Tính lại từ đầu")
    due.get_by_text("Vì sao là ngày này?").click()
    expect(due).to_contain_text("bổ sung")
    for page in (officer, clerk):
        page.context.close()


def received_under(effect: Effect) -> None:
    """The procedure of building permits is amended to that rule, and a case is taken in under it and handed over."""
    by = platform("test")
    before = procedures.get_published("DT01", clock.today())
    version = procedure_actions.amend(procedure=before.procedure, by=by, at=clock.now())
    record = procedures.get_record(version)
    assert record.supplement
    said = replace(record, supplement=replace(record.supplement, effect=effect))
    seen = procedures.get_version(version).revision
    procedure_actions.redraft(version=version, record=said, seen=seen, by=by, at=clock.now())
    demo_procedures._submit(version, by=by, at=clock.now())
    controller = demo_procedures._actor(demo_procedures.CONTROLLER)
    today = clock.today()
    told = {"decision": "99/QĐ-UBND", "decided_on": today, "effective_from": today}
    procedure_actions.announce(version=version, **told, by=controller, at=clock.now())  # type: ignore[arg-type]
    procedure_actions.publish(version=version, by=controller, at=clock.now())
    assert procedures.get_published("DT01", today).id != before.id
    clerk = somebody("rocham.yen")
    draft = parties.Draft(name="Nay Thử", numbers=(parties.Number("CCCD", "064190003333"),))
    papers = tuple(range(1, len(procedures.get_handling(version).papers) + 1))
    intake = actions.Intake(key=uuid4(), version=version, applicant=actions.Applicant(draft), papers=papers)
    case = actions.receive(intake=intake, by=clerk, at=clock.now()).case
    actions.hand_over(case=case, by=clerk, at=clock.now())


def somebody(username: str) -> Actor:
    account = find_account(username)
    assert account
    return build_actor(account.id, account.full_name, "test", clock.now())


def test_a_late_case_is_given_its_cause_and_the_unit_that_is_named_contests_it(
    chromium: Browser, site: LiveServer
) -> None:
    head, leader = desk(chromium), desk(chromium, PHONE)
    sign_in(head, site, "trannhuquynh.622", "/cases/?queue=late&whose=agency")
    head.get_by_role("link", name="000.00.31.H21-210923-0001").click()
    case = head.url.removeprefix(site.url)
    head.locator(".heading").get_by_text("Yêu cầu khác").click()
    head.locator(".heading").get_by_role("link", name="Nêu nguyên nhân trễ hạn").click()
    cause = head.locator("[name=cause_1]")
    cause.select_option(index=1)
    chosen = cause.locator("option:checked").inner_text()
    press(head, "F9")
    expect(head.locator(".alert-ok")).to_be_visible()
    expect(head.locator("aside")).to_contain_text(chosen)
    expect(head.locator("aside table.lateness")).to_contain_text("100")

    sign_in(leader, site, "nayhblun.622", case)
    act(
        leader,
        "Không nhận phần trễ hạn",
        {"Vì sao không phải phần của cơ quan bạn": "Chờ Điện lực trả lời từ 01/10"},
    )
    expect(leader.locator("aside")).to_contain_text("không nhận phần")
    expect(leader.locator("aside")).to_contain_text("Chờ Điện lực trả lời từ 01/10")
    for page in (head, leader):
        page.context.close()


def test_late_with_an_apology(page: Page, site: LiveServer) -> None:
    sign_in(page, site, "nayhblun.622", "/cases/?queue=late")
    page.get_by_role("link", name="000.00.31.H21-210923-0001").click()
    page.get_by_text("Yêu cầu khác").click()
    page.get_by_role("link", name="Xin lỗi và hẹn lại").click()
    page.get_by_label("Ngày hẹn mới").fill("20102021")
    page.get_by_label("Lý do, ghi như trong thư xin lỗi").fill("Chờ ý kiến của Điện lực Pleiku")
    press(page, "F9")
    expect(page.locator("main")).to_contain_text("xin lỗi và hẹn lại")
    expect(page.locator(".due")).to_contain_text("Thứ Tư 20/10/2021")
    expect(page.locator(".due")).to_contain_text("14/10")


def test_the_counter_works_without_scripts(chromium: Browser, site: LiveServer) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    sign_in(page, site, "rocham.yen", "/cases/intake/")
    page.locator("#id_q").fill("khai sinh")
    press(page, "Enter")
    expect(page.locator("#papers")).to_be_visible()
    page.locator("#id_card").fill(CARD)
    press(page, "Enter")
    expect(page.locator("[name=name]")).to_have_value("Rơ Châm H’Nhung")
    for box in page.locator("#papers input").all():
        box.check()
    page.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Giấy hẹn")
    context.close()


def test_a_head_gives_marked_cases_on_from_a_phone(chromium: Browser, site: LiveServer) -> None:
    """Two cases are marked; one was taken up meanwhile: it is told, the other goes through."""
    head, officer = desk(chromium, PHONE), desk(chromium)
    sign_in(head, site, "trannhuquynh.622", "/cases/?whose=agency")
    for name in ("Kpă Thương", "Trần Thị Bích Liên"):
        head.get_by_role("checkbox", name=name).check()
    head.get_by_label("Với các hồ sơ đã đánh dấu").select_option(label="Giao người xử lý")
    head.get_by_role("button", name="Thực hiện").click()

    sign_in(officer, site, "nguyenthithuha.622", "/cases/?queue=unheld")
    officer.get_by_role("checkbox", name="Kpă Thương").check()
    officer.get_by_label("Với các hồ sơ đã đánh dấu").select_option(label="Nhận việc")
    officer.get_by_role("button", name="Thực hiện").click()
    expect(officer.locator("main")).to_contain_text("Đã xong 1/1 hồ sơ")

    head.get_by_label("Người xử lý").select_option(label="Kpă H’Nhĭ, Chuyên viên Phòng Tài chính - Kế hoạch")
    head.get_by_role("button", name="Giao người xử lý").click()
    expect(head.locator("main")).to_contain_text("Đã xong 1/2 hồ sơ")
    expect(head.locator("main")).to_contain_text("Nguyễn Thị Thu Hà đã xử lý hồ sơ này")
    for page in (head, officer):
        page.context.close()


def test_a_desk_is_handed_over_before_a_leave(chromium: Browser, site: LiveServer) -> None:
    head, other = desk(chromium), desk(chromium)
    sign_in(head, site, "trannhuquynh.622", "/cases/desk/")
    whose = head.get_by_label("Hồ sơ của ai")
    whose.select_option(whose.locator("option", has_text="Nguyễn Thị Thu Hà").get_attribute("value"))
    holder = head.get_by_label("Người nhận bàn giao")
    holder.select_option(holder.locator("option", has_text="Kpă H’Nhĭ").get_attribute("value"))
    head.get_by_label("Lý do").fill("Nghỉ phép từ 18/10 đến 29/10/2021")
    press(head, "F9")
    expect(head.locator("main")).to_contain_text("Người bàn giao không còn giữ hồ sơ nào")

    sign_in(other, site, "kpahnhi.622", "/cases/?whose=mine")
    expect(other.locator("main")).to_contain_text("Trần Thị Bích Liên")
    other.get_by_role("link", name="000.00.31.H21-211001-0001").click()
    expect(other.locator("main")).to_contain_text("Nghỉ phép từ 18/10 đến 29/10/2021")
    for page in (head, other):
        page.context.close()


def test_another_agency_is_asked_and_answers(chromium: Browser, site: LiveServer) -> None:
    officer, works = desk(chromium), desk(chromium, PHONE)
    sign_in(officer, site, "nguyenthithuha.622", "/cases/?whose=mine")
    officer.get_by_role("link", name="000.00.31.H21-211001-0001").click()
    case = officer.url.removeprefix(site.url)
    officer.get_by_text("Yêu cầu khác").click()
    officer.get_by_role("link", name="Lấy ý kiến cơ quan khác").click()
    officer.get_by_label("Nội dung lấy ý kiến").fill("Lộ giới hẻm 78 Lê Lợi là bao nhiêu?")
    officer.get_by_label("Cơ quan được hỏi").select_option(label="Sở Xây dựng")
    press(officer, "F9")
    expect(officer.locator("aside")).to_contain_text("Sở Xây dựng")

    sign_in(works, site, "nayhthuy.sxd", "/cases/opinions/")
    expect(works.locator("main")).to_contain_text("Lộ giới hẻm 78 Lê Lợi là bao nhiêu?")
    works.goto(site.url + case)
    act(works, "Trả lời ý kiến", {"Nội dung ý kiến": "Lộ giới 6 m, không vướng quy hoạch."})

    officer.goto(site.url + case)
    expect(officer.locator("main")).to_contain_text("Lộ giới 6 m, không vướng quy hoạch.")
    expect(officer.locator("aside")).to_contain_text("Đã trả lời")
    for page in (officer, works):
        page.context.close()
