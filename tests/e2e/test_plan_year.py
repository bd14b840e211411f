"""The year 2021 of the real plan, played by its people in their browsers while business time moves.

Who is late, when, and how many duties have fallen due is counted by hand from the plan (Decision 751/QĐ-UBND):

| due | duties of the plan | played here |
|---|---|---|
| 30/12/2020 | III.2, VII.1 of Home Affairs | both handed in, accepted by the Committee's office |
| 31/03/2021 | IV.5, VII.2, VII.4 of Home Affairs; VI.7 of the office; VI.11, VI.12 of Science | VI.11 |
| 14/06/2021 | II.1 of the office, made from the body of the plan | nobody |
| 30/06/2021 | VII.4 of Home Affairs; VI.11, VI.12 of Science | nobody |
| 30/09/2021 | IV.6 of Home Affairs; VI.11, VI.12 (twice) of Science | nobody |
| 30/11/2021 | IV.4 of Home Affairs | nobody |

Reports asked for besides: KBang and Krông Pa by 10/03/2021, Transport by 09/07/2021.
"""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.e2e import deeds
from tests.e2e.deeds import follow, headline, press, said, story
from tests.e2e.stage import Stage

from lienthong.config import reference

pytestmark = pytest.mark.browser

PLAN = "/plans/751-qd-ubnd-2020/"
CHILD = "/plans/05-kh-ubnd-2021/"
HOME_AFFAIRS, HOME_REPORTER = "hoangminhanh.snv", "rooplin.snv"
OFFICE = "phanthanhson.vpubnd"  # of the People's Committee: judges what Home Affairs itself owes
SCIENCE = "tranquocbao.skhcn"
KBANG, KBANG_HEAD = "dinhhmuk.kbang", "nguyenthikimtrang.625"
KRONG_PA, KRONG_PA_HEAD = "nguyenducvinh.637", "lythikimha.637"
TRANSPORT, CONSTRUCTION = "rmahthoan.sgtvt", "dominhbinh.sxd"
ADMINISTRATOR, SECOND = "quantri", "rahlanngoi"

QUARTER = "Báo cáo cải cách hành chính quý I năm 2021"
HALF_YEAR = "Báo cáo cải cách hành chính 6 tháng đầu năm 2021"
LAID = 872  # 20 departments, 17 districts, 220 communes: III.1 37, III.4 20, VI.6, 8, 9 257 each; 44 of single leads


@pytest.mark.sampled(test=3)
def test_the_year_2021(year: Stage) -> None:
    the_plan_is_imported_reviewed_and_issued(year)
    home_affairs_own_task_is_accepted_by_the_committee(year)
    a_district_makes_its_own_plan(year)
    a_report_is_returned_and_handed_in_again(year)
    a_coordinating_agency_contributes_late(year)
    an_overdue_report_is_urged_and_escalates(year)
    two_departments_merge_and_the_heir_answers(year)
    the_districts_plan_rolls_up(year)
    the_public_reads_what_came_of_it(year)
    earlier_days_are_as_they_were(year)


def the_plan_is_imported_reviewed_and_issued(year: Stage) -> None:
    year.at("2020-12-26T08:00")
    page = year.person(HOME_AFFAIRS)
    page.goto("/plans/imports/")
    page.get_by_label("Tệp kế hoạch").set_input_files(reference.PLAN)
    press(page, "Tải lên và đọc tệp")
    press(page, "Chuyển sang rà soát")
    expect(page.locator("main")).to_contain_text("Ban hành (còn 17 cảnh báo)")
    _answer(page)
    follow(page, "Sang bước ban hành")
    assert page.locator("h1").inner_text() == f"Ban hành sẽ giao {LAID} nghĩa vụ cho 257 cơ quan"

    year.at("2020-12-28T08:00")
    assert page.get_by_label("Cơ quan theo dõi", exact=True).locator(":checked").inner_text() == "Sở Nội vụ"
    press(page, f"Ban hành, giao {LAID} nghĩa vụ")
    said(page, f"Đã ban hành: giao {LAID} nghĩa vụ.")
    none_yet = f"Đến hôm nay chưa có nghĩa vụ nào đến hạn; đã giao {LAID} nghĩa vụ."
    assert headline(page, PLAN) == none_yet
    year.at("2020-12-28T09:00")
    assert deeds.notices(year.person(KBANG)) == [
        "Kế hoạch cải cách hành chính năm 2021: cơ quan có 4 nghĩa vụ phải thực hiện"
    ]


