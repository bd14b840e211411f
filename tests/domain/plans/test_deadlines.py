"""How officials write deadlines, and the days they mean."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.domain.plans.rules.deadlines import Deadline, Kind, is_deadline, read_deadlines

YEAR = 2021


def _told(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(one.kind.value, _iso(one.start), _iso(one.due)) for one in read_deadlines(text, YEAR)]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _only(text: str) -> Deadline:
    (one,) = read_deadlines(text, YEAR)
    return one


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Trước ngày 28/02/2022", "2022-02-27"),
        ("trước 31/12/2020", "2020-12-30"),
        ("Trước ngày 01/01/2021", "2020-12-31"),
        ("trước ngày 01/3/2020", "2020-02-29"),
        ("Trước ngày 15 tháng 6 năm 2021", "2021-06-14"),
        ("TRƯỚC NGÀY 15/6/2021", "2021-06-14"),
        ("trước 30.11.2021", "2021-11-29"),
        ("Ban hành văn bản trước tháng 12/2021", "2021-11-30"),
        ("Trước tháng 3 năm 2024", "2024-02-29"),
        ("Trước tháng 01/2022", "2021-12-31"),
        ("Trước quý II/2021", "2021-03-31"),
        ("Trước năm 2022", "2021-12-31"),
        ("Chậm nhất ngày 15/6/2021", "2021-06-15"),
        ("chậm nhất là ngày 15/6/2021", "2021-06-15"),
        ("Chậm nhất đến ngày 15/6/2021", "2021-06-15"),
        ("Chậm nhất trước ngày 15/6/2021", "2021-06-14"),
        ("Đến ngày 30/11/2021", "2021-11-30"),
        ("đến hết ngày 30/11/2021", "2021-11-30"),
        ("Hoàn thành đến hết quý II/2021", "2021-06-30"),
        ("31/12/2021", "2021-12-31"),
        ("2021-06-15", "2021-06-15"),
        ("Trước 17 giờ ngày 15/6/2021", "2021-06-15"),
        ("Hết quý II/2021", "2021-06-30"),
        ("Hết tháng 6/2021", "2021-06-30"),
    ],
)
def test_a_last_day_has_no_start(text: str, due: str) -> None:
    assert _told(text) == [("by", None, due)]


@pytest.mark.parametrize(
    ("text", "start", "due"),
    [
        ("Trong năm 2021", "2021-01-01", "2021-12-31"),
        ("Năm 2022", "2022-01-01", "2022-12-31"),
        ("Quý I/2022", "2022-01-01", "2022-03-31"),
        ("Quý I năm 2021", "2021-01-01", "2021-03-31"),
        ("Trong quý III/2021", "2021-07-01", "2021-09-30"),
        ("Quý 4/2021", "2021-10-01", "2021-12-31"),
        ("Quí II, III năm 2021", "2021-04-01", "2021-09-30"),
        ("quý II và quý III/2021", "2021-04-01", "2021-09-30"),
        ("Quý I-IV/2021", "2021-01-01", "2021-12-31"),
        ("Quý IV/2020 và quý I/2021", "2020-10-01", "2021-03-31"),
        ("QUÝ II, III NĂM 2021", "2021-04-01", "2021-09-30"),
        ("Từ quý I đến quý III/2021", "2021-01-01", "2021-09-30"),
        ("Tháng 5/2021", "2021-05-01", "2021-05-31"),
        ("Từ tháng 3 đến tháng 6/2021", "2021-03-01", "2021-06-30"),
        ("Từ ngày 01/3/2021 đến ngày 15/4/2021", "2021-03-01", "2021-04-15"),
        ("6 tháng đầu năm 2021", "2021-01-01", "2021-06-30"),
        ("6 tháng cuối năm 2021", "2021-07-01", "2021-12-31"),
        ("Quý I+II/2021", "2021-01-01", "2021-06-30"),
        ("Q1/2021", "2021-01-01", "2021-03-31"),
        ("T6/2021", "2021-06-01", "2021-06-30"),
        ("Quý I năm2021", "2021-01-01", "2021-03-31"),
        ("Năm 2021-2022", "2021-01-01", "2022-12-31"),
        ("Năm 2021 và năm 2022", "2021-01-01", "2022-12-31"),
        ("Trong giai đoạn 2021 - 2025", "2021-01-01", "2025-12-31"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("Quý IV năm 2020 đến Quý I năm 2021", "2020-10-01", "2021-03-31"),
        ("Quý I/2021 đến hết quý III/2021", "2021-01-01", "2021-09-30"),
        ("01/3/2021 - 15/4/2021", "2021-03-01", "2021-04-15"),
    ],
)
def test_a_window_has_a_first_and_a_last_day(text: str, start: str, due: str) -> None:
    assert _told(text) == [("window", start, due)]


@pytest.mark.parametrize(
    "text", ["Thường xuyên trong năm", "Thường xuyên", "thường xuyên, liên tục trong năm"]
)
def test_continuous_work_takes_the_whole_plan_year(text: str) -> None:
    assert _told(text) == [("continuous", "2021-01-01", "2021-12-31")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Báo cáo định kỳ hàng quý trong năm", 4),
        ("Hằng quý", 4),
        ("định kỳ quý", 4),
        ("Hàng tháng", 12),
        ("Định kỳ 6 tháng", 2),
        ("Hàng năm", 1),
    ],
)
def test_a_rhythm_has_its_occurrences(text: str, count: int) -> None:
    one = _only(text)
    assert (one.kind, one.start, one.due) == (Kind.RECURRING, date(2021, 1, 1), date(2021, 12, 31))
    assert len(one.occurrences) == count
    assert (one.occurrences[0].start, one.occurrences[-1].end) == (one.start, one.due)


@pytest.mark.parametrize(
    "text",
    [
        "Theo kế hoạch",
        "Theo thời gian quy định của Bộ Nội vụ.",
        "Sau khi Chính phủ ban hành và theo thời gian của Bộ Nội vụ",
        "Theo Kế hoạch số 12/KH-UBND ngày 03/3/2021",
        "Khi có yêu cầu",
        "Định kỳ theo quy định",
    ],
)
def test_what_waits_for_others_is_external(text: str) -> None:
    assert _told(text) == [("external", None, None)]
    assert _only(text).doubts == ()


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_no_words_are_unstated_without_a_doubt(text: str) -> None:
    assert _only(text) == Deadline("", Kind.UNSTATED)


def test_words_that_cannot_be_read_are_kept_and_doubted() -> None:
    one = _only("Khẩn trương")
    assert (one.text, one.kind, one.doubts) == ("Khẩn trương", Kind.UNSTATED, ("deadline_unread",))


@pytest.mark.parametrize(("text", "doubt"), [
    ("Trước ngày 15/12", "year_assumed"),
    ("Quý III", "year_assumed"),
    ("Trước ngày 31/02/2021", "date_invalid"),
    ("Từ ngày 01/7/2021", "deadline_open_ended"),
    ("Trong quý II/2021, sau khi Chính phủ ban hành", "deadline_conditional"),
    ("Định kỳ hàng tháng, quý, năm", "deadline_partly_read"),
    ("Thường xuyên trong năm 2022", "deadline_other_year"),
    ("Quý I và quý III năm 2021", "deadline_with_gap"),
    ("Tháng 6 và tháng 12/2021", "deadline_with_gap"),
    ("Quý I/2021 và Quý III/2021", "deadline_with_gap"),
    ("Quý IV - Quý I/2021", "date_invalid"),
    ("Tháng 11-2/2021", "date_invalid"),
    ("Từ ngày 15/12/2021 đến ngày 15/01/2021", "date_invalid"),
    ("Đầu quý II/2021", "deadline_partly_read"),
    ("Trước ngày 15/4/2021 (quý I)", "deadline_partly_read"),
    ("Tuần 2 tháng 6/2021", "deadline_partly_read"),
    ("Trước cuối quý II/2021", "deadline_partly_read"),
    ("Quý II năm 2021 và những năm tiếp theo", "deadline_partly_read"),
])  # fmt: skip
def test_what_was_assumed_is_told(text: str, doubt: str) -> None:
    assert _only(text).doubts == (doubt,)


def test_several_deadlines_keep_what_each_is_for() -> None:
    found = read_deadlines(
        "- Ban hành kế hoạch trước ngày 31/12/2020\n- Báo cáo trong quý IV năm 2021;", YEAR
    )
    assert [one.subject for one in found] == ["Ban hành kế hoạch", "Báo cáo"]
    assert found[1].text == "Báo cáo trong quý IV năm 2021"


def test_several_deadlines_on_one_line_are_parted() -> None:
    found = read_deadlines("Ban hành kế hoạch trước 31/12/2020, báo cáo trong quý IV năm 2021", YEAR)
    assert [(one.subject, one.due) for one in found] == [
        ("Ban hành kế hoạch", date(2020, 12, 30)),
        ("báo cáo", date(2021, 12, 31)),
    ]


def test_the_words_before_two_days_bind_both() -> None:
    assert _told("Trước ngày 15/6/2021 và 15/12/2021") == [
        ("by", None, "2021-06-14"),
        ("by", None, "2021-12-14"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Trước ngày 20/3; 20/6; 20/9/2021",
        "Trước ngày 20/3, ngày 20/6 và ngày 20/9/2021",
        "trước ngày 20/3 (lần một), 20/6 (lần hai), 20/9/2021 (lần ba)",
    ],
)
def test_the_words_before_a_list_of_days_bind_them_all(text: str) -> None:
    assert [one.due for one in read_deadlines(text, YEAR)] == [
        date(2021, 3, 19),
        date(2021, 6, 19),
        date(2021, 9, 19),
    ]


def test_words_in_brackets_behind_a_day_are_its_own() -> None:
    found = read_deadlines("Trước ngày 15/6/2021 (báo cáo 6 tháng), 15/12/2021 (báo cáo năm)", YEAR)
    assert [one.subject for one in found] == ["báo cáo 6 tháng", "báo cáo năm"]


def test_a_year_inside_the_subject_is_no_deadline() -> None:
    one = _only("Ban hành Kế hoạch CCHC năm 2021 trong quý I/2022")
    assert (one.subject, one.start) == ("Ban hành Kế hoạch CCHC năm 2021", date(2022, 1, 1))


def test_without_a_plan_year_only_named_years_are_read() -> None:
    assert read_deadlines("Quý I/2022", None)[0].due == date(2022, 3, 31)
    assert read_deadlines("Quý I", None)[0].due is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trong năm 2021", True),
        ("- Tổng hợp báo cáo UBND tỉnh kết quả kiểm tra trong Quý II/2021.", True),
        ("Sở Nội vụ", False),
        ("Tỷ lệ hồ sơ có phát sinh trong năm phải đạt từ 60% trở lên", False),
        ("Quyết định ban hành Kế hoạch kiểm tra CCHC năm 2021", False),
    ],
)
def test_cells_of_deadlines_are_told_from_others(text: str, expected: bool) -> None:
    assert is_deadline(text, YEAR) is expected


_DAYS = st.dates(date(2000, 1, 2), date(2099, 12, 30))
_SUBJECTS = st.sampled_from(["", "Ban hành kế hoạch ", "Báo cáo kết quả thực hiện ", "Hoàn thành "])


def _written(day: date, style: int) -> str:
    return [
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d/%m/%Y}",
        f"{day.day:02}/ {day.month}/{day.year}",
        f"{day.day} tháng {day.month} năm {day.year}",
        f"{day:%d-%m-%Y}",
    ][style]


@given(_DAYS, st.integers(0, 4), _SUBJECTS, st.sampled_from(["trước ", "trước ngày ", "Trước  ngày "]))
def test_before_a_day_is_due_the_day_before_it(day: date, style: int, subject: str, lead: str) -> None:
    one = _only(f"{subject}{lead}{_written(day, style)}")
    assert (one.kind, one.start, one.due) == (Kind.BY, None, day - timedelta(days=1))
    assert one.subject == (subject.strip() or None)


@given(
    _DAYS, st.integers(0, 4), _SUBJECTS, st.sampled_from(["chậm nhất ngày ", "đến ngày ", "chậm nhất là "])
)
def test_at_the_latest_on_a_day_is_due_on_it(day: date, style: int, subject: str, lead: str) -> None:
    one = _only(f"{subject}{lead}{_written(day, style)}")
    assert (one.kind, one.start, one.due) == (Kind.BY, None, day)


@given(st.integers(1, 4), st.integers(1, 4), st.integers(2000, 2099), st.sampled_from(["quý", "Quí", "QUÝ"]))
def test_quarters_are_one_window_from_the_first_to_the_last(
    first: int, last: int, year: int, word: str
) -> None:
    names = ["I", "II", "III", "IV"]
    first, last = sorted((first, last))
    one = _only(f"{word} {names[first - 1]}, {names[last - 1]} năm {year}")
    assert one.start == date(year, 3 * first - 2, 1)
    assert one.due is not None
    assert (one.due + timedelta(days=1)) == (
        date(year + 1, 1, 1) if last == 4 else date(year, 3 * last + 1, 1)
    )


@given(st.text(alphabet="trước ngày quý IV/2021 tháng 5 đến từ năm hàng;-.,\n0123456789", max_size=80))
def test_any_words_are_read_without_a_fault_and_never_backwards(text: str) -> None:
    for one in read_deadlines(text, YEAR):
        assert one.start is None or one.due is None or one.start <= one.due
        assert bool(one.occurrences) <= (one.kind == Kind.RECURRING)
