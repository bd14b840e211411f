"""A citizen's own account: opened at home, made sure at a counter, with what is theirs and nobody else's."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import FileResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config.demo import load_people
from lienthong.domain.accounts import queries as accounts
from lienthong.domain.applications import queries
from lienthong.domain.applications.actions import send
from lienthong.domain.notices.queries import list_notices
from lienthong.domain.parties import queries as parties
from lienthong.spine import clock
from lienthong.spine.actor import ANONYMOUS, platform
from lienthong.spine.outbox.models import StatedFact
from tests.e2e import states
from tests.e2e.people import account, signed_in
from tests.factories.province import loaded
from tests.faults.drain import drain

pytestmark = pytest.mark.django_db
PASSWORD = "bon con trau di cay"
CARD = "064190004321||Rơ Châm H'Yưn|12051990|Nữ|Làng Plei Ốp, phường Hoa Lư|01062021"


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded(django_db_blocker):
        load_people(by=platform("test"), at=clock.now())
        states.an_application(Client())
        yield


@pytest.fixture
def home(province: None) -> Client:
    cache.clear()
    return signed_in("citizen")


@pytest.fixture
def stranger(province: None) -> Client:
    cache.clear()
    return Client()


def words(answer: Any) -> str:
    assert answer.status_code == 200, (answer.status_code, answer.headers.get("Location"))
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def place(answer: Any) -> str:
    assert answer.status_code == 302, words(answer)
    return str(answer.headers["Location"])


def main_of(told: str) -> str:
    return told.split("<main")[1].split("</main>")[0]


def content_of(answer: Any) -> bytes:
    assert isinstance(answer, FileResponse)
    return b"".join(answer.streaming_content)  # type: ignore[arg-type]


def test_a_telephone_opens_an_account_at_once(stranger: Client) -> None:
    told = stranger.post("/register/", {"full_name": "Siu Blưn", "reached": "0905 118 277"})
    assert place(told) == "/register/password/"
    answer = stranger.post("/register/password/", {"password": PASSWORD, "again": PASSWORD})
    assert place(answer) == "/my/"
    assert "Hồ sơ của tôi" in words(stranger.get("/my/"))
    row = accounts.find_account("0905118277")
    assert row
    assert (row.full_name, row.kind) == ("Siu Blưn", "CITIZEN")
    assert place(Client().post("/sign-in/", {"login": "0905118277", "password": PASSWORD}))


def test_nothing_is_opened_before_the_password_is_good(stranger: Client) -> None:
    stranger.post("/register/", {"full_name": "Siu Blưn", "reached": "0905118277"})
    told = words(stranger.post("/register/password/", {"password": "matkhau12345", "again": "matkhau12345"}))
    assert 'role="alert"' in told
    assert accounts.find_account("0905118277") is None
    assert place(Client().get("/register/password/")) == "/register/"


@pytest.mark.parametrize("reached", ["0905", "somebody@", "+84 1", "Siu Blưn"])
def test_it_says_what_is_neither_a_number_nor_an_address(stranger: Client, reached: str) -> None:
    told = words(stranger.post("/register/", {"full_name": "Siu Blưn", "reached": reached}))
    assert 'role="alert"' in told
    assert 'value="Siu Blưn"' in told


def test_a_number_has_one_account(stranger: Client) -> None:
    given = {"full_name": "Siu Blưn", "reached": "0905118277"}
    for browser in (stranger, other := Client()):
        browser.post("/register/", given)
    for browser in (stranger, other):
        answer = browser.post("/register/password/", {"password": PASSWORD, "again": PASSWORD})
    assert "đã có tài khoản" in words(answer)


def test_an_address_gets_a_letter_whether_it_is_known_or_not(stranger: Client) -> None:
    given = {"full_name": "Siu Blưn", "reached": "Siu.Blun@vidu.vn"}
    first = words(stranger.post("/register/", given))
    second = words(Client().post("/register/", given))
    assert "siu.blun@vidu.vn" in first
    assert main_of(first) == main_of(second)
    row = accounts.find_account("siu.blun@vidu.vn")
    assert row
    told = StatedFact.objects.filter(subject=f"account:{row.id}").order_by("id")
    assert [one.name for one in told] == ["accounts.PersonInvited", "accounts.PasswordResetAsked"]


def test_registering_is_limited_by_address(stranger: Client) -> None:
    given = {"full_name": "Siu Blưn", "reached": "siu@vidu.vn"}
    answers = [stranger.post("/register/", given).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]


def test_sign_in_leads_a_citizen_to_what_is_theirs(home: Client) -> None:
    assert place(home.get("/work/start/")) == "/my/"
    assert signed_in("one_stop_officer").get("/my/").status_code == 404


def test_what_was_sent_and_begun_stands_in_the_account(home: Client) -> None:
    case = states.an_own_case(home)
    told = words(home.get("/my/"))
    assert f'href="/my/cases/{case}/"' in told
    (draft,) = queries.list_drafts(account("citizen"))
    assert f'href="/applications/{draft.key}/"' in told
    assert home.get(f"/applications/{draft.key}/").status_code == 200


def test_another_persons_things_are_not_there(home: Client) -> None:
    case, file = states.an_own_case(home), queries_file()
    other = signed_in("business")
    for address in (f"/my/cases/{case}/", f"/my/papers/{file}/", "/my/data/copies/1/"):
        assert other.get(address).status_code == 404, address
    assert home.get(f"/my/cases/{case}/").status_code == 200
    assert content_of(home.get(f"/my/papers/{file}/")).startswith(b"%PDF")
    assert Client().get(f"/my/cases/{case}/").status_code == 302


def queries_file() -> int:
    today = clock.today()
    mine = queries.get_mine(account("citizen"), today)
    return queries.list_my_papers(mine, clock.now(), today)[0].file


def test_a_case_in_ones_name_comes_with_the_card(home: Client) -> None:
    key = states.an_application(Client())
    case = send(application=key, by=ANONYMOUS, at=clock.now()).case
    assert home.get(f"/my/cases/{case}/").status_code == 404
    said = {
        "name": "Rơ Châm H’Yưn",
        "number": "064190004321",
        "birth_day": "12",
        "birth_month": "5",
        "birth_year": "1990",
    }
    assert place(home.post("/my/identity/", said)) == "/my/identity/"
    assert "*********321" in words(home.get("/my/identity/"))
    counter = signed_in("one_stop_officer")
    told = words(counter.post("/work/people/accounts/", {"text": CARD}))
    assert account("citizen") in told
    answer = counter.post("/work/people/accounts/make-sure/", {"text": CARD, "account": account("citizen")})
    assert place(answer).startswith("/work/people/")
    assert home.get(f"/my/cases/{case}/").status_code == 200
    assert "064190004321" in words(home.get("/my/identity/"))


def test_an_officer_types_a_card_that_cannot_be_scanned(home: Client) -> None:
    states.an_own_claim(home)
    counter = signed_in("one_stop_officer")
    told = words(counter.post("/work/people/accounts/", {"text": "064190004321"}))
    assert "Lỗi:" in told
    typed = {"text": "064190004321", "name": "Ro Cham H'Yun", "birth": "1990"}
    assert account("citizen") in words(counter.post("/work/people/accounts/", typed))
    wrong = typed | {"name": "Siu Blưn", "account": account("citizen")}
    assert "khác với" in words(counter.post("/work/people/accounts/make-sure/", wrong))
    assert parties.get_verified(account("citizen"), clock.today()) is None
    right = typed | {"account": account("citizen")}
    assert place(counter.post("/work/people/accounts/make-sure/", right))
    again = counter.post("/work/people/accounts/make-sure/", right)
    assert "chưa khai" in words(again)


def test_messages_come_from_what_happens_to_the_case(home: Client) -> None:
    states.a_verified_citizen(home)
    case = states.an_own_case(home)
    counter = signed_in("one_stop_officer")
    counter.post(f"/cases/{case}/turn_away/", {"reason": "Bản vẽ không đọc được", "code": "x"})
    drain()
    titles = [one.title for one in list_notices(account("citizen"))]
    assert any("xác minh" in one for one in titles), titles


def test_consent_is_given_and_taken_back(home: Client) -> None:
    party = states.a_verified_citizen(home)
    for _twice in range(2):
        assert place(home.post("/my/data/consents/REUSE_PAPERS/", {"do": "give"})) == "/my/data/"
    assert parties.has_consented(party, "REUSE_PAPERS", clock.today())
    assert "Bạn đã đồng ý." in words(home.get("/my/data/"))
    for _twice in range(2):
        home.post("/my/data/consents/REUSE_PAPERS/", {"do": "withdraw"})
    assert not parties.has_consented(party, "REUSE_PAPERS", clock.today())
    assert home.post("/my/data/consents/ANYTHING/", {"do": "give"}).status_code == 404


def test_looks_name_agency_and_reason_but_no_official(home: Client) -> None:
    states.a_looked_at_citizen(home)
    told = words(home.get("/my/data/looks/"))
    assert "UBND thành phố Pleiku" in told
    assert "Công chức Một cửa" in told
    assert "Rơ Châm Yên" not in told
    assert "Rơ Châm Yên" not in words(signed_in("business").get("/my/data/looks/"))


def test_a_copy_holds_everything_and_is_ones_own(home: Client) -> None:
    states.a_looked_at_citizen(home)
    states.an_own_case(home)
    assert place(home.post("/my/data/copies/")) == "/my/data/"
    home.post("/my/data/copies/")  # pressed twice: one is made
    drain()
    (export,) = queries.list_exports(account("citizen"))
    at = f"/my/data/copies/{export.id}/"
    assert at in words(home.get("/my/data/"))
    assert signed_in("business").get(at).status_code == 404
    with zipfile.ZipFile(io.BytesIO(content_of(home.get(at)))) as archive:
        told = json.loads(archive.read("data.json"))
        assert told["account"]["sign_in"] == "ksor.hbuh"
        assert told["identity"]["numbers"] == [{"kind": "CCCD", "number": "064190004321"}]
        assert len(told["cases"]) == 1
        assert told["readings"][0]["agency"] == "GL-622"
        (file,) = told["files"]
        assert archive.read(file).startswith(b"%PDF")


def test_an_account_is_erased_with_its_drafts_and_cases_stay(home: Client) -> None:
    case = states.an_own_case(home)
    told = words(home.get("/my/data/erase/"))
    assert "Luật Lưu trữ số 01/2011/QH13" in told
    assert "91/2025" not in told
    assert "Lỗi:" in words(home.post("/my/data/erase/", {}))
    mine = account("citizen")
    assert place(home.post("/my/data/erase/", {"sure": "on"})) == "/"
    assert queries.list_drafts(mine) == []
    assert home.get("/my/").status_code == 302
    row = accounts.get_account(mine)
    assert row
    assert (row.full_name, row.email, row.is_active) == ("Tài khoản đã xóa", "", False)
    assert accounts.find_account("ksor.hbuh") is None
    assert queries.find_of_case(case)


@pytest.mark.parametrize("address", ["/my/", "/my/papers/", "/my/data/", "/my/data/looks/", "/my/identity/"])
def test_its_pages_ask_little_of_the_database(home: Client, address: str) -> None:
    states.a_looked_at_citizen(home)
    states.an_own_case(home)
    with CaptureQueriesContext(connection) as asked:
        assert home.get(address).status_code == 200
    assert len(asked) <= 25


def test_what_is_known_is_filled_in_and_says_where_from(home: Client) -> None:
    states.a_verified_citizen(home)
    states.an_own_case(home)
    (draft,) = queries.list_drafts(account("citizen"))
    at = f"/applications/{draft.key}/"
    home.post(f"{at}people/whose/", {"asked": "whose", "do": "save", "whose": "SELF"})
    told = words(home.get(f"{at}people/applicant/"))
    assert 'value="064190004321"' in told
    assert "readonly" in told
    assert "danh tính đã xác minh" in told
    assert 'value="0905118172"' in words(home.get(f"{at}people/contact/"))
    form = words(home.get(f"{at}form/nha/"))
    assert 'value="Thửa 112, phường Hoa Lư"' in form
    assert "Lấy từ hồ sơ" in form
    assert queries.get_application(draft.key).content.form == {}, "kept before its person saw it"


def test_nothing_is_filled_in_for_another_applicant_or_another_browser(home: Client) -> None:
    states.a_verified_citizen(home)
    states.an_own_case(home)
    (draft,) = queries.list_drafts(account("citizen"))
    at = f"/applications/{draft.key}/"
    other = {"whose": "OTHER", "name": "Rơ Châm H’Yưn", "number": "064190004321", "authority": "Mẹ"}
    home.post(f"{at}people/whose/", {"asked": "whose name number authority", "do": "save"} | other)
    assert "064190004321" not in words(home.get(f"{at}people/applicant/"))
    stranger = Client()
    stranger.post("/applications/", {"code": draft.code})
    assert "Thửa 112" not in words(stranger.get(f"{at}form/nha/"))


def test_a_paper_is_used_again_without_being_sent(home: Client) -> None:
    states.an_own_case(home)
    (draft,) = queries.list_drafts(account("citizen"))
    at, file = f"/applications/{draft.key}/papers/2/", queries_file()
    assert f'value="{file}"' in words(home.get(at))
    assert place(home.post(f"{at}reuse/", {"file": str(file)})) == at
    (kept,) = queries.get_whole(queries.get_application(draft.key), clock.today()).attachments
    assert (kept.name, kept.file == file) == ("ban-ve.pdf", False)
    for wrong in ("", "x", "999999"):
        assert place(home.post(f"{at}reuse/", {"file": wrong})) == at
    assert len(queries.get_whole(queries.get_application(draft.key), clock.today()).attachments) == 1


def test_a_strangers_paper_is_not_used(home: Client) -> None:
    states.an_own_case(home)
    file, other = queries_file(), signed_in("business")
    begun = place(other.post(f"/procedures/{states.FILED_UNDER}/apply/", {"owner": "GL-622"}))
    assert place(other.post(f"{begun}papers/2/reuse/", {"file": str(file)}))
    key = queries.list_drafts(account("business"))[0]
    assert queries.get_whole(key, clock.today()).attachments == ()