def _answer(page: Page) -> None:
    """Four questions of the reader by their buttons, the missing area from the body, the rest with one reason."""
    law = page.get_by_role("region", name="I.2", exact=True)
    press(law.locator("[data-question]").filter(has_text="mất dấu phần trăm"), "Đọc là 100%")
    orphan = page.get_by_role("region", name="I.r3", exact=True)
    press(orphan.locator("[data-question]").filter(has_text="quý IV năm 2021"), "Lấy hạn “quý IV năm 2021”")
    orphan.get_by_text("Tách thành nhiệm vụ mới").first.click()
    orphan.get_by_label("Số thứ tự").fill("3")
    press(orphan, "Tách thành nhiệm vụ mới")
    follow(page, "Tạo nhiệm vụ từ phần thân")
    _make_area(page)
    expect(page.locator("main")).to_contain_text("Ban hành (còn 13 cảnh báo)")
    page.goto(f"{PLAN}review/?which=open")
    page.get_by_text("Xử lý một lượt các cảnh báo còn lại").click()
    page.locator("#rest").fill("Đã đối chiếu từng chỗ với văn bản gốc; giữ như đã đọc.")
    press(page, "Giữ tất cả như đã đọc")
    said(page, "Đã xử lý 13 cảnh báo.")


def _make_area(page: Page) -> None:
    """The first of six points becomes task II.1 of the Committee's office; the others are left out."""
    for number in range(2, 7):
        page.get_by_role("group", name=f"Ý {number}", exact=True).get_by_label("Nhiệm vụ").fill("")
    point = page.get_by_role("group", name="Ý 1", exact=True)
    point.get_by_label("Sản phẩm").fill("Báo cáo công bố thủ tục hành chính")
    point.get_by_label("Chủ trì").fill("Văn phòng UBND tỉnh")
    point.get_by_label("Thời hạn").fill("Trước ngày 15/6/2021")
    press(page, "Tạo các nhiệm vụ này")


def home_affairs_own_task_is_accepted_by_the_committee(year: Stage) -> None:
    year.at("2020-12-29T09:30")
    reporter = year.person(HOME_REPORTER)
    for what, number in (("thanh tra, kiểm tra", "512/QĐ-SNV"), ("tuyên truyền CCHC", "768/QĐ-UBND")):
        title = f"Quyết định ban hành Kế hoạch {what}"
        deeds.hand_in(reporter, title, number, "29/12/2020", f"Kế hoạch {what} năm 2021")
    year.at("2020-12-30T08:30")
    assert headline(year.person(HOME_AFFAIRS), f"{PLAN}inbox/") == "0 nghĩa vụ chờ bạn duyệt"
    office = year.person(OFFICE)
    assert headline(office, f"{PLAN}inbox/") == "2 nghĩa vụ chờ bạn duyệt"
    deeds.accept(office, PLAN, "III.2")
    deeds.accept(office, PLAN, "VII.1")
    year.at("2020-12-31T08:30")
    all_done = "Đến hôm nay, 2 trong 2 nghĩa vụ đến hạn đã hoàn thành; không có nghĩa vụ quá hạn."
    assert headline(office, PLAN) == all_done
    office.goto(f"{PLAN}tasks/III.2/")
    assert story(office)[:2] == [
        "Văn phòng UBND tỉnh chấp nhận quyết định ban hành Kế hoạch thanh tra, kiểm tra công tác nội vụ năm 2021:"
        " xong đúng hạn. Phan Thanh Sơn.",
        "Sở Nội vụ nộp quyết định ban hành Kế hoạch thanh tra, kiểm tra công tác nội vụ năm 2021,"
        " sớm 1 ngày làm việc. Rơ Ô Plin.",
    ]


