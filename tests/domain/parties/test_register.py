"""Who comes is found again or registered once."""

from typing import Any

import pytest

from lienthong.domain.parties import actions, errors, queries
from lienthong.domain.parties.actions import Birth, ContactKind, Draft, Form, IdentifierKind, PartyKind
from lienthong.domain.parties.models import Identifier, Party
from lienthong.spine.errors import Refusal
from lienthong.spine.ledger import queries as ledger
from tests.domain.parties.conftest import (
    AT,
    BY,
    CCCD,
    CMND,
    FOREIGN,
    PHONE,
    clerk,
    company,
    contact,
    draft,
    number,
    person,
)

pytestmark = pytest.mark.usefixtures("province")


def register(given: Draft, **more: Any) -> actions.Registered:
    return actions.register(draft=given, by=BY, at=AT, **more)


def test_it_registers_a_newcomer_and_finds_them_at_the_next_visit() -> None:
    first = register(draft())
    assert first.is_new
    assert register(draft()) == actions.Registered(first.party, is_new=False)
    assert (
        register(draft(numbers=(number(text="064 191 001 234"),), name="RO CHAM H NHUNG")).party
        == first.party
    )
    assert Party.objects.count() == 1


def test_it_shows_a_newcomer_with_the_number_masked() -> None:
    row = queries.get_party(person(contacts=(contact(),)), BY)
    assert row is not None
    assert (row.name, row.birth, row.sex, row.kind) == ("Rơ Châm H'Nhung", "1991", "F", "PERSON")
    assert [(one.kind, one.number) for one in row.numbers] == [("CCCD", "064*****1234")]
    assert row.phone == "091****678"


def test_no_number_stands_in_the_database_in_clear() -> None:
    person()
    row = Identifier.objects.get()
    kept = bytes(row.encrypted) + bytes(row.digest) + repr(vars(row)).encode()
    assert CCCD.encode() not in kept
    assert row.tail == "1234"


@pytest.mark.parametrize(
    "given",
    [
        Draft("Siu"),
        Draft("Y"),
        Draft("Ksor Y Thưm", birth=Birth(1950), sex="M"),
        Draft("Rơ Châm Ƀăn Čư", birth=Birth(1960, 5)),
        Draft("Nguyễn Văn An", numbers=(number(IdentifierKind.CMND, CMND),)),
        Draft(
            "John Smith",
            numbers=(number(IdentifierKind.PASSPORT, "X12345678", country="US"),),
            nationality="US",
        ),
    ],
)
def test_people_come_as_they_are(given: Draft) -> None:
    row = queries.get_party(register(given).party, BY)
    assert row is not None
    assert row.name == given.name


