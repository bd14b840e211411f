"""Looking somebody up at the desk: masked, opened by who may, shown in full by reason and written down."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config.demo import PEOPLE, load_people
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.actions import Kind, Level
from lienthong.domain.parties import actions, queries
from lienthong.spine import clock
from lienthong.spine.actor import Actor, platform
from lienthong.spine.ledger import queries as ledger
from tests.e2e import states
from tests.e2e.people import account, signed_in

NUMBER, TYPED = "064091001234", "064 091 001 234"
FIND, TAKE_UP = "/work/people/", "/work/people/take-up/"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def units(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The agencies of the demonstration's people, without the rest of the province."""
    with django_db_blocker.unblock(), transaction.atomic():
        by, at = platform("test"), clock.now()
        codes = {person.agency for person in PEOPLE} - {""}
        for code in sorted(codes):
            organisations.create_agency(
                code=code,
                name=f"Cơ quan {code}",
                kind=Kind.DEPARTMENT,
                level=Level.PROVINCE,
                on=at.date(),
                by=by,
                at=at,
            )
        load_people(by=by, at=at)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def as_role(units: None, db: None) -> Callable[[str], Client]:
    return signed_in


@pytest.fixture
def party(units: None, db: None) -> int:
    """Known to the Home Affairs department and the one-stop of Pleiku; two records joined, a third alike."""
    return states.a_party(Client())


@pytest.fixture
def clerk(as_role: Callable[[str], Client]) -> Client:
    return as_role("one_stop_officer")


@pytest.fixture
def stranger(as_role: Callable[[str], Client]) -> Client:
    """A specialist of an agency that has not dealt with the party."""
    return as_role("specialist")