def a_district_makes_its_own_plan(year: Stage) -> None:
    """Of the four tasks that it leads; whoever monitors the province's plan judges what the district itself owes."""
    year.at("2021-01-15T08:00")
    head = year.person(KBANG_HEAD)
    head.goto(f"{PLAN}agencies/GL-625/")
    head.locator('a[href$="/child/"]').click()
    assert head.get_by_role("checkbox", checked=True).count() == 4
    head.locator("[name=number]").fill("05/KH-UBND")
    head.locator("[name=issued_on]").fill("15/01/2021")
    head.locator("main form button[type=submit]").click()
    follow(head, "Sang bước ban hành")
    assert head.locator("h1").inner_text() == "Ban hành sẽ giao 4 nghĩa vụ cho 1 cơ quan"
    press(head, "Ban hành, giao 4 nghĩa vụ")
    said(head, "Đã ban hành: giao 4 nghĩa vụ.")


def a_report_is_returned_and_handed_in_again(year: Stage) -> None:
    year.at("2021-02-17T08:30")
    monitor = year.person(HOME_AFFAIRS)
    deeds.ask_for_report(monitor, PLAN, QUARTER, "10/03/2021", ("UBND huyện KBang", "UBND huyện Krông Pa"))
    year.at("2021-03-05T14:00")
    district = year.person(KBANG)
    assert deeds.notices(district)[:3] == [
        f"Còn 3 ngày làm việc: {QUARTER}",
        f"Còn 10 ngày làm việc: {QUARTER}",
        f"Yêu cầu báo cáo: {QUARTER}",
    ]
    deeds.hand_in(district, QUARTER, "88/BC-UBND", "05/03/2021", "Báo cáo quý I")

    year.at("2021-03-08T09:15")
    deeds.send_back(monitor, PLAN, "KBang", "Thiếu phụ lục số liệu hồ sơ trực tuyến.", "12/03/2021")
    year.at("2021-03-09T08:30")
    assert deeds.notices(district)[0] == f"Bị trả lại: {QUARTER}"
    deeds.hand_in(district, QUARTER, "92/BC-UBND", "09/03/2021", "Báo cáo quý I", "Đã bổ sung phụ lục.")
    year.at("2021-03-10T10:00")
    deeds.accept(monitor, PLAN, "KBang")

    deeds.open_duty(district, QUARTER, queue="Đã xong")
    name = QUARTER.replace("Báo", "báo")
    assert story(district)[:4] == [
        f"Sở Nội vụ chấp nhận {name}: xong đúng hạn. Hoàng Minh Ánh.",
        f"UBND huyện KBang nộp lại {name}. Đinh Hmưk.",
        "Sở Nội vụ trả lại, yêu cầu nộp lại trước 12/03/2021. Hoàng Minh Ánh.",
        f"UBND huyện KBang nộp {name}, sớm 3 ngày làm việc. Đinh Hmưk.",
    ]
    expect(district.locator(".thread")).to_contain_text("Trả lời điểm bị trả lại: “Đã bổ sung phụ lục.”")
    year.at("2021-03-11T09:00")
    late = "Đến hôm nay, 3 trong 4 nghĩa vụ đến hạn đã hoàn thành; 1 nghĩa vụ đang quá hạn ở 1 cơ quan."
    assert headline(monitor, PLAN) == late