def test_organisations_come_with_their_code() -> None:
    row = queries.get_party(company(), BY)
    assert row is not None
    assert (row.kind, row.form, row.numbers[0].number) == ("ORGANISATION", "ENTERPRISE", "******9106")
    assert company("CONG TY TNHH CA PHE IA MOI") == row.id


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (draft(name="  "), errors.NameMissing),
        (draft(numbers=(number(text="06419100123"),)), errors.CitizenNumberUnfit),
        (draft(numbers=(number(IdentifierKind.CMND, "23045"),)), errors.OldCardUnfit),
        (draft(numbers=(number(IdentifierKind.TAX, "0100109107"),)), errors.CheckDigitWrong),
        (draft(numbers=(number(IdentifierKind.ENTERPRISE, "0100109106"),)), errors.NotOfThisKind),
        (draft(birth=Birth(2021, 10, 16)), errors.BornLater),
        (draft(birth=Birth(2022)), errors.BornLater),
        (draft(form=Form.ENTERPRISE), errors.NotOfThisKind),
        (Draft("Hộ Siu", kind=PartyKind.ORGANISATION), errors.NotOfThisKind),
        (
            Draft("Hộ Siu", kind=PartyKind.ORGANISATION, form=Form.HOUSEHOLD_BUSINESS, sex="F"),
            errors.NotOfThisKind,
        ),
        (draft(contacts=(contact(value="091234"),)), errors.PhoneUnfit),
        (draft(contacts=(contact(ContactKind.EMAIL, "an@"),)), errors.EmailUnfit),
        (draft(contacts=(contact(ContactKind.RESIDENCE, " "),)), errors.AddressMissing),
        (draft(contacts=(contact(ContactKind.RESIDENCE, "Làng Ốp", area="XX"),)), errors.UnknownArea),
    ],
)
def test_it_refuses_what_cannot_be_and_keeps_nothing(given: Draft, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        register(given)
    assert not Party.objects.exists()


def test_the_refusal_counts_the_digits_for_the_clerk() -> None:
    with pytest.raises(errors.CitizenNumberUnfit) as refused:
        register(draft(numbers=(number(text="0641 9100 123"),)))
    assert "11" in str(refused.value)


def test_it_refuses_a_number_that_belongs_to_another_name_without_telling_the_whole_name() -> None:
    person()
    with pytest.raises(errors.NumberOfAnother) as refused:
        register(draft(name="Nguyễn Thị Hoa"))
    assert "R*** C*** H'Nhung" in str(refused.value)


def test_it_asks_about_a_birth_that_contradicts_the_record() -> None:
    person()
    with pytest.raises(errors.BirthDiffers):
        register(draft(birth=Birth(1992, 2, 5)))
    assert register(draft(birth=Birth(1991))).is_new is False


def test_who_bore_another_name_before_is_recognised_by_it() -> None:
    party = person()
    actions.change_profile(
        party=party, name="Rơ Châm H'Lan", on=AT.date().replace(day=16), basis="QĐ 1", by=BY, at=AT
    )
    assert register(draft()).party == register(draft(name="Rơ Châm H'Lan")).party == party


def test_a_known_person_brings_a_new_number_and_a_telephone() -> None:
    party = person(numbers=(number(IdentifierKind.CMND, CMND),))
    again = register(draft(numbers=(number(IdentifierKind.CMND, CMND), number()), contacts=(contact(),)))
    assert again == actions.Registered(party, is_new=False)
    row = queries.get_party(party, BY)
    assert row is not None
    assert [one.kind for one in row.numbers] == ["CCCD", "CMND"]
    assert row.phone == "091****678"
    assert ledger.list_entries(subject=f"party:{party}")[0].verb == "parties.complete"


def test_an_address_typed_a_little_differently_does_not_pile_up() -> None:
    home = contact(ContactKind.RESIDENCE, "Làng Ốp, xã Ia Mới", area="C1")
    party = person(contacts=(home,))
    register(draft(contacts=(contact(ContactKind.RESIDENCE, "Lang Op, Ia Moi"),)))
    row = queries.get_party(party, BY)
    assert row is not None
    assert [one.value for one in row.contacts] == ["***, xã Ia Mới"]


def test_numbers_of_two_records_are_not_silently_joined() -> None:
    person()
    person(
        "Rơ Châm H'Nhung", numbers=(number(IdentifierKind.CMND, CMND),), birth=Birth(1991), anyway="Chưa rõ"
    )
    with pytest.raises(errors.NumbersOfSeveral):
        register(draft(numbers=(number(), number(IdentifierKind.CMND, CMND))))


def test_without_a_number_it_asks_whether_it_is_one_of_the_same_name() -> None:
    first = person(numbers=(), birth=Birth(1950))
    with pytest.raises(errors.AlikeKnown) as refused:
        register(draft("RƠ CHÂM H’NHUNG", numbers=(), birth=Birth(1950, 5, 1)))
    assert refused.value.facts["parties"] == [first]
    other = register(draft(numbers=(), birth=Birth(1950)), anyway="Người cùng tên ở làng khác")
    assert other.is_new
    entry = ledger.list_entries(subject=f"party:{other.party}")[0]
    assert entry.details["anyway"] == "Người cùng tên ở làng khác"


@pytest.mark.parametrize(
    "given",
    [
        draft(numbers=(number(text="064191009999"),)),  # another citizen number: another person
        draft(numbers=(), birth=Birth(1992)),
        draft("Rơ Châm H'Nhưng Lan", numbers=()),
    ],
)
def test_what_contradicts_is_another_person_without_asking(given: Draft) -> None:
    first = person()
    assert register(given).party != first


def test_a_reason_is_no_way_round_a_number_that_is_known() -> None:
    party = person()
    assert register(draft(), anyway="vẫn tạo mới").party == party


def test_an_old_card_given_twice_stands_on_two_records_with_the_reason() -> None:
    old = (number(IdentifierKind.CMND, CMND),)
    first = person(numbers=old)
    second = person("Đặng Văn Bình", numbers=(), sex="M", birth=None)
    with pytest.raises(errors.NumberOfAnother):
        actions.add_identifier(party=second, number=old[0], by=BY, at=AT)
    actions.add_identifier(
        party=second, number=old[0], given_twice="Công an xác nhận cấp trùng số", by=BY, at=AT
    )
    assert register(Draft("Đặng Văn Bình", numbers=old)).party == second
    assert register(draft(numbers=old)).party == first
    with pytest.raises(errors.GivenTwiceOnlyOldCards):
        actions.add_identifier(party=second, number=number(), given_twice="x", by=BY, at=AT)


def test_an_agency_that_meets_a_known_person_knows_them_from_then_on() -> None:
    party = person()
    assert queries.get_party(party, FOREIGN) is None
    assert actions.register(draft=draft(), by=FOREIGN, at=AT).party == party
    assert queries.get_party(party, FOREIGN) is not None


def test_an_agency_takes_up_a_person_once() -> None:
    party = person()
    for _ in range(2):
        actions.take_up(party=party, reason="Hồ sơ chuyển đến", by=FOREIGN, at=AT)
    assert queries.agencies_of(party) == {"C1", "C2"}
    verbs = [entry.verb for entry in ledger.list_entries(subject=f"party:{party}")]
    assert verbs.count("parties.take_up") == 1


def test_the_ledger_holds_no_personal_data() -> None:
    party = person(contacts=(contact(),))
    actions.add_identifier(party=party, number=number(IdentifierKind.CMND, CMND), by=BY, at=AT)
    told = "".join(repr(entry) for entry in ledger.list_entries())
    assert all(secret not in told for secret in (CCCD, CMND, PHONE, "Nhung"))


def test_registering_takes_a_bounded_number_of_statements(django_assert_max_num_queries: Any) -> None:
    given = draft(contacts=(contact(), contact(ContactKind.RESIDENCE, "Làng Ốp", area="C1")))
    with django_assert_max_num_queries(30):
        actions.register(draft=given, by=clerk("C1"), at=AT)
    with django_assert_max_num_queries(25):
        actions.register(draft=given, by=clerk("C1"), at=AT)
