"""Names, numbers and contacts change as new dated rows; what was before stays readable."""

from datetime import date, timedelta

import pytest

from lienthong.domain.organisations import actions as organisations
from lienthong.domain.parties import actions, errors, queries
from lienthong.domain.parties.actions import Birth, ContactKind, IdentifierKind, Part, Proof
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.outbox.models import StatedFact
from tests.domain.parties.conftest import AT, BY, CMND, DAY, FOREIGN, contact, draft, number, person

pytestmark = pytest.mark.usefixtures("province")

NEXT = DAY + timedelta(days=1)
NEW_COMMUNE, OLD_COMMUNE = "Ủy ban nhân dân xã Ia Mới", "Ủy ban nhân dân xã Ia Cũ"


def seen(party: int) -> queries.PartyRow:
    row = queries.get_party(party, BY)
    assert row is not None
    return row


def test_a_name_changes_from_a_day_on_by_a_paper() -> None:
    party = person()
    actions.change_profile(party=party, name="Rơ Châm H'Lan", on=NEXT, basis="QĐ 12/QĐ-UBND", by=BY, at=AT)
    assert seen(party).name == "Rơ Châm H'Lan"
    assert queries.name_on(party, DAY) == "Rơ Châm H'Nhung"
    assert queries.name_on(party, NEXT) == "Rơ Châm H'Lan"
    assert queries.name_on(party, date(2019, 1, 1)) == "Rơ Châm H'Nhung"
    assert [(row.name, row.until, row.basis) for row in queries.list_names(party)] == [
        ("Rơ Châm H'Lan", None, "QĐ 12/QĐ-UBND"),
        ("Rơ Châm H'Nhung", NEXT, ""),
    ]


def test_a_mistyped_name_never_was() -> None:
    party = person("Rơ Châm H'Nhug")
    actions.correct_profile(party=party, name="Rơ Châm H'Nhung", reason="Gõ sai", by=BY, at=AT)
    assert queries.name_on(party, DAY) == "Rơ Châm H'Nhung"
    assert [row.was_mistake for row in queries.list_names(party)] == [False, True]
    assert queries.find_parties("nhug", BY) == []


def test_what_is_not_said_stays_as_it_was() -> None:
    party = person()
    actions.correct_profile(party=party, birth=Birth(1992), reason="Theo giấy khai sinh", by=BY, at=AT)
    actions.correct_profile(party=party, aliases=["Mí Nhung"], reason="Tên thường gọi", by=BY, at=AT)
    row = seen(party)
    assert (row.name, row.birth, row.sex, row.aliases) == ("Rơ Châm H'Nhung", "1992", "F", ("Mí Nhung",))
    assert ledger.list_entries(subject=f"party:{party}")[0].details["changed"] == ["aliases"]


def test_it_refuses_a_change_that_changes_nothing_or_reaches_into_the_past() -> None:
    party = person()
    with pytest.raises(errors.NothingChanged):
        actions.correct_profile(party=party, name="Rơ Châm H'Nhung", reason="x", by=BY, at=AT)
    with pytest.raises(errors.TooEarly):
        actions.change_profile(party=party, name="Khác", on=DAY, basis="QĐ 1", by=BY, at=AT)
    with pytest.raises(errors.ReasonMissing):
        actions.change_profile(party=party, name="Khác", on=NEXT, basis=" ", by=BY, at=AT)
    with pytest.raises(errors.NameMissing):
        actions.correct_profile(party=party, name=" ", reason="x", by=BY, at=AT)
    with pytest.raises(errors.UnknownParty):
        actions.correct_profile(party=party + 999, name="Khác", reason="x", by=BY, at=AT)


def test_several_numbers_over_a_life_stand_side_by_side() -> None:
    party = person(numbers=(number(IdentifierKind.CMND, CMND),))
    actions.add_identifier(party=party, number=number(issued_on=date(2021, 5, 10)), by=BY, at=AT)
    passport = number(IdentifierKind.PASSPORT, "C1234567", expires_on=date(2031, 1, 1))
    actions.add_identifier(party=party, number=passport, by=BY, at=AT)
    assert [(one.kind, one.number, one.until) for one in seen(party).numbers] == [
        ("CCCD", "064*****1234", None),
        ("CMND", "*****6789", None),
        ("PASSPORT", "****4567", date(2031, 1, 1)),
    ]


def test_a_renewed_card_ends_the_one_before() -> None:
    party = person(numbers=(number(issued_on=date(2016, 5, 10)),))
    with pytest.raises(errors.NothingChanged):
        actions.add_identifier(party=party, number=number(), by=BY, at=AT)
    actions.add_identifier(party=party, number=number(issued_on=date(2021, 5, 10)), by=BY, at=AT)
    (row,) = seen(party).numbers
    assert row.issued_on == date(2021, 5, 10)


def test_a_number_struck_out_is_free_for_its_holder() -> None:
    party = person()
    (row,) = seen(party).numbers
    actions.strike_identifier(identifier=row.id, reason="Gõ nhầm số người khác", by=BY, at=AT)
    assert seen(party).numbers == ()
    other = actions.register(draft=draft("Nguyễn Thị Hoa"), by=BY, at=AT)
    assert other.is_new
    with pytest.raises(errors.Ended):
        actions.strike_identifier(identifier=row.id, reason="x", by=BY, at=AT)


def test_a_lost_card_keeps_its_number_for_its_holder() -> None:
    party = person()
    (row,) = seen(party).numbers
    actions.end_identifier(identifier=row.id, on=NEXT, reason="Mất thẻ", by=BY, at=AT)
    with pytest.raises(errors.NumberOfAnother):
        actions.register(draft=draft("Nguyễn Thị Hoa"), by=BY, at=AT)
    assert actions.register(draft=draft(), by=BY, at=AT).party == party