def a_coordinating_agency_contributes_late(year: Stage) -> None:
    year.at("2021-03-15T08:30")
    science, district = year.person(SCIENCE), year.person(KBANG)
    report, part = "Báo cáo việc tổ chức triển khai thực hiện", "Kết quả tự kiểm tra ISO 9001 tại huyện"
    deeds.ask_contribution(science, report, part, "22/03/2021", "UBND huyện KBang")
    year.at("2021-03-26T08:30")
    deeds.hand_in(district, part, "101/BC-UBND", "26/03/2021", part)
    expect(district.locator("main")).to_contain_text("trễ 4 ngày làm việc")
    year.at("2021-03-26T14:00")
    science.goto("/work/?queue=to_judge&whose=agency")
    follow(science, part)
    press(science, "Chấp nhận phần phối hợp")
    said(science, "Đã chấp nhận")
    year.at("2021-03-29T08:30")
    deeds.hand_in(science, report, "41/BC-SKHCN", "29/03/2021", "Tình hình áp dụng ISO 9001 quý I năm 2021")
    year.at("2021-03-30T14:00")
    monitor = year.person(HOME_AFFAIRS)
    deeds.accept(monitor, PLAN, "VI.11")
    monitor.goto(f"{PLAN}tasks/VI.11/?tab=parts")
    row = monitor.get_by_role("row").filter(has_text=part)
    expect(row).to_contain_text("UBND huyện KBang")
    expect(row).to_contain_text("Xong trễ")
    occurrences = [" ".join(one.split()) for one in monitor.locator(".occurrences li").all_inner_texts()]
    assert occurrences[0].startswith("Quý I Xong đúng hạn Hạn 31/03/2021")


def an_overdue_report_is_urged_and_escalates(year: Stage) -> None:
    """Krông Pa answers nothing: ten, three and no days before, then one, five, ten and twenty working days after."""
    year.at("2021-04-07T09:00")
    district, head, monitor = (year.person(who) for who in (KRONG_PA, KRONG_PA_HEAD, HOME_AFFAIRS))
    assert deeds.notices(district)[:5] == [
        f"Quá hạn 1 ngày làm việc: {QUARTER}",
        f"Đến hạn hôm nay: {QUARTER}",
        f"Còn 3 ngày làm việc: {QUARTER}",
        f"Còn 10 ngày làm việc: {QUARTER}",
        f"Yêu cầu báo cáo: {QUARTER}",
    ]
    assert deeds.notices(head)[:2] == [f"Quá hạn {days} ngày làm việc: {QUARTER}" for days in (5, 1)]
    assert f"Quá hạn 10 ngày làm việc: {QUARTER}" in deeds.notices(monitor)
    assert deeds.notices(year.person(OFFICE))[0] == f"Quá hạn 20 ngày làm việc: {QUARTER}"
    deeds.issue_letter(monitor, PLAN, "UBND huyện Krông Pa", "215/SNV-CCHC", "07/04/2021")

    five_late = "Đến hôm nay, 4 trong 10 nghĩa vụ đến hạn đã hoàn thành; 6 nghĩa vụ đang quá hạn ở 4 cơ quan."
    assert headline(monitor, PLAN) == five_late
    late = monitor.locator("aside .late-item").first
    expect(late).to_contain_text("UBND huyện Krông Pa")
    expect(late).to_contain_text("Hạn 10/03, trễ 20 ngày làm việc")
    expect(late).to_contain_text("Đã nhắc 4 lần; đã báo cấp trên")

    year.at("2021-04-08T09:00")
    deeds.hand_in(district, QUARTER, "41/BC-UBND", "08/04/2021", "Báo cáo quý I")
    year.at("2021-04-09T09:00")
    deeds.accept(monitor, PLAN, "Krông Pa")
    deeds.open_duty(district, QUARTER, queue="Đã xong")
    name, whose = QUARTER.replace("Báo", "báo"), "UBND huyện Krông Pa"
    assert story(district) == [
        f"Sở Nội vụ chấp nhận {name}: xong trễ 21 ngày làm việc. Hoàng Minh Ánh.",
        f"{whose} nộp {name}, trễ 21 ngày làm việc. Nguyễn Đức Vinh.",
        f"Sở Nội vụ gửi công văn đôn đốc số 215/SNV-CCHC tới {whose} về {name}. Hoàng Minh Ánh.",
        f"Hệ thống báo Ủy ban nhân dân: {whose} quá hạn {name}.",
        f"Hệ thống soạn công văn đôn đốc {whose} về {name}.",
        f"Hệ thống báo người đứng đầu {whose}: {name} đang quá hạn.",
        f"Hệ thống báo người đứng đầu {whose}: {name} đang quá hạn.",
        f"Hệ thống đôn đốc {whose} về {name}, trễ 1 ngày làm việc.",
        *[f"Hệ thống nhắc {whose} về {name}, hạn 10/03/2021."] * 3,
        "Cơ quan theo dõi yêu cầu báo cáo này.",
    ]
    assert headline(monitor, PLAN) == (
        "Đến hôm nay, 5 trong 10 nghĩa vụ đến hạn đã hoàn thành; 5 nghĩa vụ đang quá hạn ở 3 cơ quan."
    )


