"""Cases through many hands: land with its originals, a correction, a substitute, results given many at once."""

from datetime import date
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.domain.cases.printing import words_of
from tests.e2e.counter import PHONE, Keyboard, act, desk, sign_in, take_in
from tests.faults.drain import drain

from lienthong.domain.accounts.queries import find_account
from lienthong.domain.cases import actions
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.queries import build_actor, list_hats
from lienthong.domain.parties import actions as parties
from lienthong.domain.procedures.queries import get_handling, get_published
from lienthong.spine import clock
from lienthong.spine.actor import Actor

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("city_at_work"), pytest.mark.sampled(test=3)]


def somebody(username: str) -> Actor:
    account = find_account(username)
    assert account
    return build_actor(account.id, account.full_name, "test", clock.now())


def received(procedure: str, name: str, number: str) -> int:
    """Taken in at the counter of Pleiku."""
    version = get_published(procedure, clock.today()).id
    papers = range(1, len(get_handling(version).papers) + 1)
    draft = parties.Draft(name=name, numbers=(parties.Number("CCCD", number),))
    intake = actions.Intake(
        key=uuid4(), version=version, applicant=actions.Applicant(draft), papers=tuple(papers)
    )
    return actions.receive(intake=intake, by=somebody("rocham.yen"), at=clock.now()).case


def test_land_goes_from_the_commune_to_the_tax_office_and_the_department_with_its_originals(
    chromium: Browser, site: LiveServer
) -> None:
    case = f"/cases/{received('TN13', 'Ksor Thử', '064190001111')}/"
    clerk, office, commune, tax, department = (desk(chromium) for _person in range(5))
    sign_in(clerk, site, "rocham.yen", case)
    act(clerk, "Giữ bản chính", {"Những bản chính nào, mỗi dòng một bản": "Giấy chứng nhận số CH 05678"})
    act(clerk, "Chuyển bước sau")

    sign_in(office, site, "vominhtuan.dkdd", case)
    act(office, "Ký nhận bản chính")
    act(office, "Chuyển bước sau", commune="GL-23572")
    sign_in(commune, site, "naylehlam.hoalu", case)
    hand_on(commune, site, case)
    hand_on(office, site, case)
    sign_in(tax, site, "dangthingoc.thue", case)
    hand_on(tax, site, case)

    clerk.goto(site.url + case)
    act(clerk, "Ký nhận bản chính")
    duty = {"Số thông báo": "2400/TB-CCT", "Nghĩa vụ phải thực hiện": "Thuế thu nhập cá nhân"}
    act(clerk, "Tạm dừng chờ nghĩa vụ tài chính", duty)
    expect(clerk.locator("aside")).to_contain_text("Đang tạm dừng nên chưa có ngày hẹn")
    act(clerk, "Đã thực hiện nghĩa vụ")
    act(clerk, "Chuyển bước sau")
    hand_on(office, site, case)

    sign_in(department, site, "kpahnhi.622", case)
    act(department, "Ký nhận bản chính")
    expect(department.locator("aside")).to_contain_text("Giấy chứng nhận số CH 05678")
    expect(department.locator("main")).to_contain_text("“Phòng TNMT ký duyệt”")
    act(department, "Chuyển bước sau")
    leader = desk(chromium, PHONE)
    sign_in(leader, site, "nayhblun.622", case)
    act(leader, "Ký nhận bản chính")
    act(leader, "Trình ký", {"Việc gì, vì sao, căn cứ nào, đề xuất gì": "Đủ điều kiện; đề nghị ký."})
    department.goto(site.url + case)
    act(department, "Ký nhận bản chính")  # the signature is of the step in which the department hands over
    leader.goto(site.url + case)
    leader.locator(".heading").get_by_role("link", name="Ký kết quả").first.click()
    leader.locator("[name=document]").first.fill("CH 05679")
    leader.get_by_role("button", name="Ký kết quả").click()
    expect(leader.locator(".alert-ok")).to_be_visible()
    clerk.goto(site.url + case)
    act(clerk, "Nhận kết quả về Một cửa")
    leader.context.close()
    for page in (clerk, office, commune, tax, department):
        page.context.close()


