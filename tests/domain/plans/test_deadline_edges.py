"""Where one reading of a deadline gives way to the next: lengths, rhythms, joins, days in running text."""

import pytest

from lienthong.domain.plans.rules.deadlines import Kind, dated_words, is_deadline, read_deadlines

YEAR = 2021


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hoàn thành trước ngày 15/6/2021 và báo cáo", "trước ngày 15/6/2021"),
        ("Tổ chức kiểm tra trong quý II/2021, tổng hợp quý III/2021", "quý II/2021"),
        ("Thực hiện trong năm 2021", None),
        ("Báo cáo hàng quý", None),
        ("Theo kế hoạch của Bộ", None),
        ("Khẩn trương", None),
        ("", None),
    ],
)
def test_running_text_names_its_first_day_or_period(text: str, words: str | None) -> None:
    assert dated_words(text, YEAR) == words


@pytest.mark.parametrize(
    ("text", "count", "first", "last"),
    [
        ("Hàng tháng", 12, ("2021-01-01", "2021-01-31"), ("2021-12-01", "2021-12-31")),
        ("Hàng quý", 4, ("2021-01-01", "2021-03-31"), ("2021-10-01", "2021-12-31")),
        ("Hàng quí", 4, ("2021-01-01", "2021-03-31"), ("2021-10-01", "2021-12-31")),
        ("Định kỳ 06 tháng", 2, ("2021-01-01", "2021-06-30"), ("2021-07-01", "2021-12-31")),
        ("Định kỳ 6 tháng", 2, ("2021-01-01", "2021-06-30"), ("2021-07-01", "2021-12-31")),
        ("Hàng năm", 1, ("2021-01-01", "2021-12-31"), ("2021-01-01", "2021-12-31")),
    ],
)
def test_a_rhythm_falls_into_its_parts(
    text: str, count: int, first: tuple[str, str], last: tuple[str, str]
) -> None:
    (one,) = read_deadlines(text, YEAR)
    told = [(part.start.isoformat(), part.end.isoformat()) for part in one.occurrences]
    assert (one.kind, len(told), told[0], told[-1]) == (Kind.RECURRING, count, first, last)


def test_a_weekly_rhythm_has_no_parts() -> None:
    (one,) = read_deadlines("Hàng tuần", YEAR)
    assert (one.kind, one.occurrences) == (Kind.RECURRING, ())


def test_a_cell_too_long_for_a_deadline_is_left_unread() -> None:
    short, long = "a" * 2_980 + " trước 15/6/2021", "a" * 3_000 + " trước 15/6/2021"
    assert [one.kind for one in read_deadlines(short, YEAR)] == [Kind.BY]
    (one,) = read_deadlines(long, YEAR)
    assert (one.text, one.kind, one.doubts) == (long, Kind.UNSTATED, ("deadline_unread",))


@pytest.mark.parametrize(("words", "expected"), [(14, True), (15, False)])
def test_a_deadline_has_few_words_before_it(words: int, expected: bool) -> None:
    assert is_deadline("lập " * words + "trước ngày 15/6/2021", YEAR) is expected


@pytest.mark.parametrize(("words", "expected"), [(5, True), (6, False)])
def test_a_deadline_has_fewer_words_behind_it(words: int, expected: bool) -> None:
    assert is_deadline("Trước ngày 15/6/2021" + " xong" * words, YEAR) is expected


def test_what_waits_for_others_may_go_on_at_length() -> None:
    assert is_deadline("Theo hướng dẫn của các cơ quan cấp trên có thẩm quyền ban hành", YEAR)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Quý II/2021, quý III/2021", [("window", "2021-04-01", "2021-09-30", ())]),
        ("Quý I/2021 và quý III/2021", [("window", "2021-01-01", "2021-09-30", ("deadline_with_gap",))]),
        ("01/3/2021 - 01/3/2021", [("window", "2021-03-01", "2021-03-01", ())]),
        ("Từ ngày 15/6/2021 đến ngày 15/6/2021", [("window", "2021-06-15", "2021-06-15", ())]),
        ("15/12/2021 - 15/01/2021", [("unstated", None, None, ("date_invalid",))]),
        ("Từ ngày 15/12/2021 đến ngày 15/01/2021", [("unstated", None, None, ("date_invalid",))]),
        ("Trước ngày 15/6/2021, 20/6/2021", [("by", None, "2021-06-14", ()), ("by", None, "2021-06-19", ())]),
        ("Sau quý II/2021", [("window", "2021-07-01", "2021-12-31", ("deadline_open_ended",))]),
        ("Từ quý II/2021", [("window", "2021-04-01", "2021-12-31", ("deadline_open_ended",))]),
    ],
)
def test_two_times_become_one_window_only_where_they_touch(
    text: str, told: list[tuple[str, str | None, str | None, tuple[str, ...]]]
) -> None:
    found = [
        (
            one.kind.value,
            one.start.isoformat() if one.start else None,
            one.due.isoformat() if one.due else None,
            one.doubts,
        )
        for one in read_deadlines(text, YEAR)
    ]
    assert found == told