def two_departments_merge_and_the_heir_answers(year: Stage) -> None:
    """Transport becomes part of Construction on 1/7; what it owed is Construction's from that day."""
    year.at("2021-06-21T08:30")
    monitor = year.person(HOME_AFFAIRS)
    deeds.ask_for_report(monitor, PLAN, HALF_YEAR, "09/07/2021", ("Sở Giao thông vận tải",))
    deeds.propose_merger(
        year.person(ADMINISTRATOR), "GL-SGTVT", "Sở Xây dựng", "01/07/2021", "30/NQ-HĐND ngày 18/06/2021"
    )
    year.at("2021-06-22T08:30")
    deeds.approve_merger(year.person(SECOND))
    year.at("2021-06-30T09:00")
    assert deeds.notices(year.person(TRANSPORT))[0] == f"Còn 10 ngày làm việc: {HALF_YEAR}"
    year.at("2021-07-01T09:00")
    heir = year.person(CONSTRUCTION)
    assert "Tiếp nhận 6 nghĩa vụ từ Sở GTVT" in deeds.notices(heir)
    year.at("2021-07-07T09:00")
    deeds.hand_in(heir, HALF_YEAR, "120/BC-SXD", "07/07/2021", "Báo cáo 6 tháng đầu năm")
    year.at("2021-07-08T09:00")
    deeds.accept(monitor, PLAN, "Sở Xây dựng")
    name = HALF_YEAR.replace("Báo", "báo")
    assert story(monitor)[:2] == [
        f"Sở Nội vụ chấp nhận {name}: xong đúng hạn. Hoàng Minh Ánh.",
        f"Sở Xây dựng nộp {name}, sớm 2 ngày làm việc. Đỗ Minh Bình.",
    ]
    assert f"Sở Xây dựng tiếp nhận {name} từ Sở GTVT." in story(monitor)
    monitor.goto(f"{PLAN}tasks/III.1/")
    lines = monitor.locator(".grid th[scope=row]").all_text_contents()  # most lie behind a fold
    assert [line for line in lines if "Xây dựng" in line] == ["Sở Xây dựng", "Sở Xây dựng, nhận từ Sở GTVT"]


def the_districts_plan_rolls_up(year: Stage) -> None:
    """Its task VI.1 carries out the province's VI.6, whose page counts it."""
    year.at("2021-07-09T08:30")
    deeds.hand_in(
        year.person(KBANG),
        "VI.1 Tăng cường trao đổi",
        "130/BC-UBND",
        "09/07/2021",
        "Văn bản điện tử tại huyện",
    )
    year.at("2021-07-12T08:30")
    monitor = year.person(HOME_AFFAIRS)
    deeds.accept(monitor, CHILD, "VI.1")
    assert headline(monitor, CHILD) == "Đến hôm nay chưa có nghĩa vụ nào đến hạn; đã giao 4 nghĩa vụ."
    assert headline(monitor, f"{PLAN}below/") == "1/36 cơ quan đã ban hành kế hoạch thực hiện kế hoạch này."
    row = monitor.get_by_role("row").filter(has_text="05/KH-UBND")
    assert row.get_by_role("cell").all_inner_texts() == ["05/KH-UBND", "15/01/2021", "1/4", "0"]
    monitor.goto(f"{PLAN}tasks/VI.6/")
    expect(monitor.locator("aside")).to_contain_text("đã xong 1/1 nghĩa vụ")