def test_a_telephone_replaces_the_one_before() -> None:
    party = person(contacts=(contact(),))
    (old,) = seen(party).contacts
    actions.add_contact(party=party, contact=contact(value="0987654321"), replaces=old.id, by=BY, at=AT)
    assert seen(party).phone == "098****321"
    with pytest.raises(errors.NothingChanged):
        actions.add_contact(party=party, contact=contact(value="0987.654.321"), by=BY, at=AT)
    with pytest.raises(errors.Ended):
        actions.end_contact(party=party, contact=old.id, reason="x", by=BY, at=AT)


def test_a_contact_of_another_is_not_ended_by_its_number() -> None:
    party, other = person(contacts=(contact(),)), person("Đặng Văn Bình", numbers=())
    (row,) = seen(party).contacts
    with pytest.raises(errors.Ended):
        actions.end_contact(party=other, contact=row.id, reason="x", by=BY, at=AT)


def test_the_telephone_of_a_village_head_serves_many_and_says_whose_it_is() -> None:
    for name in ("Siu A", "Siu B"):
        person(name, numbers=(), contacts=(contact(note="Trưởng làng Ốp"),))
    found = queries.find_parties("0912 345 678", BY)
    assert [row.name for row in found] == ["Siu A", "Siu B"]
    assert {one.note for row in found for one in row.contacts} == {"Trưởng làng Ốp"}


def test_a_contact_is_verified() -> None:
    party = person(contacts=(contact(),))
    (row,) = seen(party).contacts
    assert not row.is_verified
    actions.verify_contact(party=party, contact=row.id, proof=Proof.CODE, by=BY, at=AT)
    assert seen(party).contacts[0].is_verified


def test_an_address_keeps_the_commune_of_its_day_and_tells_who_answers_now() -> None:
    home = contact(ContactKind.RESIDENCE, "Làng Ốp, xã Ia Mới", area="C1")
    party = person(contacts=(home,))
    organisations.merge_agencies(
        codes=["C1"], into="C2", on=date(2025, 7, 1), by=BY, at=AT, decision="NQ 1664/NQ-UBTVQH15"
    )
    (row,) = seen(party).contacts
    area = queries.area_on(row.area, row.since, date(2025, 7, 1))
    assert (area.code, area.name, area.now, area.name_now) == ("C1", NEW_COMMUNE, "C2", OLD_COMMUNE)
    before = queries.area_on(row.area, row.since, DAY)
    assert (before.now, before.name_now) == ("C1", NEW_COMMUNE)


def test_everything_is_shown_in_clear_only_through_the_reading_log() -> None:
    party = person(contacts=(contact(),))
    data = actions.read(
        party=party, parts=[Part.NUMBERS, Part.BIRTH, Part.CONTACTS], reason="In giấy tiếp nhận", by=BY, at=AT
    )
    assert data.birth == "05/02/1991"
    assert [one.number for one in data.numbers] == ["064191001234"]
    assert [one.value for one in data.contacts] == ["0912345678"]
    (look,) = queries.list_readings(party)
    assert (look.account, look.parts, look.reason) == (
        BY.account,
        ("birth", "contacts", "numbers"),
        "In giấy tiếp nhận",
    )


def test_only_what_was_asked_for_is_shown_and_written_down() -> None:
    party = person(contacts=(contact(),))
    data = actions.read(party=party, parts=[Part.BIRTH], reason="Kiểm tra tuổi", by=BY, at=AT)
    assert (data.birth, data.numbers, data.contacts) == ("05/02/1991", (), ())
    assert queries.list_readings(party)[0].parts == ("birth",)


def test_nobody_reads_without_a_reason_or_from_an_agency_that_has_not_dealt_with_them() -> None:
    party = person()
    with pytest.raises(errors.ReasonMissing):
        actions.read(party=party, parts=[Part.NUMBERS], reason=" ", by=BY, at=AT)
    with pytest.raises(errors.UnknownParty):
        actions.read(party=party, parts=[Part.NUMBERS], reason="Tò mò", by=FOREIGN, at=AT)
    with pytest.raises(errors.UnknownParty):
        actions.read(party=party + 999, parts=[Part.NUMBERS], reason="Tò mò", by=BY, at=AT)
    assert queries.list_readings(party) == []


def test_many_are_read_at_once_each_with_a_line_in_the_reading_log() -> None:
    party = person(contacts=(contact(),))
    other = person("Siu Thử", numbers=(number(text="064191009999"),))
    foreign = person("Nay Xa", by=FOREIGN, numbers=(number(text="064191008888"),))
    wanted, parts = {party, other, foreign}, (Part.NUMBERS, Part.CONTACTS)
    found = actions.read_many(parties=wanted, parts=parts, reason="Nhập sang hộ tịch", by=BY, at=AT)
    assert {one: [number.number for number in data.numbers] for one, data in found.items()} == {
        party: ["064191001234"],
        other: ["064191009999"],
    }
    assert [one.value for one in found[party].contacts] == ["0912345678"]
    assert [len(queries.list_readings(one)) for one in (party, other, foreign)] == [1, 1, 0]
    with pytest.raises(errors.ReasonMissing):
        actions.read_many(parties=wanted, parts=parts, reason=" ", by=BY, at=AT)


def test_each_change_is_told_once() -> None:
    party = person()
    actions.correct_profile(party=party, sex="M", reason="Gõ nhầm", by=BY, at=AT)
    actions.add_contact(party=party, contact=contact(), by=BY, at=AT)
    told = StatedFact.objects.filter(subject=f"party:{party}").order_by("pk").values_list("name", flat=True)
    assert list(told) == ["parties.PartyRegistered", "parties.ProfileChanged", "parties.ContactsChanged"]
