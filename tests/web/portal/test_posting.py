"""A result by post from both sides of the counter: chosen at home, handed over, carried, followed, and back again."""

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
from lienthong.connectors.public_post import fake
from lienthong.connectors.public_post.messages import DELIVERED, ON_ROAD
from lienthong.domain.cases.queries import about_money, get_case
from lienthong.domain.deliveries import queries
from lienthong.domain.deliveries.queries import State
from lienthong.spine import clock
from lienthong.spine.actor import platform
from tests.e2e import states
from tests.e2e.people import signed_in
from tests.factories.province import loaded
from tests.faults.drain import drain

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25
WISH = {"name": "Siu H’Lan", "phone": "0905 111 222", "address": "Làng Kép, phường Đống Đa, Pleiku"}


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded(django_db_blocker):
        load_people(by=platform("test"), at=clock.now())
        yield


@pytest.fixture
def stand_in(settings: Any) -> None:
    settings.LIENTHONG_PUBLIC_POST_URL, settings.LIENTHONG_MODE = "", "demo"


@pytest.fixture
def home(province: None) -> Client:
    """A browser that follows a case whose result the post brings."""
    cache.clear()
    browser = Client(HTTP_ACCEPT_LANGUAGE="vi")
    states.a_followed_parcel(browser)
    return browser


@pytest.fixture
def counter(province: None) -> Client:
    return signed_in("one_stop_officer")


@pytest.fixture
def head(province: None) -> Client:
    return signed_in("division_head")


def words(answer: Any) -> str:
    assert answer.status_code == 200, (answer.status_code, answer.headers.get("Location"))
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def row_of(browser: Client) -> queries.OrderRow:
    found = queries.find_of(about_money(browser.session["followed"]))
    assert found is not None
    return found


def seen(parcel: int) -> queries.OrderRow:
    return queries.get_order(parcel, by=states._counter())


def test_a_citizen_says_where_the_result_shall_go(home: Client) -> None:
    assert "Có kết quả là bưu chính chuyển ngay" in words(home.get("/follow/case/"))
    page = words(home.get("/follow/case/post/"))
    assert "0905118172" not in page and "Làng Plei Ốp" not in page
    answer = home.post("/follow/case/post/", WISH)
    assert answer.status_code == 302, words(answer)
    row = row_of(home)
    assert (row.state, row.receiver, row.phone, row.address) == (
        State.WISHED, "Siu H’Lan", "0905111222", WISH["address"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": " "}, "Trường này là bắt buộc|bắt buộc"),
        ({"phone": "123"}, "Ghi số điện thoại để bưu tá gọi"),
        ({"address": "Pleiku"}, "Ghi đủ địa chỉ"),
    ],
)
def test_what_is_lacking_is_named_and_nothing_is_lost(home: Client, given: dict[str, str], said: str) -> None:
    before = row_of(home)
    page = words(home.post("/follow/case/post/", WISH | given))
    assert "Lỗi:" in page and (re.search(said, page) or "name" in given)
    assert all(value.strip() in page for value in (WISH | given).values())
    assert row_of(home) == before


def test_who_follows_no_case_is_led_to_where_it_is_asked_for(province: None) -> None:
    answer = Client().get("/follow/case/post/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/follow/")


def test_a_case_whose_result_does_not_go_by_post_has_no_such_page(province: None) -> None:
    cache.clear()
    browser = Client(HTTP_ACCEPT_LANGUAGE="vi")
    states.a_followed_fee(browser)
    assert browser.get("/follow/case/post/").status_code == 404
    assert browser.post("/follow/case/post/", WISH).status_code == 404


