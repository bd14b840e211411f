"""What a row is found by: words and codes in one tsvector."""

import pytest
from django.db import connection

from lienthong.spine.lexemes import lexemes, read, wanted, written


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đặng Thị Hoa", {"dang", "thi", "hoa"}),
        ("H’Yưn", {"hyun", "h", "yun"}),
        ("211015", {"211015", "11015", "1015", "015"}),
        ("thửa 112", {"thua", "112"}),
        ("x" * 90, {"x" * 40}),
        ("", set()),
    ],
)
def test_words_are_whole_and_numbers_have_ends(text: str, found: set[str]) -> None:
    assert lexemes([text]) == found


def test_a_code_is_no_word() -> None:
    assert lexemes(["gl 622"], ["GL-622"]) == {"gl", "622", "@gl-622"}


def holds(vector: str, query: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector @@ %s::tsquery", [vector, query])
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        (wanted(["hoa"]), True),
        (wanted(["ho"]), False),
        (wanted(["ho"], begins=True), True),
        (wanted(["hoa", "lan"]), False),
        (wanted(["hoa"], {"GL-622"}), True),
        (wanted(["hoa"], {"GL-623", "GL-622"}), True),
        (wanted(["hoa"], {"GL-623"}), False),
        (wanted(["hoa"], set()), False),
    ],
)
def test_postgresql_reads_it_so(query: str, is_found: bool) -> None:
    assert holds(written(lexemes(["Đặng Thị Hoa"], ["GL-622"])), query) is is_found


@pytest.mark.django_db
def test_what_was_written_is_read_again() -> None:
    words = lexemes(["Đặng Thị Hoa 0905 123 456", "H’Yưn"], ["GL-622"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector::text", [written(words)])
        assert read(cursor.fetchone()[0]) == words