def hand_on(page: Page, site: LiveServer, case: str) -> None:
    """Signs for the original and passes the case on with it."""
    page.goto(site.url + case)
    act(page, "Ký nhận bản chính")
    act(page, "Chuyển bước sau")


def test_what_was_typed_wrong_is_corrected_and_the_receipt_says_so(page: Page, site: LiveServer) -> None:
    sign_in(page, site, "rocham.yen", "/cases/intake/")
    number = take_in(page, Keyboard(page))
    drain()
    page.get_by_role("link", name="Hồ sơ", exact=True).last.click()
    act(
        page,
        "Đính chính thông tin",
        {"Họ tên người nộp": "Rơ Châm H’Nhưng", "Vì sao đính chính": "Gõ nhầm dấu"},
    )
    expect(page.get_by_role("heading", level=1).locator("..")).to_contain_text("Rơ Châm H’Nhưng")
    expect(page.locator("main")).to_contain_text(number)

    page.locator(".heading").get_by_role("link", name="Giấy hẹn").click()
    page.get_by_role("link", name="Cấp lại").click()
    page.get_by_label("Lý do cấp lại").fill("đính chính tên")
    page.get_by_role("button", name="Cấp lại giấy tiếp nhận").click()
    again = page.get_by_role("link", name="In giấy tiếp nhận").get_attribute("href")
    words = words_of(page.request.get(f"{site.url}{again}").body())
    assert "Tiếp nhận hồ sơ của: Rơ Châm H’Nhưng" in words
    assert f"Mã hồ sơ: {number}" in words


def test_a_substitute_does_the_work_of_who_is_away(chromium: Browser, site: LiveServer) -> None:
    deputy = desk(chromium)
    organisations.substitute(
        position=list_hats(somebody("nguyenthithuha.622").account, clock.today())[0].position,
        account=somebody("kpahnhi.622").account,
        on=clock.today(),
        until=date(2021, 11, 1),
        reason="Nghỉ phép",
        by=somebody("nayhblun.622"),
        at=clock.now(),
    )
    sign_in(deputy, site, "kpahnhi.622", "/profile/")
    row = deputy.get_by_role("row").filter(has_text="Phòng Quản lý đô thị")
    row.get_by_role("button", name="Làm với chức vụ này").click()
    deputy.goto(f"{site.url}/cases/?whose=agency")
    deputy.get_by_role("link", name="000.00.31.H21-211001-0001").click()
    act(deputy, "Trình ký", {"Việc gì, vì sao, căn cứ nào, đề xuất gì": "Làm thay: đề nghị ký."})
    expect(deputy.locator("main")).to_contain_text("Làm thay: đề nghị ký.")
    deputy.context.close()


def test_results_are_given_many_at_once(page: Page, site: LiveServer) -> None:
    second = received("TP01", "Nay Thử", "064190002222")
    clerk, officer, chief = map(somebody, ("rocham.yen", "vodinhlam.622", "nayhblun.622"))
    actions.hand_over(case=second, by=clerk, at=clock.now())
    actions.put_to_sign(case=second, by=officer, at=clock.now())
    actions.sign_off(case=second, by=chief, at=clock.now())
    actions.bring(case=second, by=clerk, at=clock.now())
    sign_in(page, site, "rocham.yen", "/cases/?queue=ready")
    for name in ("Rah Lan Hyen", "Nay Thử"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_label("Với các hồ sơ đã đánh dấu").select_option(label="Trả kết quả")
    page.get_by_role("button", name="Thực hiện").click()
    page.get_by_role("button", name="Trả kết quả").click()
    expect(page.locator("main")).to_contain_text("Đã xong 2/2 hồ sơ")