def test_parcels_are_labelled_handed_over_and_listed(counter: Client) -> None:
    parcel = states.a_parcel(Client())
    row = seen(parcel)
    assert row.code in words(counter.get("/parcels/"))
    label = counter.get(f"/parcels/labels.pdf?parcel={parcel}")
    assert label.content.startswith(b"%PDF")
    page = words(counter.post("/parcels/", {"key": str(uuid4()), "parcel": [parcel], "collector": " "}))
    assert "Lỗi:" in page and seen(parcel).state is State.TO_SEND
    assert "Đánh dấu các bưu gửi" in words(
        counter.post("/parcels/", {"key": str(uuid4()), "collector": "Nguyễn Văn Bính"})
    )
    sent = {"key": str(uuid4()), "parcel": [parcel], "collector": "Nguyễn Văn Bính"}
    for _press in range(2):
        assert counter.post("/parcels/", sent).headers["Location"] == "/parcels/lists/"
    handover = seen(parcel).handover
    assert "Nguyễn Văn Bính" in words(counter.get("/parcels/lists/"))
    assert "Đang lập biên bản" in words(counter.get(f"/parcels/lists/{handover}.pdf"))
    drain()
    paper = counter.get(f"/parcels/lists/{handover}.pdf")
    assert b"".join(paper.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert row.code in words(counter.get("/parcels/?list=way"))
    assert counter.get(f"/parcels/?q={row.code}").headers["Location"] == f"/parcels/{parcel}/"


def test_only_the_counter_hands_over(head: Client) -> None:
    parcel = states.a_parcel(Client())
    assert head.post("/parcels/", {"parcel": [parcel], "collector": "A"}).status_code == 404
    assert head.get(f"/parcels/{parcel}/").status_code == 404


def test_the_post_carries_it_and_both_sides_see_it(home: Client, counter: Client, stand_in: None) -> None:
    parcel = states.a_parcel(Client())
    drain()
    code = seen(parcel).code
    counter.post("/parcels/", {"key": str(uuid4()), "parcel": [parcel], "collector": "Nguyễn Văn Bính"})
    assert f"/post/try/{code}/" in words(counter.get(f"/parcels/{parcel}/"))
    page = words(home.post(f"/post/try/{code}/", {"status": ON_ROAD, "manner": "twice"}, follow=True))
    assert "báo lại 2 lần; hệ thống nhận 2 lần" in page
    assert seen(parcel).state is State.UNDER_WAY
    home.post(f"/post/try/{code}/", {"status": DELIVERED, "manner": "forged"})
    assert seen(parcel).state is State.UNDER_WAY
    home.post(f"/post/try/{code}/", {"status": DELIVERED, "manner": ""})
    assert (seen(parcel).state, seen(parcel).collected) == (State.DELIVERED, 50_000)
    page = words(counter.get(f"/parcels/{parcel}/"))
    assert "đã phát cho người nhận" in page and "50.000" in page


def test_callbacks_are_answered_as_the_agreement_says(counter: Client, stand_in: None) -> None:
    parcel = states.a_parcel(Client())
    drain()
    (body,) = fake.kept().move(seen(parcel).code, ON_ROAD, clock.local(clock.now()))
    machine = Client(enforce_csrf_checks=True)

    def call(told: bytes) -> str:
        answer = machine.post("/post/callback/", told, content_type="application/json")
        assert answer.status_code == 200
        return str(answer.json()["code"])

    assert call(body.replace(b'"2"', b'"3"')) == "99"
    assert [call(body), call(body)] == ["00", "00"]
    assert [call(b"x" * 30_000), call(b"")] == ["99", "99"]
    assert seen(parcel).state is State.UNDER_WAY


def test_the_stand_in_is_there_in_a_demonstration_only(home: Client) -> None:
    assert home.get(f"/post/try/{row_of(home).code}/").status_code == 404


def test_what_comes_back_is_taken_back_and_sent_once_more(counter: Client) -> None:
    parcel = states.a_parcel(Client())
    counter.post("/parcels/", {"key": str(uuid4()), "parcel": [parcel], "collector": "Nguyễn Văn Bính"})
    assert "Lỗi:" in words(counter.post(f"/parcels/{parcel}/back/", {"reason": ""}))
    for _press in range(2):
        assert counter.post(f"/parcels/{parcel}/back/", {"reason": "Vắng nhà"}).status_code == 302
    assert "Vắng nhà" in words(counter.get("/parcels/?list=back"))
    given = WISH | {"cod": "0"}
    answer = counter.post(f"/parcels/{parcel}/again/", given)
    assert answer.headers["Location"] != f"/parcels/{parcel}/"
    assert counter.post(f"/parcels/{parcel}/again/", given).headers["Location"] == answer.headers["Location"]


def test_a_receiver_is_changed_in_words_and_a_wrong_amount_refused(counter: Client) -> None:
    parcel = states.a_parcel(Client())
    page = words(counter.post(f"/parcels/{parcel}/mend/", WISH | {"cod": "năm nghìn"}))
    assert "Ghi số tiền bằng đồng chẵn" in page and "năm nghìn" in page
    assert "Số tiền thu hộ" in words(counter.post(f"/parcels/{parcel}/mend/", WISH | {"cod": "90.000.000"}))
    assert counter.post(f"/parcels/{parcel}/mend/", WISH | {"cod": "5.000"}).status_code == 302
    assert (seen(parcel).receiver, seen(parcel).cod) == ("Siu H’Lan", 5_000)


def test_what_waits_says_why(counter: Client) -> None:
    parcel = states.a_parcel(Client())
    drain()
    page = words(counter.get("/parcels/troubles/"))
    assert seen(parcel).code in page and "bàn giao kèm nhãn như trước nay" in page


def test_papers_are_fetched_and_taken_in_at_the_counter(counter: Client, stand_in: None) -> None:
    given = WISH | {"key": str(uuid4()), "title": "Đăng ký khai sinh"}
    answer = counter.post("/parcels/fetch/", given)
    assert answer.status_code == 302, words(answer)
    assert counter.post("/parcels/fetch/", given).headers["Location"] == answer.headers["Location"]
    parcel = int(answer.headers["Location"].split("/")[2])
    drain()
    counter.post(f"/post/try/{seen(parcel).code}/", {"status": DELIVERED, "manner": ""})
    page = words(counter.get(f"/parcels/{parcel}/"))
    assert 'action="/cases/intake/"' in page and "Tiếp nhận hồ sơ này" in page
    assert "Không có hồ sơ này" in words(counter.post(f"/parcels/{parcel}/became/", {"number": "X"}))
    case = states.a_case(Client())
    number = get_case(case, by=states._counter(), now=clock.now()).number
    assert counter.post(f"/parcels/{parcel}/became/", {"number": number}).status_code == 302
    assert seen(parcel).became == number


def test_the_case_leads_to_its_post(counter: Client) -> None:
    case = states.a_case_by_post(Client())
    panel = counter.get(f"/cases/{case}/post/", headers={"HX-Request": "true"})
    assert "Gửi kết quả qua bưu chính" in words(panel) and "<html" not in words(panel)
    assert "Lỗi:" in words(counter.post(f"/cases/{case}/post/", WISH | {"phone": "1"}))
    assert counter.post(f"/cases/{case}/post/", WISH).status_code == 302
    found = queries.find_of(about_money(case))
    assert found and found.state is State.WISHED


def test_a_head_settles_what_the_post_says_and_what_differs(head: Client) -> None:
    news, gap = states.a_word_of_the_post(Client()), states.a_mismatch_with_the_post(Client())
    assert "không có bưu gửi nào mang mã này" in words(head.get("/parcels/troubles/")).lower()
    assert "Lỗi:" in words(head.post(f"/parcels/troubles/{news}/", {"reason": ""}))
    for page in (f"/parcels/troubles/{news}/", f"/parcels/balance/{gap}/"):
        assert head.post(page, {"reason": "Đã gọi bưu điện"}).status_code == 302
    assert "Đã gọi bưu điện" in words(head.get("/parcels/balance/?list=settled"))


@pytest.mark.parametrize(
    "page", ["/parcels/", "/parcels/?list=way", "/parcels/troubles/", "/parcels/balance/", "/parcels/lists/"]
)
def test_a_page_costs_few_statements_however_many_parcels_there_are(counter: Client, page: str) -> None:
    for _parcel in range(3):
        states.a_parcel(Client())
    counter.get(page)
    with CaptureQueriesContext(connection) as asked:
        assert counter.get(page).status_code == 200
    assert len(asked) <= MOST_QUERIES
