"""Numbers at rest: readable again with the key only, found by equality only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from lienthong.spine import cipher

USE = "tests.number"
NUMBER = "064091001234"


@given(text=st.text(max_size=40), context=st.text(max_size=20))
def test_what_was_encrypted_comes_back_whole(text: str, context: str) -> None:
    assert cipher.decrypt(cipher.encrypt(text, use=USE, context=context), use=USE, context=context) == text


def test_one_number_never_looks_the_same_twice_and_never_shows() -> None:
    first, second = (cipher.encrypt(NUMBER, use=USE, context="CCCD") for _ in range(2))
    assert first != second
    assert NUMBER.encode() not in first


def test_a_number_copied_to_another_row_or_use_does_not_open() -> None:
    encrypted = cipher.encrypt(NUMBER, use=USE, context="party:1")
    with pytest.raises(cipher.Damaged):
        cipher.decrypt(encrypted, use=USE, context="party:2")
    with pytest.raises(cipher.AnotherKey):
        cipher.decrypt(encrypted, use="tests.other", context="party:1")


@pytest.mark.parametrize("place", [0, 20, -1])
def test_a_changed_byte_is_noticed(place: int) -> None:
    encrypted = bytearray(cipher.encrypt(NUMBER, use=USE, context=""))
    encrypted[place] ^= 1
    with pytest.raises(cipher.Damaged):
        cipher.decrypt(bytes(encrypted), use=USE, context="")


def test_a_text_cut_off_is_noticed() -> None:
    with pytest.raises(cipher.Damaged):
        cipher.decrypt(cipher.encrypt(NUMBER, use=USE, context="")[:12], use=USE, context="")


def test_another_data_key_is_told_apart_from_damage(settings: Settings) -> None:
    encrypted = cipher.encrypt(NUMBER, use=USE, context="")
    settings.LIENTHONG_DATA_KEY = "another-" + "k" * 50
    with pytest.raises(cipher.AnotherKey):
        cipher.decrypt(encrypted, use=USE, context="")


def test_digests_are_equal_for_equal_numbers_of_one_use_and_one_key(settings: Settings) -> None:
    first = cipher.digest(NUMBER, use=USE)
    assert (first, len(first)) == (cipher.digest(NUMBER, use=USE), 32)
    assert first != cipher.digest(NUMBER, use="tests.other")
    assert first != cipher.digest("064091001235", use=USE)
    settings.LIENTHONG_DATA_KEY = "another-" + "k" * 50
    assert first != cipher.digest(NUMBER, use=USE)
