import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.spine.money import from_words, in_words, money_in_words

# Written by hand from the reading rules taught at school.
WORDS = [
    (0, "không"),
    (1, "một"),
    (4, "bốn"),
    (5, "năm"),
    (10, "mười"),
    (11, "mười một"),
    (14, "mười bốn"),
    (15, "mười lăm"),
    (20, "hai mươi"),
    (21, "hai mươi mốt"),
    (24, "hai mươi tư"),
    (25, "hai mươi lăm"),
    (35, "ba mươi lăm"),
    (91, "chín mươi mốt"),
    (100, "một trăm"),
    (101, "một trăm linh một"),
    (104, "một trăm linh bốn"),
    (105, "một trăm linh năm"),
    (110, "một trăm mười"),
    (115, "một trăm mười lăm"),
    (121, "một trăm hai mươi mốt"),
    (555, "năm trăm năm mươi lăm"),
    (1_000, "một nghìn"),
    (1_001, "một nghìn không trăm linh một"),
    (1_010, "một nghìn không trăm mười"),
    (1_015, "một nghìn không trăm mười lăm"),
    (1_100, "một nghìn một trăm"),
    (10_000, "mười nghìn"),
    (21_000, "hai mươi mốt nghìn"),
    (75_000, "bảy mươi lăm nghìn"),
    (100_000, "một trăm nghìn"),
    (1_000_000, "một triệu"),
    (1_000_005, "một triệu không trăm linh năm"),
    (1_005_015, "một triệu không trăm linh năm nghìn không trăm mười lăm"),
    (2_024_104, "hai triệu không trăm hai mươi tư nghìn một trăm linh bốn"),
    (1_000_000_000, "một tỷ"),
    (1_000_005_000, "một tỷ không trăm linh năm nghìn"),
    (5_003_000_000_000, "năm nghìn không trăm linh ba tỷ"),
    (10**15, "một triệu tỷ"),
    (10**18, "một tỷ tỷ"),
    (-15, "âm mười lăm"),
]


@pytest.mark.parametrize(("number", "words"), WORDS)
def test_a_number_is_said_as_at_school(number: int, words: str) -> None:
    assert in_words(number) == words
    assert from_words(words) == number


def test_the_south_says_le() -> None:
    assert in_words(1_005, gap="lẻ") == "một nghìn không trăm lẻ năm"


def test_a_receipt_begins_with_a_capital_and_names_the_dong() -> None:
    assert money_in_words(75_000) == "Bảy mươi lăm nghìn đồng"
    assert money_in_words(0) == "Không đồng"


@pytest.mark.parametrize(
    ("words", "number"),
    [("một ngàn không trăm lẻ tư", 1_004), ("ba tỉ", 3 * 10**9), ("hai mươi bốn", 24), ("bẩy mươi nhăm", 75)],
)
def test_it_understands_what_people_say_otherwise(words: str, number: int) -> None:
    assert from_words(words) == number


@pytest.mark.parametrize(
    "words", ["", "mươi", "một hai", "linh", "tỷ", "đồng", "một trăm trăm", "mười hai ba", "hai mươi ba bốn"]
)
def test_it_refuses_words_that_are_no_number(words: str) -> None:
    with pytest.raises(ValueError):
        from_words(words)


@pytest.mark.parametrize("gap", ["linh", "lẻ"])
def test_no_two_numbers_below_ten_thousand_sound_alike(gap: str) -> None:
    said = {in_words(number, gap="linh" if gap == "linh" else "lẻ") for number in range(10_000)}
    assert len(said) == 10_000
    assert not any("  " in words for words in said)


@given(st.integers(-(10**15), 10**18))
def test_words_are_reversible(number: int) -> None:
    for words in (in_words(number), in_words(number, gap="lẻ")):
        assert from_words(words) == number
        assert words == " ".join(words.split())


@pytest.mark.whole
def test_every_number_to_a_million_and_many_beyond_are_reversible() -> None:
    draw = random.Random(11)
    for number in (*range(10**6 + 1), *(draw.randrange(10**15) for _ in range(10**5))):
        assert from_words(in_words(number)) == number