def the_public_reads_what_came_of_it(year: Stage) -> None:
    """Documents at once, who is late only by a decision of the Committee; on a phone as well."""
    year.at("2021-07-13T08:30")
    citizen = year.stranger(width=360, height=740)
    assert headline(citizen, PLAN) == (
        f"36 nhiệm vụ thuộc 7 lĩnh vực: 6 trong {LAID + 3} nghĩa vụ đã hoàn thành, với các sản phẩm dưới đây."
    )
    assert [" ".join(one.split()) for one in citizen.locator("a.document").all_inner_texts()] == [
        "120/BC-SXD", "41/BC-UBND", "41/BC-SKHCN", "92/BC-UBND", "768/QĐ-UBND", "512/QĐ-SNV"
    ]  # fmt: skip
    expect(citizen.get_by_role("row").filter(has_text="120/BC-SXD")).to_contain_text("Sở Xây dựng")
    expect(citizen.locator("main")).not_to_contain_text("quá hạn")
    for hidden in (f"{PLAN}duties/", f"{PLAN}urging/", "/work/"):
        citizen.goto(hidden)
        expect(citizen).to_have_url(re.compile("/sign-in/"))

    monitor = year.person(HOME_AFFAIRS)
    monitor.goto(f"{PLAN}openness/")
    monitor.get_by_label("cả cơ quan nào đang quá hạn").check()
    monitor.get_by_label("Theo văn bản nào của Ủy ban nhân dân").fill("Công văn 77/UBND-NC ngày 12/07/2021")
    press(monitor, "Đặt nội dung người dân xem được")
    said(monitor, "Đã đặt nội dung người dân xem được.")
    citizen.goto(PLAN)
    expect(citizen.locator("main")).to_contain_text("9 nghĩa vụ đang quá hạn")


def earlier_days_are_as_they_were(year: Stage) -> None:
    """Asked at the end of the year, by who steers and by the agency that is no more."""
    year.at("2021-12-30T08:30")
    monitor = year.person(HOME_AFFAIRS)
    assert headline(monitor, PLAN) == (
        "Đến hôm nay, 6 trong 20 nghĩa vụ đến hạn đã hoàn thành; 14 nghĩa vụ đang quá hạn ở 3 cơ quan."
    )
    for day, sentence in SENTENCES.items():
        assert headline(monitor, f"{PLAN}?as_of={day}") == sentence
        expect(monitor.locator(".as-of")).to_contain_text("Về hôm nay")
    before, after = (_row(monitor, day, "Sở Giao thông vận tải") for day in ("2021-06-30", "2021-07-01"))
    assert (before, after) == (["1", "5", "0"], [])
    assert _row(monitor, "2021-07-01", "Sở Xây dựng") == ["0/1", "10", "0"]


SENTENCES = {
    "2020-12-27": "Đến hết ngày 27/12/2020 chưa có nghĩa vụ nào đến hạn; đã giao 872 nghĩa vụ.",
    "2020-12-31": "Đến hết ngày 31/12/2020, 2 trong 2 nghĩa vụ đến hạn đã hoàn thành; không có nghĩa vụ quá hạn.",
    "2021-03-11": "Đến hết ngày 11/03/2021, 3 trong 4 nghĩa vụ đến hạn đã hoàn thành;"
    " 1 nghĩa vụ đang quá hạn ở 1 cơ quan.",
    "2021-04-08": "Đến hết ngày 08/04/2021, 4 trong 10 nghĩa vụ đến hạn đã hoàn thành;"
    " 5 nghĩa vụ đang quá hạn ở 3 cơ quan.",
}
"""What the overview says of each day, whenever it is asked: on 8/4 Krông Pa's report waits to be judged."""


def _row(page: Page, day: str, agency: str) -> list[str]:
    """The figures of an agency on the map of a day: its months with duties, then how many are late."""
    page.goto(f"{PLAN}table/?as_of={day}")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=agency, exact=True))
    figures = [" ".join(cell.split()) for cell in row.get_by_role("cell").all_inner_texts()]
    return [one for one in figures if one != "· không có"]
