"""A fee from both sides of the counter: paid through the platform from home, taken in cash, each shown at once."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config.demo import load_people
from lienthong.connectors.payment_platform import fake
from lienthong.domain.cases.queries import about_money
from lienthong.domain.payments import actions, queries
from lienthong.domain.payments.queries import State
from lienthong.spine import clock
from lienthong.spine.actor import platform
from tests.e2e import states
from tests.e2e.people import account, signed_in
from tests.factories.province import loaded
from tests.faults.drain import drain

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded(django_db_blocker):
        load_people(by=platform("test"), at=clock.now())
        payee = actions.Payee("970436", "Vietcombank", "0291000999001", "UBND TP PLEIKU")
        actions.pay_to(agency="GL-622", payee=payee, since=clock.today(), by=platform("test"), at=clock.now())
        yield


@pytest.fixture
def stand_in(settings: Any) -> None:
    settings.LIENTHONG_PAYMENT_PLATFORM_URL, settings.LIENTHONG_MODE = "", "demo"


@pytest.fixture
def home(province: None) -> Client:
    """A browser that follows a case with a fee."""
    cache.clear()
    browser = Client(HTTP_ACCEPT_LANGUAGE="vi")
    states.a_followed_fee(browser)
    return browser


@pytest.fixture
def counter(province: None) -> Client:
    return signed_in("one_stop_officer")


def words(answer: Any) -> str:
    assert answer.status_code == 200, (answer.status_code, answer.headers.get("Location"))
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def row_of(browser: Client) -> queries.DemandRow:
    found = queries.find_of(about_money(browser.session["followed"]))
    assert found is not None
    return found


def test_a_citizen_sees_what_to_pay_and_a_code_to_scan(home: Client) -> None:
    case = words(home.get("/follow/case/"))
    assert "Bạn cần nộp 50.000 đồng" in case
    assert "Bạn không phải làm gì" not in case
    page = words(home.get("/follow/case/fee/"))
    assert row_of(home).code in page
    assert "0291000999001" in page
    assert 'class="qr"' in page


def test_who_follows_no_case_is_led_to_where_it_is_asked_for(province: None) -> None:
    answer = Client().get("/follow/case/fee/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/follow/")


def test_it_is_paid_through_the_platform_and_the_case_shows_it(home: Client, stand_in: None) -> None:
    assert home.post("/follow/case/fee/").status_code == 302
    home.post("/follow/case/fee/")
    assert "Đang hỏi trang thanh toán" in words(home.get("/follow/case/fee/"))
    drain()
    code = row_of(home).code
    assert f"/pay/try/{code}/" in words(home.get("/follow/case/fee/"))
    answer = home.post(f"/pay/try/{code}/", {"manner": "twice"}, follow=True)
    page = words(answer)
    assert "Đã nộp đủ" in page and "DT-21" in page
    assert "Đã nộp đủ phí, lệ phí" in words(home.get("/follow/case/"))
    assert row_of(home).state is State.PAID
    assert len(queries.list_receipts(row_of(home).id)) == 1


@pytest.mark.parametrize("manner", ["silent", "amount", "forged"])
def test_a_platform_that_misbehaves_pays_nothing_here(home: Client, stand_in: None, manner: str) -> None:
    home.post("/follow/case/fee/")
    drain()
    home.post(f"/pay/try/{row_of(home).code}/", {"manner": manner})
    assert row_of(home).state is State.DUE
    assert queries.balance().is_even


def test_callbacks_are_answered_as_the_agreement_says(home: Client, stand_in: None) -> None:
    home.post("/follow/case/fee/")
    drain()
    code, at = row_of(home).code, clock.local(clock.now())
    (body,) = fake.kept().pay(code, at)
    machine = Client(enforce_csrf_checks=True)

    def call(told: bytes) -> str:
        answer = machine.post("/pay/callback/", told, content_type="application/json")
        assert answer.status_code == 200
        return str(answer.json()["MaLoi"])

    assert call(body.replace(b"50000", b"90000")) == "99"
    assert [call(body), call(body)] == ["00", "00"]
    assert [call(b"x" * 30_000), call(b"")] == ["99", "99"]
    assert row_of(home).received == 50_000


def test_the_stand_in_is_there_in_a_demonstration_only(home: Client) -> None:
    assert home.get(f"/pay/try/{row_of(home).code}/").status_code == 404


def a_fee() -> int:
    return states.a_fee(Client())


def test_cash_at_the_counter_gives_a_receipt_that_can_be_printed(counter: Client) -> None:
    fee, key = a_fee(), str(uuid4())
    assert "Thu tiền" in words(counter.get(f"/fees/{fee}/"))
    page = words(counter.get(f"/fees/{fee}/collect/"))
    assert "50.000" in page
    given = {"key": key, "way": "CASH", "amount": "50.000", "payer": "Rơ Châm H’Yưn"}
    for _press in range(2):
        answer = counter.post(f"/fees/{fee}/collect/", given)
        assert answer.status_code == 302, words(answer)
    (receipt,) = queries.list_receipts(fee)
    assert receipt.label in words(counter.get(f"/fees/{fee}/"))
    assert "Đang in biên lai" in words(counter.get(f"/fees/receipts/{receipt.id}.pdf"))
    drain()
    paper = counter.get(f"/fees/receipts/{receipt.id}.pdf")
    assert paper.headers["Content-Type"] == "application/pdf"
    assert b"".join(paper.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert "50.000" in words(counter.get("/fees/till/"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"amount": "abc"}, "Ghi số tiền bằng đồng chẵn"),
        ({"amount": "60.000"}, "Còn phải nộp 50.000 đồng"),
        ({"amount": "0"}, "Còn phải nộp 50.000 đồng"),
        ({"amount": "50000", "payer": " "}, "như ghi trên biên lai"),
    ],
)
def test_a_wrong_amount_is_refused_in_words_and_nothing_is_lost(
    counter: Client, given: dict[str, str], said: str
) -> None:
    fee = a_fee()
    whole = {"key": str(uuid4()), "way": "CARD", "amount": "50.000", "payer": "Người nộp"} | given
    page = words(counter.post(f"/fees/{fee}/collect/", whole))
    assert said in page
    assert f'value="{given["amount"]}"' in page
    assert queries.list_entries(fee) == []


def test_the_case_shows_its_fee(counter: Client) -> None:
    case = states.a_case(Client())
    page = f"/cases/{case}/fees/"
    assert "Xác định phí, lệ phí" in words(counter.get(page))
    answer = counter.post(page, {"line0-after": "10.000", "line0-ground": "Người thuộc hộ nghèo"})
    assert answer.status_code == 302, words(answer)
    row = queries.find_of(about_money(case))
    assert row and (row.amount, row.lines[0].ground) == (10_000, "Người thuộc hộ nghèo")
    assert "Còn phải nộp 10.000 đồng" in words(counter.get(page))
    assert counter.post(page, {}).status_code == 302


def test_an_exemption_without_a_ground_is_refused_in_words(counter: Client) -> None:
    case = states.a_case(Client())
    page = words(counter.post(f"/cases/{case}/fees/", {"line0-after": "0", "line0-ground": ""}))
    assert "Ghi căn cứ miễn, giảm" in page


def test_a_receipt_is_cancelled_and_issued_anew(counter: Client) -> None:
    receipt = states.a_money_receipt(Client())
    answer = counter.post(f"/fees/receipts/{receipt}/anew/", {"payer": "Tên đúng", "reason": "Sai tên"})
    assert answer.status_code == 302, words(answer)
    page = words(counter.get(answer.headers["Location"]))
    assert "Đã hủy" in page and "Tên đúng" in page


def test_a_till_is_closed_and_taken_away(counter: Client) -> None:
    states.a_money_receipt(Client())
    assert "ghi lý do" in words(counter.post("/fees/till/", {"counted": "1"}))
    cashier = account("one_stop_officer")
    cash = queries.get_till("GL-622", cashier).cash
    assert counter.post("/fees/till/", {"counted": str(cash)}).status_code == 302
    closing = queries.list_closings("GL-622")[0]
    assert counter.get(f"/fees/till/{closing.id}.xlsx").content.startswith(b"PK")
    assert counter.post(f"/fees/till/{closing.id}/take/").status_code == 404


def test_a_refund_is_decided_by_the_head(province: None) -> None:
    refund = states.a_refund(Client())
    head = signed_in("division_head")
    assert "Rút hồ sơ" in words(head.get("/fees/refunds/"))
    assert head.post(f"/fees/refunds/{refund}/", {"answer": "yes"}).status_code == 302
    assert head.post(f"/fees/refunds/{refund}/", {"way": "TRANSFER"}).status_code == 302
    assert "đã chi hoàn trả" in words(head.get("/fees/refunds/")).lower()


def test_waiting_money_is_settled_by_the_head(province: None) -> None:
    money = states.money_of_nobody(Client())
    head = signed_in("division_head")
    assert "không có mã thanh toán nào" in words(head.get("/fees/pending/"))
    given = {"answer": "match", "code": "LT1", "reason": "Hỏi người nộp"}
    assert "không phải mã thanh toán" in words(head.post(f"/fees/pending/{money}/", given))
    sent = head.post(f"/fees/pending/{money}/", {"answer": "back", "reason": "Ngân hàng đã trả"})
    assert sent.status_code == 302


def test_a_difference_is_explained(province: None) -> None:
    gap = states.a_difference_of_money(Client())
    head = signed_in("division_head")
    assert head.post(f"/fees/balance/{gap}/", {"reason": "Nộp nhầm"}).status_code == 302
    assert "Nộp nhầm" in words(head.get("/fees/balance/?list=settled"))


def test_pages_ask_the_database_little(counter: Client, home: Client) -> None:
    fee = a_fee()
    pages = [
        f"/fees/{fee}/",
        "/fees/",
        "/fees/?list=settled",
        "/fees/till/",
        "/fees/pending/",
        "/fees/refunds/",
    ]
    for browser, page in [*((counter, one) for one in pages), (home, "/follow/case/fee/")]:
        browser.get(page)
        with CaptureQueriesContext(connection) as asked:
            words(browser.get(page))
        assert len(asked) <= MOST_QUERIES, (page, len(asked))


def test_a_payment_is_found_by_its_code(counter: Client) -> None:
    fee = a_fee()
    code = queries.code_of(fee)
    answer = counter.get("/fees/", {"q": code.lower()})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/fees/{fee}/")
    assert "Không có khoản thu nào" in words(counter.get("/fees/", {"q": "LT99"}))
