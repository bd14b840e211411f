"""In browsers: a document comes in and is answered; an issued one is sent, received by another agency, asked back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.domain.correspondence.office import paper, room
from tests.domain.documents.office import AGENCY, OTHER
from tests.e2e.deeds import follow, press, said
from tests.e2e.test_documents import DESK, PHONE, enter
from tests.faults.drain import drain

from lienthong.domain.correspondence import queries
from lienthong.domain.correspondence.queries import Sought, State, Status
from lienthong.domain.documents.queries import list_about
from lienthong.spine import clock
from lienthong.spine.actor import Actor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.sampled(test=3)]
type Enter = Callable[[Actor, dict[str, int]], Page]
__all__ = ["enter"]


def register(clerk: Page, file: Path) -> None:
    clerk.goto("/documents/incoming/")
    follow(clerk, "Vào sổ văn bản đến")
    clerk.get_by_label("Nơi gửi").fill("Sở Tư pháp")
    clerk.get_by_label("Số, ký hiệu").fill("12/STP-PBGDPL")
    clerk.get_by_label("Trích yếu").fill("góp ý dự thảo quy chế phối hợp")
    clerk.get_by_label("Tệp văn bản").set_input_files(file)
    press(clerk.locator("main"), "Vào sổ")
    expect(clerk.get_by_role("alert")).to_contain_text("Ngày văn bản")
    expect(clerk.locator(".received")).to_contain_text("van-ban.pdf")
    expect(clerk.get_by_label("Trích yếu")).to_have_value("góp ý dự thảo quy chế phối hợp")
    clerk.get_by_label("Ngày văn bản").fill("1/1/2021")
    press(clerk.locator("main"), "Vào sổ")
    said(clerk, "Đã vào sổ")


def test_a_document_comes_in_and_is_answered(enter: Enter, tmp_path: Path) -> None:
    made = room()
    snv, file = made.snv, tmp_path / "van-ban.pdf"
    file.write_bytes(paper())
    clerk, head = enter(snv.clerk, DESK), enter(snv.head, PHONE)
    division, writer = enter(snv.division, DESK), enter(snv.writer, DESK)
    register(clerk, file)
    follow(clerk, "Trình lãnh đạo")
    clerk.get_by_label("Trình ai").select_option(snv.head.account)
    press(clerk.locator("main"), "Trình lãnh đạo")
    said(clerk, "Đã trình lãnh đạo")

    head.goto("/documents/incoming/")
    follow(head.get_by_role("table"), "góp ý")
    follow(head, "Cho ý kiến chỉ đạo")
    head.get_by_label("Ý kiến chỉ đạo").fill("Phòng CCHC tham mưu trả lời.")
    head.get_by_label("Chủ trì").select_option(snv.division.account)
    head.get_by_label("Nguyễn Hữu Thọ").check()
    press(head.locator("main"), "Cho ý kiến chỉ đạo")
    said(head, "Đã cho ý kiến")

    division.goto("/documents/incoming/")
    follow(division.get_by_role("table"), "góp ý")
    expect(division.locator("main")).to_contain_text("Phòng CCHC tham mưu trả lời.")
    follow(division, "Giao người xử lý")
    division.get_by_label("Người xử lý", exact=True).select_option(snv.writer.account)
    press(division.locator("main"), "Giao người xử lý")
    said(division, "Đã giao")

    writer.goto("/documents/incoming/")
    follow(writer.get_by_role("table"), "góp ý")
    follow(writer, "Soạn văn bản trả lời")
    expect(writer.get_by_label("Kính gửi")).to_have_value("Sở Tư pháp")
    writer.get_by_label("Ký hiệu đơn vị soạn thảo").fill("CCHC")
    writer.get_by_label("Nội dung văn bản").fill("Sở Nội vụ thống nhất với dự thảo./.")
    press(writer, "Dàn trang")
    said(writer, "Đã soạn")
    (row,) = queries.list_register(AGENCY, Sought(clock.today().year)).rows
    (draft,) = list_about([queries.about_of(row.id)])
    made.issue(draft.id, clock.now())
    drain()
    writer.goto(f"/documents/incoming/{row.id}/")
    expect(writer.locator("main")).to_contain_text("Bằng văn bản 01/SNV-CCHC")
    follow(writer, "Lưu hồ sơ")
    writer.get_by_label("Hoặc tiêu đề hồ sơ không lập trên hệ thống").fill("Góp ý văn bản")
    press(writer.locator("main"), "Lưu hồ sơ")
    said(writer, "Đã lưu hồ sơ")
    assert queries.get_incoming(row.id, by=snv.clerk).state is State.FILED


def test_an_issued_document_is_sent_received_and_asked_back(enter: Enter) -> None:
    made = room()
    document = made.snv.issued()
    clerk, stc = enter(made.clerk, DESK), enter(made.stc, DESK)
    clerk.goto(f"/documents/{document}/")
    follow(clerk, "Gửi cơ quan khác")
    clerk.get_by_label("Cơ quan khác").fill("Sở Tài chính")
    press(clerk.locator("main"), "Gửi")
    said(clerk, "Đã gửi 1 cơ quan")
    drain()
    (sending,) = queries.list_arriving(OTHER)

    stc.goto("/documents/incoming/waiting/")
    follow(stc.get_by_role("table"), "đôn đốc")
    expect(stc.locator("main")).to_contain_text("Chữ ký số của chính tệp này")
    press(stc.locator("main"), "Vào sổ")
    said(stc, "Đã vào sổ và báo nơi gửi")
    clerk.reload()
    expect(clerk.get_by_role("table")).to_contain_text("Đã vào sổ")

    follow(clerk.get_by_role("table"), "Đề nghị thu hồi")
    clerk.get_by_label("Lý do").fill("Sai phụ lục")
    press(clerk.locator("main"), "Đề nghị thu hồi")
    said(clerk, "Đã đề nghị thu hồi")
    stc.reload()
    expect(stc.locator("main")).to_contain_text("Nơi gửi đề nghị thu hồi văn bản này")
    follow(stc, "Trả lời nơi gửi")
    follow(stc, "Đồng ý thu hồi")
    press(stc.locator("main"), "Đồng ý thu hồi")
    said(stc, "Đã đồng ý thu hồi")
    clerk.reload()
    expect(clerk.get_by_role("table")).to_contain_text("Đã thu hồi")
    assert queries.get_sending(sending.id, by=made.clerk).status is Status.AGREED
