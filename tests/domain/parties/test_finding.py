"""Found by what is at hand, by those who may: whole numbers anywhere, the rest among whom the agency knows."""

from datetime import date
from typing import Any

import pytest

from lienthong.config.roles import ROLES
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations import queries as actors
from lienthong.domain.parties import actions, errors, exchange, queries
from lienthong.domain.parties.actions import Birth, ContactKind, IdentifierKind, Part
from lienthong.domain.parties.permissions import (
    Permission,
    can_keep,
    can_link,
    can_read,
    can_read_log,
    can_see,
)
from lienthong.spine.actor import ANONYMOUS, Actor, platform
from tests.domain.parties.conftest import (
    AT,
    AUDITOR,
    BY,
    CCCD,
    CMND,
    FOREIGN,
    LEADER,
    PHONE,
    START,
    clerk,
    company,
    contact,
    number,
    person,
)

pytestmark = pytest.mark.usefixtures("province")

CARD = f"{CCCD}|{CMND}|Rơ Châm H'Nhung|05021991|Nữ|Làng Ốp, Ia Mới|10052021"


@pytest.fixture
def people() -> dict[str, int]:
    return {
        "nhung": person(contacts=(contact(), contact(ContactKind.EMAIL, "nhung@example.vn"))),
        "an": person(
            "Nguyễn Văn An", numbers=(number(IdentifierKind.CMND, CMND),), birth=Birth(1950), sex="M"
        ),
        "anh": person("Đặng Thị Ngọc Ánh", numbers=(), birth=None),
        "siu": person("Siu", numbers=(), birth=None),
        "firm": company(),
    }


@pytest.mark.parametrize(
    ("typed", "whom"),
    [
        (CCCD, ["nhung"]),
        ("064 191 001 234", ["nhung"]),
        (CARD, ["nhung"]),
        (CMND, ["an"]),
        ("0100109106", ["firm"]),
        ("1234", ["nhung"]),
        ("6789", ["an"]),
        (PHONE, ["nhung"]),
        ("+84 912 345 678", ["nhung"]),
        ("5678", ["nhung"]),
        ("Nhung@Example.vn", ["nhung"]),
        ("ro cham hnhung", ["nhung"]),
        ("H’NHUNG", ["nhung"]),
        ("anh dang", ["anh"]),
        ("siu", ["siu"]),
        ("ca phe", ["firm"]),
        ("an", ["an", "anh"]),
        ("khong co ai", []),
        ("064191009999", []),
        ("0000", []),
        ("", []),
        ("'", []),
    ],
)
def test_one_box_finds_by_whatever_is_typed(people: dict[str, int], typed: str, whom: list[str]) -> None:
    found = [row.id for row in queries.find_parties(typed, BY)]
    assert found == [people[name] for name in whom]


def test_people_are_listed_by_given_name() -> None:
    names = ["Đặng Thị Bình", "Nguyễn Văn An", "Ksor Ánh", "An", "Rơ Châm Ân"]
    for name in names:
        person(name, numbers=(), birth=None, contacts=(contact(),))
    found = [row.name for row in queries.find_parties(PHONE, BY)]
    assert found == ["An", "Nguyễn Văn An", "Ksor Ánh", "Rơ Châm Ân", "Đặng Thị Bình"]


def test_whoever_changed_their_name_is_found_by_either() -> None:
    party = person()
    actions.change_profile(
        party=party, name="Rơ Châm H'Lan", on=date(2021, 10, 16), basis="QĐ 1", by=BY, at=AT
    )
    assert [row.id for row in queries.find_parties("nhung", BY)] == [party]
    assert [row.name for row in queries.find_parties("h'lan", BY)] == ["Rơ Châm H'Lan"]


@pytest.mark.parametrize("typed", ["1234", PHONE, "nhung@example.vn", "nhung", "an", "5678"])
def test_a_foreign_agency_finds_nobody_by_less_than_a_whole_number(
    people: dict[str, int], typed: str
) -> None:
    assert queries.find_parties(typed, FOREIGN) == []


def test_a_foreign_agency_finds_by_a_whole_number_and_sees_only_a_mask(people: dict[str, int]) -> None:
    (row,) = queries.find_parties(CCCD, FOREIGN)
    assert (row.is_known, row.name, row.contacts, row.aliases) == (False, "R*** C*** H'Nhung", (), ())
    assert queries.get_party(row.id, FOREIGN) is None
    assert queries.list_parties([row.id], FOREIGN)[0].name == "R*** C*** H'Nhung"


def test_a_chief_sees_whom_the_agencies_below_know(people: dict[str, int]) -> None:
    row = queries.get_party(people["nhung"], LEADER)
    assert row is not None
    assert row.name == "Rơ Châm H'Nhung"
    assert [row.id for row in queries.find_parties("siu", LEADER)] == [people["siu"]]


