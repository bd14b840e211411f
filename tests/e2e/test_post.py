"""A result by post, on a phone: chosen at home, handed over at the counter, delivered, the case returned."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer
from tests.e2e import states
from tests.e2e.counter import PHONE, desk, sign_in
from tests.faults.drain import drain

from lienthong.domain.cases import actions as cases
from lienthong.domain.cases import queries
from lienthong.domain.cases.queries import State, Verb
from lienthong.spine import clock

pytestmark = [pytest.mark.browser, pytest.mark.sampled(test=1)]


def brought(case: int) -> None:
    """What the city does until the result is at the one-stop."""
    by = states._counter()
    cases.bring(case=case, by=by, at=clock.now())
    drain()


def test_a_result_comes_home_by_post(
    chromium: Browser, site: LiveServer, city_at_work: None, settings: Any
) -> None:
    settings.LIENTHONG_PUBLIC_POST_URL, settings.LIENTHONG_MODE = "", "demo"
    case = states.a_signed_case_by_post(Client())
    row = queries.follow(case, now=clock.now())
    home = desk(chromium, PHONE)
    home.goto(f"{site.url}/follow/?code={row.number}")
    home.locator("#id_proof").fill(states.POSTED_TO)
    home.locator("main form button").click()
    home.get_by_role("link", name="Nhận kết quả qua bưu chính").click()
    home.get_by_label("Người nhận").fill("Siu H’Lan")
    home.get_by_label("Số điện thoại để bưu tá gọi").fill("0905 111 222")
    home.get_by_label("Địa chỉ nhận").fill("Làng Kép, phường Đống Đa, TP. Pleiku, Gia Lai")
    home.get_by_role("button", name="Nhận qua bưu chính").click()
    expect(home.get_by_role("heading", name="Có kết quả là bưu chính chuyển ngay")).to_be_visible()
    brought(case)

    counter = desk(chromium)
    sign_in(counter, site, "rocham.yen", "/parcels/")
    expect(counter.get_by_label(f"Đánh dấu bưu gửi {row.number}")).to_be_checked()
    counter.get_by_label("Nhân viên bưu chính ký nhận").fill("Nguyễn Văn Bính")
    counter.get_by_role("button", name="Bàn giao các bưu gửi").click()
    expect(counter.get_by_role("cell", name="Nguyễn Văn Bính")).to_be_visible()

    home.get_by_role("link", name="Kết quả của bạn qua bưu chính").click()
    expect(home.get_by_role("heading", name="Bưu chính đang giữ kết quả.")).to_be_visible()
    home.get_by_role("link", name="Theo dõi trên trang của bưu chính").click()
    home.get_by_label("Phát cho người nhận").check()
    home.get_by_role("button", name="Diễn thử bước này").click()
    expect(home.get_by_text("báo lại 1 lần; hệ thống nhận 1 lần")).to_be_visible()
    drain()
    home.goto(f"{site.url}/follow/case/")
    expect(home.get_by_text("Bưu chính đã trao kết quả.")).to_be_visible()
    last = queries.get_story(case).happenings[-1]
    assert (last.verb, last.data["way"], last.data["to"]) == (Verb.GIVEN, "POST", "Siu H’Lan")
    assert queries.follow(case, now=clock.now()).state is State.GIVEN
