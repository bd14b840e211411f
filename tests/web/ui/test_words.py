"""Words and figures as people here write them."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from lienthong.web.ui import words
from tests.web.ui.conftest import draw

SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2021, 10, 18), "thứ Hai 18/10/2021"),
        (date(2021, 10, 19), "thứ Ba 19/10/2021"),
        (date(2021, 10, 20), "thứ Tư 20/10/2021"),
        (date(2021, 10, 21), "thứ Năm 21/10/2021"),
        (date(2021, 10, 22), "thứ Sáu 22/10/2021"),
        (date(2021, 10, 23), "thứ Bảy 23/10/2021"),
        (date(2021, 10, 24), "Chủ nhật 24/10/2021"),
        (datetime(2021, 10, 18, 17, 0, tzinfo=SAIGON), "thứ Hai 18/10/2021, 17:00"),
        (datetime(2021, 10, 17, 22, 30, tzinfo=ZoneInfo("UTC")), "thứ Hai 18/10/2021, 05:30"),
        (None, ""),
    ],
)
def test_a_due_day_always_carries_its_weekday_and_never_breaks(day: date | None, said: str) -> None:
    with translation.override("vi"):
        assert words.write_due(day) == said.replace(" ", "\u00a0")


def test_a_due_day_is_said_in_english_too() -> None:
    with translation.override("en"):
        assert words.write_due(date(2021, 10, 18)) == "Monday\u00a018/10/2021"


def test_a_moment_that_begins_an_entry_begins_with_a_capital() -> None:
    with translation.override("vi"):
        assert words.write_moment(date(2021, 10, 15)) == "Thứ\u00a0Sáu\u00a015/10/2021"


@pytest.mark.parametrize(
    ("name", "is_whole_in_noto"),
    [
        ("Nguyễn Thị Quyền", False),
        ("Đinh Hmưk", False),
        ("Ksor H’Bŭh", True),
        ("Rơ Châm Ƀŏ", True),
        ("Siu H’Wĕ", True),
        ("Kpă H'Nhĭ", True),
    ],
)
def test_two_fonts_never_meet_inside_one_name(name: str, is_whole_in_noto: bool) -> None:
    drawn = draw("{% name person %}", person=name)
    assert drawn.startswith('<span class="noto" lang="jra">') is is_whole_in_noto
    assert draw("{{ person|name }}", person=name) == drawn


def test_a_name_is_escaped_in_both_fonts() -> None:
    assert draw("{% name person %}", person="<b>An</b>") == "&lt;b&gt;An&lt;/b&gt;"
    assert (
        draw("{% name person %}", person="<b>Ƀŏ</b>")
        == '<span class="noto" lang="jra">&lt;b&gt;Ƀŏ&lt;/b&gt;</span>'
    )


def test_money_is_written_out_in_prose_and_short_in_tables() -> None:
    assert (
        draw("{{ fee|money }} {{ fee|money_short }}", fee=4_650_000) == "4.650.000\u00a0đồng 4.650.000\u00a0đ"
    )
    assert draw("{{ fee|money }}", fee=None) == ""
    assert draw("{{ fee|money_short }}", fee=0) == "0\u00a0đ"


def test_unknown_is_said_and_never_zero() -> None:
    with translation.override("vi"):
        assert words.write_number(None) == "chưa rõ"
        assert words.write_number(0) == "0"
        assert words.write_number(Decimal("1234567.89")) == "1.234.567,89"
        assert draw("{{ share|percent }}", share=54.2) == "54,2%"


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0"), (1000, "1.000"), (1001, "1.000+"), ("31/37", "31/37")]
)
def test_a_counter_stops_at_one_thousand(count: int | str, shown: str) -> None:
    assert words.write_counter(count) == shown


def test_words_that_must_not_part_are_bound_and_still_escaped() -> None:
    assert draw("{{ text|bind }}", text="TP. Pleiku & <i>") == "TP.\u00a0Pleiku &amp; &lt;i&gt;"


def test_a_province_inside_a_sentence_loses_its_capital() -> None:
    assert draw("{{ text|lower_first }}", text="Tỉnh Gia Lai") == "tỉnh Gia Lai"


@pytest.mark.parametrize(
    ("language", "name", "alone", "within"),
    [
        ("vi", "Tỉnh Gia Lai", "Tỉnh Gia Lai", "tỉnh Gia Lai"),
        ("en", "Tỉnh Gia Lai", "Gia Lai Province", "Gia Lai Province"),
        ("en", "Thành phố Đà Nẵng", "Đà Nẵng City", "Đà Nẵng City"),
        ("en", "Sở Nội vụ", "Sở Nội vụ", "sở Nội vụ"),
    ],
)
def test_a_province_is_named_as_its_reader_names_it(
    language: str, name: str, alone: str, within: str
) -> None:
    with translation.override(language):
        assert draw("{{ text|province }}", text=name) == alone
        assert draw("{{ text|province_within }}", text=name) == within
