"""Numbers as the State builds them. Sources: Circular 07/2016/TT-BCA (citizen numbers), Circular 105/2020/TT-BTC (tax
codes); the business codes below are those that well-known enterprises print on their letters.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.domain.parties.rules.numbers import (
    Caution,
    NumberFault,
    cautions_of,
    fault_of,
    kinds_of,
    normal,
    told_by,
)
from lienthong.domain.parties.rules.vocabulary import IdentifierKind, Sex

K = IdentifierKind
SHAPE, CHECK = NumberFault.SHAPE, NumberFault.CHECK_DIGIT


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (K.CCCD, " 064 091 001 234 ", "064091001234"),
        (K.CCCD, "064.091.001.234", "064091001234"),
        (K.CMND, "230 456 789", "230456789"),
        (K.PASSPORT, "c 1234567", "C1234567"),
        (K.TAX, "0100109106", "0100109106"),
        (K.TAX, "0100109106001", "0100109106-001"),
        (K.TAX, "0100109106 – 001", "0100109106-001"),
        (K.ENTERPRISE, "0101248141-012", "0101248141-012"),
        (K.HOUSEHOLD, "39a8012345", "39A8012345"),
        (K.OTHER, " 12/gp-ubnd  ", "12/GP-UBND"),
    ],
)
def test_a_number_is_compared_in_one_form(kind: IdentifierKind, typed: str, kept: str) -> None:
    assert normal(kind, typed) == kept
    assert normal(kind, kept) == kept


@pytest.mark.parametrize(
    ("kind", "number", "fault"),
    [
        (K.CCCD, "064091001234", None),
        (K.CCCD, "06409100123", SHAPE),
        (K.CCCD, "0640910012345", SHAPE),
        (K.CCCD, "06409100123A", SHAPE),
        (K.CCCD, "٠٦٤٠٩١٠٠١٢٣٤", SHAPE),  # digits of another script
        (K.CMND, "230456789", None),
        (K.CMND, "23045678", SHAPE),
        (K.CMND, "064091001234", SHAPE),
        (K.PASSPORT, "C1234567", None),
        (K.PASSPORT, "P00123456", None),
        (K.PASSPORT, "PASSPORT", SHAPE),
        (K.PASSPORT, "C123", SHAPE),
        (K.FOREIGN, "X9F2K7", None),
        (K.TAX, "0100109106", None),  # Viettel
        (K.TAX, "0101248141", None),  # FPT
        (K.TAX, "0100109106-001", None),
        (K.TAX, "0100109106-000", SHAPE),
        (K.TAX, "0100109107", CHECK),
        (K.TAX, "0100109016", CHECK),  # two digits changed places
        (K.TAX, "064091001234", None),  # a person's, from 01/07/2025
        (K.TAX, "010010910", SHAPE),
        (K.ENTERPRISE, "0100109106", None),
        (K.ENTERPRISE, "064091001234", SHAPE),
        (K.ENTERPRISE, "0100109105", CHECK),
        (K.HOUSEHOLD, "39A8012345", None),
        (K.HOUSEHOLD, "39Đ8012345", None),
        (K.HOUSEHOLD, "39A7012345", SHAPE),
        (K.HOUSEHOLD, "0100109106", None),
        (K.HOUSEHOLD, "0100109107", CHECK),
        (K.OTHER, "12/GP-UBND", None),
        (K.OTHER, "", SHAPE),
    ],
)
def test_what_cannot_be_such_a_number_is_told(
    kind: IdentifierKind, number: str, fault: NumberFault | None
) -> None:
    assert fault_of(kind, number) == fault


@pytest.mark.parametrize(
    ("number", "year", "sex"),
    [
        ("064091001234", 1991, Sex.MALE),
        ("064150001234", 1950, Sex.FEMALE),
        ("052200001234", 2000, Sex.MALE),
        ("052321001234", 2021, Sex.FEMALE),
        ("001401001234", 2101, Sex.MALE),
    ],
)
def test_a_citizen_number_tells_year_and_sex(number: str, year: int, sex: Sex) -> None:
    assert told_by(number) == (year, sex)


@pytest.mark.parametrize(
    ("number", "year", "sex", "cautions"),
    [
        ("064091001234", 1991, "M", []),
        ("064091001234", None, "", []),
        ("064091001234", 1990, "M", [Caution.YEAR_DIFFERS]),
        ("064091001234", 1991, "F", [Caution.SEX_DIFFERS]),
        ("064091001234", 1900, "F", [Caution.YEAR_DIFFERS, Caution.SEX_DIFFERS]),
        ("065091001234", 1991, "M", [Caution.PROVINCE_UNKNOWN]),
        ("000091001234", 1991, "M", [Caution.PROVINCE_UNKNOWN]),
        ("121091001234", 1991, "M", []),  # born abroad
    ],
)
def test_what_looks_odd_warns_and_does_not_stop(
    number: str, year: int | None, sex: str, cautions: list[Caution]
) -> None:
    assert fault_of(K.CCCD, number) is None
    assert cautions_of(K.CCCD, number, year=year, sex=sex) == cautions


def test_an_unusual_passport_warns_and_no_other_number_does() -> None:
    assert cautions_of(K.PASSPORT, "C1234567") == []
    assert cautions_of(K.PASSPORT, "AB1234567") == [Caution.PASSPORT_UNUSUAL]
    assert cautions_of(K.CMND, "230456789", year=1950, sex="F") == []


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("064 091 001 234", {K.CCCD, K.PASSPORT, K.FOREIGN, K.TAX, K.OTHER}),
        ("230456789", {K.CMND, K.PASSPORT, K.FOREIGN, K.OTHER}),
        ("0100109106", {K.TAX, K.ENTERPRISE, K.HOUSEHOLD, K.PASSPORT, K.FOREIGN, K.OTHER}),
    ],
)
def test_a_typed_number_is_looked_for_as_each_kind_it_can_be(typed: str, kinds: set[IdentifierKind]) -> None:
    assert set(kinds_of(typed)) == kinds


@given(root=st.from_regex(r"\d{9}", fullmatch=True), wrong=st.integers(1, 9))
def test_one_changed_check_digit_is_always_noticed(root: str, wrong: int) -> None:
    good = [digit for digit in "0123456789" if fault_of(K.TAX, root + digit) is None]
    assert len(good) <= 1  # one root in eleven bears no code at all
    for digit in good:
        assert fault_of(K.TAX, f"{root}{(int(digit) + wrong) % 10}") is CHECK


@given(
    place=st.integers(0, 999), year=st.integers(1900, 2399), woman=st.booleans(), rest=st.integers(0, 999_999)
)
def test_year_and_sex_read_back_what_was_written(place: int, year: int, woman: bool, rest: int) -> None:
    fourth = (year - 1900) // 100 * 2 + woman
    number = f"{place:03}{fourth}{year % 100:02}{rest:06}"
    assert told_by(number) == (year, Sex.FEMALE if woman else Sex.MALE)


@given(text=st.text(max_size=30), kind=st.sampled_from(list(K)))
def test_any_text_is_judged_without_a_crash_and_a_normal_number_stays_as_it_is(
    text: str, kind: IdentifierKind
) -> None:
    number = normal(kind, text)
    assert fault_of(kind, number) in (None, SHAPE, CHECK)
    if fault_of(kind, number) is None:
        assert normal(kind, number) == number
