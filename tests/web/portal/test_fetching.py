"""Papers fetched from home, from the procedure's page to the number of the case."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config.demo import load_people
from lienthong.connectors.public_post.messages import DELIVERED, ON_ROAD
from lienthong.domain.cases import queries as cases
from lienthong.domain.deliveries import queries
from lienthong.spine import clock
from lienthong.spine.actor import platform
from tests.e2e import states
from tests.e2e.people import signed_in
from tests.factories.province import loaded
from tests.faults.drain import drain

pytestmark = pytest.mark.django_db
GIVEN = {
    "owner": "GL-622", "papers": ["0", "1"], "name": "Siu H’Lan", "phone": "0905 111 222",
    "address": "Làng Kép, phường Đống Đa, Pleiku",
}  # fmt: skip


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded(django_db_blocker):
        load_people(by=platform("test"), at=clock.now())
        yield


@pytest.fixture
def home(province: None, settings: Any) -> Client:
    cache.clear()
    settings.LIENTHONG_PUBLIC_POST_URL, settings.LIENTHONG_MODE = "", "demo"
    states.fetched_under()
    return Client(HTTP_ACCEPT_LANGUAGE="vi")


def words(answer: Any) -> str:
    assert answer.status_code == 200, (answer.status_code, answer.headers.get("Location"))
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def asked(home: Client) -> str:
    """The address of what was asked for."""
    page = words(home.get("/procedures/X.000041/fetch/"))
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    when = f"{queries.days_offered(clock.today())[0].isoformat()} MORNING"
    answers = [
        home.post("/procedures/X.000041/fetch/", GIVEN | {"key": found[1], "when": when}) for _press in "12"
    ]
    assert {one.status_code for one in answers} == {302}, words(answers[0])
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    return str(answers[0].headers["Location"])


def order_at(address: str) -> queries.OrderRow:
    found = queries.find_of(f"fetch:{address.split('/')[2]}", queries.Kind.PAPERS)
    assert found
    return found


def test_it_goes_from_the_procedure_to_the_number_of_the_case(home: Client) -> None:
    assert "Nhờ bưu chính đến nhà lấy hồ sơ" in words(home.get("/procedures/X.000041/"))
    address = asked(home)
    assert "bưu chính chưa trả lời" in words(home.get(address))
    drain()
    page, code = words(home.get(address)), order_at(address).code
    assert code in page and "0905111222" not in page and "Làng Kép" not in page
    assert "bưu chính chưa trả lời" not in page  # its price is there
    home.post(f"/post/try/{code}/", {"status": ON_ROAD, "manner": ""})
    assert "Bưu chính đã nhận giấy tờ" in words(home.get(address))
    home.post(f"/post/try/{code}/", {"status": DELIVERED, "manner": ""})
    counter, order = signed_in("one_stop_officer"), order_at(address)
    parcel = words(counter.get(f"/parcels/{order.id}/"))
    assert "Giấy tờ cần lấy" in parcel and "Bản vẽ thiết kế" in parcel
    hidden = parcel.split('action="/cases/intake/"')[1].split("</form>")[0]
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', hidden))
    assert (form["channel"], form["key"], form["q"]) == ("POST", address.split("/")[2], "X.000041")
    version = str(states.fetched_under().id)
    sent = form | {"version": version, "papers": ["1", "2"], "do": "receive", "return_by": "COUNTER"}
    assert counter.post("/cases/intake/", sent).status_code == 302
    became = order_at(address).became
    assert became and became in words(home.get(address))
    today = clock.today()
    use = cases.post_use(["GL-622"], since=today, until=today)
    (line,) = [one for one in use.lines if one.procedure == "X.000041"]
    assert (line.use.received, line.use.received_by_post) == (1, 1)


def test_another_browser_needs_code_and_telephone(home: Client) -> None:
    address = asked(home)
    other = Client(HTTP_ACCEPT_LANGUAGE="vi")
    assert other.get(address).status_code == 404
    assert other.post(f"{address}call-off/").status_code == 404
    code = order_at(address).code
    assert "Không có hồ sơ nào" in words(other.post("/follow/", {"code": code, "proof": "0905111223"}))
    assert other.post("/follow/", {"code": code, "proof": "0905111222"}).headers["Location"] == address
    for _press in range(2):
        assert other.post(f"{address}call-off/").headers["Location"] == address
    assert order_at(address).state is queries.State.CANCELLED
    assert "Không lấy" in words(other.get(address))


def test_what_is_lacking_is_named_and_nothing_is_lost(home: Client) -> None:
    page = words(
        home.post("/procedures/X.000041/fetch/", GIVEN | {"phone": "12", "papers": ["0"], "when": "x"})
    )
    assert "Lỗi:" in page and "Làng Kép, phường Đống Đa, Pleiku" in page
    assert 'value="0" checked' in page.replace('" id="id_papers_0" checked', '" checked')


def test_it_is_offered_only_where_papers_may_come_by_post(home: Client, settings: Any) -> None:
    states.an_amended_procedure(Client())
    assert home.get("/procedures/X.000002/fetch/").status_code == 404
    settings.LIENTHONG_MODE = "test"
    assert home.get("/procedures/X.000041/fetch/").status_code == 404
    assert "đến nhà lấy hồ sơ" not in words(home.get("/procedures/X.000041/"))
