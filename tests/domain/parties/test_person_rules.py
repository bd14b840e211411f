"""Births, telephones, masks, cards, likeness and authority: tables by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.domain.parties.rules import masking
from lienthong.domain.parties.rules.alike import births_agree, names_agree, numbers_agree
from lienthong.domain.parties.rules.authority import covers, end_of, fits
from lienthong.domain.parties.rules.birth import Birth
from lienthong.domain.parties.rules.card import Card, read_card
from lienthong.domain.parties.rules.contacts import normal_email, normal_phone
from lienthong.domain.parties.rules.vocabulary import AuthorityKind, PartyKind

A, P = AuthorityKind, PartyKind
CARD = "064091001234|230456789|Rơ Châm H'Nhung|05021991|Nữ|Làng Ốp, Hoa Lư, Pleiku, Gia Lai|10052021"


@pytest.mark.parametrize(
    ("typed", "birth", "shown"),
    [
        ("1950", Birth(1950), "1950"),
        ("05/1950", Birth(1950, 5), "05/1950"),
        ("1/5/1950", Birth(1950, 5, 1), "01/05/1950"),
        ("01-05-1950", Birth(1950, 5, 1), "01/05/1950"),
        ("01051950", Birth(1950, 5, 1), "01/05/1950"),
        ("00/00/1950", Birth(1950), "1950"),
        ("00001950", Birth(1950), "1950"),
        ("00051950", Birth(1950, 5), "05/1950"),
    ],
)
def test_a_birth_is_read_as_far_as_it_is_known(typed: str, birth: Birth, shown: str) -> None:
    assert Birth.read(typed) == birth
    assert str(birth) == shown


@pytest.mark.parametrize(
    "typed", ["", "50", "31/02/1990", "13/1990", "1/0/1990", "1/1/1/1990", "1850", "năm 1950"]
)
def test_what_is_no_birth_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        Birth.read(typed)


@pytest.mark.parametrize(
    ("birth", "age", "day"),
    [
        (Birth(2005, 3, 10), 18, date(2023, 3, 10)),
        (Birth(2004, 2, 29), 18, date(2022, 3, 1)),
        (Birth(2004, 2, 29), 20, date(2024, 2, 29)),
        (Birth(2005, 3), 18, date(2023, 4, 1)),
        (Birth(2005, 12), 18, date(2024, 1, 1)),
        (Birth(2005), 18, date(2024, 1, 1)),
    ],
)
def test_an_age_is_reached_when_it_is_sure(birth: Birth, age: int, day: date) -> None:
    assert birth.turns(age) == day


@given(birth=st.dates(date(1880, 1, 1), date(2100, 1, 1)))
def test_a_whole_birth_is_read_back_from_what_is_shown(birth: date) -> None:
    whole = Birth(birth.year, birth.month, birth.day)
    assert Birth.read(str(whole)) == whole
    assert Birth.read(f"{birth:%d%m}{birth.year}") == whole


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912345678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("+84 (0)912 345 678", "0912345678"),
        ("0084912345678", "0912345678"),
        ("0169 1234567", "0391234567"),
        ("01261234567", "0761234567"),
        ("0269 3 824 123", "02693824123"),
        ("024 3822 1234", "02438221234"),
        ("1900 1234", "19001234"),
        ("+856 20 5512 3456", "+8562055123456"),
        ("091234567", ""),
        ("0112345678", ""),
        ("09123456789", ""),
        ("trưởng thôn", ""),
        ("", ""),
    ],
)
def test_a_telephone_has_one_form(typed: str, kept: str) -> None:
    assert normal_phone(typed) == kept
    assert normal_phone(kept) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" An.Nguyen@GiaLai.gov.vn ", "an.nguyen@gialai.gov.vn"),
        ("a@b.vn", "a@b.vn"),
        ("a@b", ""),
        ("a b@c.vn", ""),
        ("a@@c.vn", ""),
        ("a@c..vn", ""),
        ("", ""),
    ],
)
def test_an_email_has_one_form(typed: str, kept: str) -> None:
    assert normal_email(typed) == kept


@pytest.mark.parametrize(
    ("number", "listed", "public"),
    [
        ("064091001234", "064*****1234", "*********234"),
        ("230456789", "*****6789", "******789"),
        ("C1234567", "****4567", "********"),
        ("0100109106-001", "**********-001", "***********001"),
        ("1234", "****", "****"),
        ("", "", ""),
    ],
)
def test_numbers_are_masked(number: str, listed: str, public: str) -> None:
    assert masking.mask_number(number) == listed
    assert masking.mask_number_publicly(number) == public


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("Nguyễn Văn An", "N*** V*** An"),
        ("Rơ Châm H'Nhung", "R*** C*** H'Nhung"),
        ("Ksor Y", "K*** Y"),
        ("Siu", "S***"),
        ("Đặng Thị Ngọc Ánh", "Đ*** T*** N*** Ánh"),
        ("", "***"),
    ],
)
def test_names_are_masked(name: str, masked: str) -> None:
    assert masking.mask_name(name) == masked


def test_contacts_are_masked() -> None:
    assert masking.mask_phone("0912345678") == "091****678"
    assert masking.mask_phone("19001234") == "********"
    assert masking.mask_email("an.nguyen@gialai.vn") == "a***@gialai.vn"
    assert masking.mask_address("Làng Ốp, Hoa Lư, Pleiku, Gia Lai") == "***, Hoa Lư, Pleiku, Gia Lai"
    assert masking.mask_address("Làng Ốp") == "***"


@given(number=st.text(st.sampled_from("0123456789ABC-"), max_size=20))
def test_a_mask_keeps_the_length_and_shows_at_most_seven_signs(number: str) -> None:
    masked = masking.mask_number(number)
    assert len(masked) == len(number)
    assert sum(sign != "*" for sign in masked) <= 7
    assert all(sign in ("*", number[place]) for place, sign in enumerate(masked))


def test_a_card_is_split_into_what_it_says() -> None:
    assert read_card(CARD + "\r\n") == Card(
        number="064091001234",
        old_number="230456789",
        name="Rơ Châm H'Nhung",
        birth=Birth(1991, 2, 5),
        sex="F",
        address="Làng Ốp, Hoa Lư, Pleiku, Gia Lai",
        issued_on=date(2021, 5, 10),
    )


@pytest.mark.parametrize(
    ("text", "old", "name", "birth", "sex", "issued"),
    [
        ("064091001234||Siu|00001950|Nam|Ia Mơ|10052021", "", "Siu", Birth(1950), "M", date(2021, 5, 10)),
        ("064091001234|Siu|1950|Nam|Ia Mơ|10052021", "", "Siu", Birth(1950), "M", date(2021, 5, 10)),
        ("064091001234|230456789|Siu", "230456789", "Siu", None, "", None),
        ("064091001234||Siu|05021991|nu||", "", "Siu", Birth(1991, 2, 5), "F", None),
        ("064091001234||Siu|31021991|?|Ia Mơ|99999999", "", "Siu", None, "", None),
        (
            "064091001234||Siu|05021991|Nữ|Ia Mơ|10052024|||",
            "",
            "Siu",
            Birth(1991, 2, 5),
            "F",
            date(2024, 5, 10),
        ),
    ],
)
def test_a_card_may_leave_parts_out(
    text: str, old: str, name: str, birth: Birth | None, sex: str, issued: date | None
) -> None:
    card = read_card(text)
    assert (card.number, card.old_number, card.name) == ("064091001234", old, name)
    assert (card.birth, card.sex, card.issued_on) == (birth, sex, issued)


@pytest.mark.parametrize(
    "text", ["", "064091001234", "6409100123|Siu", "064091001234|", "064091001234||05021991|Nam"]
)
def test_what_is_no_card_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_card(text)


@given(parts=st.lists(st.text(st.characters(exclude_characters="|"), max_size=12), max_size=9))
def test_whatever_is_scanned_is_a_card_or_refused(parts: list[str]) -> None:
    try:
        card = read_card("|".join(["064091001234", *parts]))
    except ValueError:
        return
    assert card.number == "064091001234"
    assert card.name


def test_a_card_written_in_decomposed_letters_reads_the_same() -> None:
    import unicodedata

    assert read_card(unicodedata.normalize("NFD", CARD)) == read_card(CARD)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Nguyễn Văn An", "NGUYEN VAN AN", True),
        ("Rơ Châm H'Nhung", "Rơ Châm H’Nhung", True),
        ("Rơ Châm H'Nhung", "Rơ Chăm H Nhung", True),
        ("Siu Y Hok", "Y Hok Siu", True),
        ("Đặng Thị Ƀăn", "Dang Thi Ban", True),
        ("Nguyễn Văn An", "Nguyễn Văn Ân Hòa", False),
        ("Nguyễn Văn An", "Nguyễn Văn Am", False),
    ],
)
def test_names_agree_whatever_the_spelling(one: str, other: str, agree: bool) -> None:
    assert names_agree(one, other) is agree
    assert names_agree(other, one) is agree


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (Birth(1950), Birth(1950, 5, 1), True),
        (Birth(1950, 5), Birth(1950, 6), False),
        (Birth(1950), Birth(1951), False),
        (None, Birth(1951), True),
    ],
)
def test_births_agree_as_far_as_both_are_known(one: Birth | None, other: Birth | None, agree: bool) -> None:
    assert births_agree(one, other) is agree


def test_two_different_numbers_of_one_kind_are_two_people() -> None:
    assert not numbers_agree({"CCCD": b"1"}, {"CCCD": [b"2"]})
    assert numbers_agree({"CCCD": b"1"}, {"CCCD": [b"2", b"1"]})
    assert numbers_agree({"CCCD": b"1"}, {"CMND": [b"2"]})
    assert numbers_agree({}, {"CMND": [b"2"]})


@pytest.mark.parametrize(
    ("kind", "since", "birth", "end"),
    [
        (A.MANDATE, date(2021, 10, 15), None, date(2022, 10, 16)),
        (A.MANDATE, date(2020, 2, 29), None, date(2021, 3, 1)),
        (A.MANDATE, date(2021, 12, 31), None, date(2023, 1, 1)),
        (A.PARENT, date(2021, 10, 15), Birth(2010, 5, 1), date(2028, 5, 1)),
        (A.PARENT, date(2021, 10, 15), Birth(2010), date(2029, 1, 1)),
        (A.PARENT, date(2021, 10, 15), None, None),
        (A.GUARDIAN, date(2021, 10, 15), Birth(1950), None),
        (A.LEGAL_REPRESENTATIVE, date(2021, 10, 15), None, None),
    ],
)
def test_authority_that_names_no_end_ends_by_law(
    kind: AuthorityKind, since: date, birth: Birth | None, end: date | None
) -> None:
    assert end_of(kind, since, birth) == end


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        (
            A.MANDATE,
            {
                (P.PERSON, P.PERSON),
                (P.PERSON, P.ORGANISATION),
                (P.ORGANISATION, P.PERSON),
                (P.ORGANISATION, P.ORGANISATION),
            },
        ),
        (A.LEGAL_REPRESENTATIVE, {(P.ORGANISATION, P.PERSON)}),
        (A.PARENT, {(P.PERSON, P.PERSON)}),
        (A.GUARDIAN, {(P.PERSON, P.PERSON), (P.PERSON, P.ORGANISATION)}),
    ],
)
def test_authority_fits_who_it_is_over(
    kind: AuthorityKind, allowed: set[tuple[PartyKind, PartyKind]]
) -> None:
    assert {(one, other) for one in P for other in P if fits(kind, one, other)} == allowed


def test_authority_without_limits_covers_all() -> None:
    assert covers([], "1.001193")
    assert covers(["1.001193"], "1.001193")
    assert covers(["1.001193"], "")
    assert not covers(["1.001193"], "2.000635")
