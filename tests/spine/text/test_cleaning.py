import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.spine.text import clean, clean_lines, needs_noto


@pytest.mark.parametrize(
    ("kept", "written"),
    [
        ("Nguyễn Thị Ánh", unicodedata.normalize("NFD", "Nguyễn Thị Ánh")),
        ("Ksor H'Nhung", "  Ksor\u00a0\u200bH'Nhung\t"),
        ("Rơ Châm", "\ufeffRơ\r\nChâm\x00"),
        ("ơ̆ ư̆ ê̆", unicodedata.normalize("NFD", "ơ̆ ư̆ ê̆")),
        ("", " \u200b\n "),
    ],
)
def test_it_keeps_composed_text_with_single_spaces(kept: str, written: str) -> None:
    assert clean(written) == kept


def test_it_keeps_lines_but_not_heaps_of_empty_ones() -> None:
    assert clean_lines(" a  b \r\nc\n\n\n\nd\u2028e\x07\n") == "a b\nc\n\nd\ne"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_lines(clean_lines(text)) == clean_lines(text)


@pytest.mark.parametrize("letter", [*"ƀĕĭŏŭɃĔĬŎŬ", "ơ̆", "ư̆", "e\u0306"])
def test_letters_that_the_screen_font_lacks_ask_for_noto(letter: str) -> None:
    assert needs_noto(f"Kon {letter}am")


def test_vietnamese_and_c_with_caron_do_not_ask_for_noto() -> None:
    assert not needs_noto("Đặng Thị Ngọc Ánh, Čư Prông, ẵ ằ Ắ")
    assert not needs_noto(unicodedata.normalize("NFD", "Ắ ẵ ă"))