@pytest.mark.parametrize(
    ("text", "year", "doubt"),
    [
        ("Trước ngày 31/02/2021", None, "date_invalid"),
        ("Trước ngày 31/02", 2021, "date_invalid"),
        ("Trước ngày 31/02", None, "deadline_unread"),
    ],
)
def test_a_day_that_is_none_is_told_unless_its_year_is_unknown(
    text: str, year: int | None, doubt: str
) -> None:
    (one,) = read_deadlines(text, year)
    assert (one.kind, one.doubts) == (Kind.UNSTATED, (doubt,))


@pytest.mark.parametrize(
    ("text", "subject", "due", "doubts"),
    [
        ("Báo cáo quý I trước ngày 15/3/2021", "Báo cáo quý I", "2021-03-14", ()),
        ("Báo cáo 6 tháng đầu năm trước ngày 15/6/2021", "Báo cáo 6 tháng đầu năm", "2021-06-14", ()),
        ("Quý I/2021: trước ngày 15/3/2021", "Quý I/2021", "2021-03-14", ()),
        ("Quý I/2021 chậm nhất 15/3/2021", "Quý I/2021", "2021-03-15", ("deadline_partly_read",)),
    ],
)
def test_a_period_right_before_a_last_day_says_what_it_is_for(
    text: str, subject: str, due: str, doubts: tuple[str, ...]
) -> None:
    (one,) = read_deadlines(text, YEAR)
    assert (one.kind, one.subject, str(one.due), one.doubts) == (Kind.BY, subject, due, doubts)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tháng 12 hàng năm", [("window", None, "2021-12-31")]),
        ("Trước ngày 15/6, 15/12 hàng năm", [("by", None, "2021-06-14"), ("by", None, "2021-12-14")]),
        (
            "Trong năm 2021, báo cáo trong quý IV năm 2021",
            [("window", None, "2021-12-31"), ("window", "báo cáo", "2021-12-31")],
        ),
        ("Báo cáo định kỳ hàng quý trong năm", [("recurring", "Báo cáo", "2021-12-31")]),
        ("Năm 2021: quý I", [("window", "Năm 2021", "2021-03-31")]),
        ("Mỗi quý một lần", [("recurring", None, "2021-12-31")]),
        ("Hàng quý/2021", [("recurring", None, "2021-12-31")]),
        ("Định kỳ 6 tháng/lần", [("recurring", None, "2021-12-31")]),
        ("Đến cuối năm 2021", [("by", None, "2021-12-31")]),
        ("Hoàn thành năm 2021", [("window", "Hoàn thành", "2021-12-31")]),
        ("Theo lộ trình của Chính phủ", [("external", None, "None")]),
        ("Trước khi trình HĐND tỉnh", [("external", None, "None")]),
    ],
)
def test_words_of_the_whole_year_count_once(text: str, told: list[tuple[str, str | None, str]]) -> None:
    assert [(one.kind.value, one.subject, str(one.due)) for one in read_deadlines(text, YEAR)] == told


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Báo cáo quý I, 6 tháng, quý III và năm", "deadline_partly_read"),
        ("Trước kỳ họp HĐND tỉnh cuối năm", "deadline_conditional"),
        ("Trong năm 2021 (báo cáo quý IV/2021)", "deadline_partly_read"),
    ],
)
def test_what_is_only_half_understood_is_told(text: str, doubt: str) -> None:
    assert all(doubt in one.doubts for one in read_deadlines(text, YEAR))
