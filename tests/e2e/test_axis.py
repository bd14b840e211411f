"""In browsers: a document goes to an agency of another house and its fate comes back; one that comes from there."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.domain.axis.node import MINISTRY, SNV, Node, edoc, node, status
from tests.domain.documents.office import AGENCY
from tests.e2e.deeds import follow, press, said
from tests.e2e.test_correspondence import Enter
from tests.e2e.test_documents import DESK, enter

from lienthong.connectors.axis.messages import Business, Edoc, Replaced, StatusCode
from lienthong.domain.correspondence import queries
from lienthong.spine import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.sampled(test=3)]
__all__ = ["enter"]


@pytest.fixture
def axis(transactional_db: None, settings: Any) -> Iterator[Node]:
    with node(settings) as made:
        yield made


def test_it_is_sent_outside_with_two_presses_once_and_its_fate_comes_back(axis: Node, enter: Enter) -> None:
    document = axis.room.plainly_issued()
    clerk = enter(axis.room.clerk, DESK)
    clerk.goto(f"/documents/{document}/")
    follow(clerk, "Gửi cơ quan khác")
    clerk.get_by_label("Cơ quan ngoài tỉnh").fill(MINISTRY)
    clerk.locator("main").get_by_role("button", name="Gửi", exact=True).dblclick()
    expect(clerk.locator("main")).to_contain_text(MINISTRY)
    axis.work(clock.now())
    (message,) = axis.got()
    assert isinstance(message, Edoc)

    axis.put(status(message, StatusCode.REGISTERED, "Văn thư Bộ Nội vụ"))
    axis.work(clock.now())
    clerk.reload()
    expect(clerk.get_by_role("table")).to_contain_text("Đã vào sổ")
    expect(clerk.get_by_role("table")).to_contain_text("Văn thư Bộ Nội vụ")

    follow(clerk.get_by_role("table"), "Đề nghị thu hồi")
    clerk.get_by_label("Lý do").fill("Sai phụ lục")
    press(clerk.locator("main"), "Đề nghị thu hồi")
    said(clerk, "Đã đề nghị thu hồi")
    axis.work(clock.now())
    assert axis.statuses() == [StatusCode.ASKED_BACK]
    axis.put(status(message, StatusCode.AGREED))
    axis.work(clock.now())
    clerk.reload()
    expect(clerk.get_by_role("table")).to_contain_text("Đã thu hồi")


def test_one_that_comes_from_outside_is_registered_with_two_presses_once(axis: Node, enter: Enter) -> None:
    axis.put(edoc())
    axis.work(clock.now())
    clerk = enter(axis.room.clerk, DESK)
    clerk.goto("/documents/incoming/waiting/")
    follow(clerk.get_by_role("table"), "đôn đốc báo cáo")
    expect(clerk.locator("main")).to_contain_text("Bộ Nội vụ")
    clerk.locator("main").get_by_role("button", name="Vào sổ").dblclick()
    expect(clerk.locator("main")).to_contain_text("7816/BNV-CCHC")
    axis.work(clock.now())
    assert axis.statuses() == [StatusCode.ARRIVED, StatusCode.REGISTERED]
    assert len(queries.list_register(AGENCY, queries.Sought(clock.today().year)).rows) == 1


@pytest.mark.sampled(test=12, all=2)
def test_one_that_replaces_another_says_so_until_the_old_one_is_given_back(axis: Node, enter: Enter) -> None:
    axis.put(edoc())
    axis.work(clock.now())
    clerk = enter(axis.room.clerk, DESK)
    clerk.goto("/documents/incoming/waiting/")
    follow(clerk.get_by_role("table"), "đôn đốc báo cáo")
    press(clerk.locator("main"), "Vào sổ")
    said(clerk, "Đã vào sổ")
    old = clerk.url

    replaced = (Replaced(document_id=edoc().document_id, organ_ids=(SNV,)),)
    axis.put(edoc("7820", business=Business.REPLACE, replaced=replaced, subject="bản đã sửa số liệu"))
    axis.work(clock.now())
    clerk.goto("/documents/incoming/waiting/")
    follow(clerk.get_by_role("table"), "bản đã sửa")
    expect(clerk.locator("main")).to_contain_text("Thay thế văn bản 7816/BNV-CCHC.")
    press(clerk.locator("main"), "Vào sổ")
    said(clerk, "Đã vào sổ")
    expect(clerk.locator("main")).to_contain_text("Thay thế văn bản 7816/BNV-CCHC.")

    clerk.goto(old)
    expect(clerk.locator("main")).to_contain_text("Nơi gửi đề nghị thu hồi văn bản này")
    follow(clerk, "Trả lời nơi gửi")
    expect(clerk.locator("main")).to_contain_text("Được thay thế bằng văn bản 7820/BNV-CCHC.")
    follow(clerk, "Đồng ý thu hồi")
    press(clerk.locator("main"), "Đồng ý thu hồi")
    said(clerk, "Đã đồng ý thu hồi")
    axis.work(clock.now())
    assert axis.statuses().count(StatusCode.AGREED) == 1
