import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.spine.text import person_key, sort_key

# Written by hand, each list in the order in which a Vietnamese reader expects it.
IN_ORDER = [
    ["An", "Ánh", "Ân", "Ấn", "Bình", "Cường", "Dũng", "Đạt", "Đức", "Em", "Êban"],
    [
        "ma",
        "mà",
        "mả",
        "mã",
        "má",
        "mạ",
        "mă",
        "mằ",
        "mẳ",
        "mẵ",
        "mắ",
        "mặ",
        "mâ",
        "mầ",
        "mẩ",
        "mẫ",
        "mấ",
        "mậ",
    ],
    [
        "a",
        "ă",
        "â",
        "b",
        "ƀ",
        "c",
        "d",
        "đ",
        "e",
        "ê",
        "f",
        "g",
        "h",
        "i",
        "j",
        "k",
        "l",
        "m",
        "n",
        "o",
        "ô",
        "ơ",
        "p",
        "q",
        "r",
        "s",
        "t",
        "u",
        "ư",
        "v",
        "w",
        "x",
        "y",
        "z",
    ],
    ["", "10a", "2", "a", "A", "á", "Á", "ab"],
    ["H'Nhung", "Ha", "Hà", "Hạ"],
    ["An Bình", "An Khê", "Anh", "Ánh", "Đak Đoa", "Đak Pơ", "Đức Cơ", "Ia Grai", "Ia Pa", "Kông Chro"],
    ["hoa", "hòa", "hóa", "họa", "hoan", "hoàn", "hoán", "hoạn"],
    ["met", "mĕt", "mêt", "mơ", "mơ̆", "mư", "mư̆"],
]


@pytest.mark.parametrize("texts", IN_ORDER, ids=lambda texts: texts[1])
def test_keys_order_as_a_dictionary_does(texts: list[str]) -> None:
    shuffled = random.Random(7).sample(texts, len(texts))
    assert sorted(shuffled, key=sort_key) == texts
    assert sorted(shuffled, key=lambda text: sort_key(text).encode()) == texts


def test_people_are_listed_by_given_name_then_family_and_middle_names() -> None:
    people = [
        "An",
        "Đặng Thị An",
        "Nguyễn Văn An",
        "Lê Ánh",
        "Trần Bình",
        "Phạm Đức",
        "Ksor H'Nhung",
        "Y Thưm",
        "Rơ Châm Y Thưm",
    ]
    assert sorted(sorted(people), key=person_key) == [*people[:7], "Rơ Châm Y Thưm", "Y Thưm"]


@given(st.text())
def test_a_key_is_ascii_and_the_same_for_every_form_of_a_text(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert sort_key(text).isascii()
    assert sort_key(decomposed) == sort_key(unicodedata.normalize("NFC", decomposed))


@given(st.text(alphabet="aáăắbđĐ Hư'9", max_size=6), st.text(alphabet="aáăắbđĐ Hư'9", max_size=6))
def test_equal_keys_mean_texts_that_differ_in_signs_and_spaces_at_most(one: str, other: str) -> None:
    if sort_key(one) == sort_key(other):
        assert one.split() == other.split()