def shown(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("typed", [TYPED, NUMBER, "1234", "0912345678", "blom", f"{NUMBER}||Siu H'Blơ̆m|1991"])
def test_a_clerk_finds_by_what_is_at_hand_and_sees_it_masked(party: int, clerk: Client, typed: str) -> None:
    page = shown(clerk.post(FIND, {"text": typed}))
    assert f'href="/work/people/{party}/"' in page
    assert "064*****1234" in page
    assert NUMBER not in page
    assert "091****678" in page


def test_nobody_found_is_said_with_what_to_do(party: int, clerk: Client) -> None:
    page = shown(clerk.post(FIND, {"text": "khong co ai"}))
    assert "Không tìm thấy ai" in page
    assert 'value="khong co ai"' in page


def test_an_empty_box_is_asked_for(clerk: Client) -> None:
    page = shown(clerk.post(FIND, {"text": " "}))
    assert "Lỗi:" in page
    assert "Không tìm thấy ai" not in page


def test_a_number_is_never_taken_from_an_address(party: int, clerk: Client) -> None:
    page = shown(clerk.get(FIND, {"text": NUMBER}))
    assert "064*****1234" not in page


def test_answers_are_kept_by_no_browser(party: int, clerk: Client) -> None:
    for answer in (clerk.post(FIND, {"text": NUMBER}), clerk.get(f"/work/people/{party}/")):
        assert "no-store" in answer.headers["Cache-Control"]


def test_opening_a_record_is_written_down_with_who(party: int, clerk: Client) -> None:
    page = shown(clerk.get(f"/work/people/{party}/"))
    assert "Siu H&#x27;Blơ̆m" in page
    assert "C1234567" not in page  # the joined record's passport is masked too
    assert "****4567" in page
    (look,) = queries.list_readings(party)
    assert (look.account, look.hat, look.parts) == (account("one_stop_officer"), "GL-622", ("record",))


def test_data_are_shown_in_full_once_by_a_reason(party: int, clerk: Client) -> None:
    address = f"/work/people/{party}/in-full/"
    assert NUMBER not in shown(clerk.get(address))
    refused = shown(clerk.post(address, {"parts": ["numbers"], "reason": ""}))
    assert NUMBER not in refused
    assert queries.list_readings(party) == []
    page = shown(clerk.post(address, {"parts": ["numbers"], "reason": "In giấy tiếp nhận"}))
    assert NUMBER in page
    assert "0912345678" not in page
    (look,) = queries.list_readings(party)
    assert (look.reason, look.parts) == ("In giấy tiếp nhận", ("numbers",))
    assert NUMBER not in shown(clerk.get(address))


def test_a_leader_sees_who_looked(party: int, clerk: Client, as_role: Callable[[str], Client]) -> None:
    clerk.post(f"/work/people/{party}/in-full/", {"parts": ["birth"], "reason": "Kiểm tra tuổi"})
    assert "Kiểm tra tuổi" in shown(as_role("agency_leader").get(f"/work/people/{party}/"))
    assert "Kiểm tra tuổi" not in shown(clerk.get(f"/work/people/{party}/"))


def test_a_foreign_record_is_not_there_by_address_or_by_name(party: int, stranger: Client) -> None:
    for address in ("", "in-full/"):
        assert stranger.get(f"/work/people/{party}/{address}").status_code == 404
        assert stranger.post(f"/work/people/{party}/{address}").status_code in (404, 405)
    assert "Blơ" not in shown(stranger.post(FIND, {"text": "blom"}))
    assert queries.list_readings(party) == []


def test_a_foreign_record_is_opened_by_its_whole_number_and_a_reason(party: int, stranger: Client) -> None:
    page = shown(stranger.post(FIND, {"text": TYPED}))
    assert "S*** H&#x27;Blơ̆m" in page
    assert "091****678" not in page
    given = {"text": TYPED, "party": party, "reason": ""}
    assert "Mở bản ghi" in shown(stranger.post(TAKE_UP, given))
    assert queries.agencies_of(party) == {"GL-SNV", "GL-622"}
    answer = stranger.post(TAKE_UP, given | {"reason": "Xuất trình thẻ tại quầy"})
    assert answer.headers["Location"] == f"/work/people/{party}/"
    assert stranger.get(answer.headers["Location"]).status_code == 200
    entry = ledger.list_entries(subject=f"party:{party}")[0]
    assert (entry.verb, entry.details) == ("parties.take_up", {"reason": "Xuất trình thẻ tại quầy"})


def test_a_record_is_not_opened_by_another_number(party: int, stranger: Client) -> None:
    answer = stranger.post(TAKE_UP, {"text": "064091009999", "party": party, "reason": "tò mò"})
    assert answer.headers["Location"] == FIND
    assert queries.agencies_of(party) == {"GL-SNV", "GL-622"}


def test_two_records_are_joined_and_parted_on_the_page(party: int, clerk: Client) -> None:
    other = states.a_record_alike(Client())
    assert f"/work/people/{party}/join/{other}/" in shown(clerk.get(f"/work/people/{party}/"))
    address = f"/work/people/{party}/join/{other}/"
    assert clerk.post(address, {"reason": ""}).status_code == 200
    assert clerk.post(address, {"reason": "Hai thẻ cùng lúc"}).headers["Location"] == f"/work/people/{party}/"
    assert other in queries.records_of(party)
    assert clerk.post(address, {"reason": "bấm hai lần"}).status_code == 404  # nothing is left to join
    parting = f"/work/people/{party}/part/{other}/"
    assert clerk.post(parting, {"reason": "Chị em sinh đôi"}).status_code == 302
    assert other not in queries.records_of(party)


def test_only_what_looks_alike_can_be_joined(party: int, clerk: Client) -> None:
    by = Actor(account="x", name="X", agency="GL-SKHCN")
    other = actions.register(draft=actions.Draft("Nguyễn Văn An"), by=by, at=clock.now()).party
    assert clerk.get(f"/work/people/{party}/join/{other}/").status_code == 404


def test_a_specialist_may_look_and_not_join(party: int, stranger: Client) -> None:
    given = {"text": NUMBER, "party": party, "reason": "Xuất trình thẻ"}
    stranger.post(TAKE_UP, given)
    page = shown(stranger.get(f"/work/people/{party}/"))
    assert "/in-full/" in page
    assert "/join/" not in page


def test_a_record_takes_a_bounded_number_of_statements(
    party: int, clerk: Client, django_assert_max_num_queries: Callable[[int], Iterator[None]]
) -> None:
    with django_assert_max_num_queries(25):  # type: ignore[attr-defined]
        clerk.get(f"/work/people/{party}/")