@pytest.mark.parametrize("stranger", [ANONYMOUS, AUDITOR, Actor(account="x", name="X", agency="C1")])
def test_without_the_right_nobody_is_found(people: dict[str, int], stranger: Actor) -> None:
    assert queries.find_parties(CCCD, stranger) == []
    assert queries.get_party(people["nhung"], stranger) is None
    with pytest.raises(errors.UnknownParty):
        actions.read(party=people["nhung"], parts=[Part.NUMBERS], reason="x", by=stranger, at=AT)


def test_who_may_see_may_not_therefore_read(people: dict[str, int]) -> None:
    looker = clerk("C1", Permission.SEE)
    assert queries.get_party(people["nhung"], looker) is not None
    with pytest.raises(errors.UnknownParty):
        actions.read(party=people["nhung"], parts=[Part.NUMBERS], reason="x", by=looker, at=AT)


def test_the_platform_reads_for_a_letter_and_is_written_down(people: dict[str, int]) -> None:
    job = platform("job")
    data = actions.read(party=people["nhung"], parts=[Part.CONTACTS], reason="Gửi tin nhắn", by=job, at=AT)
    assert [one.value for one in data.contacts] == ["nhung@example.vn", PHONE]
    assert queries.list_readings(people["nhung"])[0].account == "platform"


def test_rights_hold_where_the_agencies_are() -> None:
    for can in (can_see, can_keep, can_read, can_link, can_read_log):
        assert can(BY, {"C1", "X"})
        assert not can(BY, {"C2"})
        assert not can(BY, set())
        assert not can(ANONYMOUS, {"C1"})
    assert can_read_log(AUDITOR, {"C1"})
    assert not can_see(AUDITOR, {"C1"})


#                          see    keep   read   link   log
EXPECTED = {
    "citizen":              (False, False, False, False, False),
    "business":             (False, False, False, False, False),
    "post_staff":           (False, False, False, False, False),
    "one_stop_officer":     (True,  True,  True,  True,  False),
    "specialist":           (True,  False, True,  False, False),
    "division_head":        (True,  False, True,  True,  False),
    "agency_leader":        (True,  False, True,  False, True),
    "document_clerk":       (False, False, False, False, False),
    "reporter":             (False, False, False, False, False),
    "plan_monitor":         (False, False, False, False, False),
    "assessor":             (False, False, False, False, False),
    "operator_1022":        (False, False, False, False, False),
    "auditor":              (False, False, False, False, True),
    "agency_administrator": (False, False, False, False, False),
    "platform_administrator": (False, False, False, False, False),
}  # fmt: skip


@pytest.mark.parametrize("role", [role.name for role in ROLES])
def test_each_role_may_with_its_own_people_what_the_table_says_and_nothing_with_others(role: str) -> None:
    """An officer of commune C1, and people whom C1 or only C2 has dealt with."""
    organisations.assign(account="p", agency="C1", title="Công chức", role=role, on=START, by=BY, at=AT)
    actor = actors.build_actor("p", "Siu", "test", AT)
    rights = (can_see, can_keep, can_read, can_link, can_read_log)
    assert tuple(can(actor, {"C1"}) for can in rights) == EXPECTED[role]
    abroad = tuple(can(actor, {"C2"}) for can in rights)
    assert abroad == ((False, False, False, False, True) if role == "auditor" else (False,) * 5)


def test_a_list_takes_a_constant_number_of_statements(django_assert_max_num_queries: Any) -> None:
    for place in range(12):
        text = f"06419100{place:04}"
        person(f"Siu {place}", numbers=(number(text=text),), contacts=(contact(),), anyway="thử")
    with django_assert_max_num_queries(10):
        assert len(queries.find_parties("siu", BY, limit=12)) == 12


def test_a_scanned_card_is_read_or_refused_in_words() -> None:
    assert exchange.is_card(CARD)
    assert exchange.read_card(CARD).number == CCCD
    assert not exchange.is_card(CCCD)
    with pytest.raises(errors.NotACard):
        exchange.read_card("https://example.vn")


def test_a_birth_is_read_or_refused_in_words() -> None:
    assert exchange.read_birth(" ") is None
    assert exchange.read_birth("1950") == Birth(1950)
    with pytest.raises(errors.NoSuchBirth) as refused:
        exchange.read_birth("31/02/1950")
    assert "31/02/1950" in str(refused.value)


def test_cautions_are_told_while_the_clerk_types() -> None:
    told = exchange.list_cautions("CCCD", "064 191 001 234", year=1990, sex="M")
    assert told == [exchange.Caution.YEAR_DIFFERS, exchange.Caution.SEX_DIFFERS]
    assert exchange.list_cautions("CCCD", "0641", year=1990) == []
