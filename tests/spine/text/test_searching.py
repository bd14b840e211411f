import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.spine.text import search_key, search_words


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("dang thi ngoc anh", "Đặng Thị Ngọc Ánh"),
        ("dang thi ngoc anh", "ĐẶNG THỊ NGỌC ÁNH"),
        ("dang", "Ðặng"),
        ("ksor hnhung", "Ksor H'Nhung"),
        ("ksor hnhung", "Ksor H’Nhung"),
        ("ksor hnhung", "Ksor HʼNhung"),
        ("bon cu prong o e u i", "Ƀôn Čư Prông ŏ ĕ ŭ ĭ"),
        ("o u e", "ơ̆ ư̆ ê̆"),
        ("751 qd ubnd", "751/QĐ-UBND"),
        ("000 00 05 h21", "000.00.05.H21"),
        ("", "–…"),
    ],
)
def test_the_key_of_a_text_written_by_hand(key: str, text: str) -> None:
    assert search_key(text) == key
    assert search_key(unicodedata.normalize("NFD", text)) == key


@pytest.mark.parametrize("query", ["dang ngoc anh", "anh dang", "Ánh Đặng", "ngoc  ANH", "dang ng"])
def test_words_in_any_order_find_a_name(query: str) -> None:
    name = search_key("Đặng Thị Ngọc Ánh")
    assert all(word in name for word in search_words(query))


def test_a_query_names_each_word_once() -> None:
    assert search_words("Gia gia  Lai") == ["gia", "lai"]


@given(st.text())
def test_a_key_is_its_own_key_and_holds_no_mark(text: str) -> None:
    key = search_key(text)
    assert search_key(key) == key
    assert not any(unicodedata.category(letter) == "Mn" for letter in key)
    assert key == " ".join(key.split())
