"""Procedures are found without marks, in any order of words, in spite of a slip."""

from dataclasses import replace
from datetime import date

import pytest
from tests.domain.procedures.made import RECORD, a_draft, agencies, published, units, with_agency

from lienthong.domain.procedures import queries
from lienthong.domain.procedures.rules.vocabulary import Level

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 1)
NAMES = {
    "X1": ("Cấp giấy phép xây dựng nhà ở riêng lẻ", "Xây dựng", Level.DISTRICT),
    "X2": ("Gia hạn giấy phép xây dựng", "Xây dựng", Level.PROVINCE),
    "H1": ("Đăng ký khai sinh", "Hộ tịch", Level.COMMUNE),
    "H2": ("Đăng ký khai tử", "Hộ tịch", Level.COMMUNE),
}


@pytest.fixture(autouse=True)
def _published() -> None:
    units()
    agencies("GL-SXD")
    for code, (name, field, level) in NAMES.items():
        record = replace(with_agency(), name=name, field=field, levels=(level,))
        published(a_draft(record, code=code))
    a_draft(replace(RECORD, name="Đăng ký khai sinh lưu động"), code="H3")


def found(text: str = "", field: str = "", level: str = "") -> list[str]:
    return [row.code for row in queries.find_published(DAY, text=text, field=field, level=level).rows]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["X1", "H1", "H2", "X2"]),
        ("khai sinh", ["H1"]),
        ("KHAI SINH đăng ký", ["H1"]),
        ("dang ky", ["H1", "H2"]),
        ("giay phep xay dung", ["X1", "X2"]),
        ("x2", ["X2"]),
        ("hộ tịch", ["H1", "H2"]),
    ],
)
def test_every_word_must_be_there_in_any_order(text: str, codes: list[str]) -> None:
    assert found(text) == codes
    assert queries.find_published(DAY, text=text).is_close is False


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("cap giay fep xay dung nha o", "X1"),
        ("gia han giay phép xay dụnk", "X2"),
        ("dang kí khai xinh", "H1"),
    ],
)
def test_a_slip_still_finds_what_comes_closest(text: str, first: str) -> None:
    close = queries.find_published(DAY, text=text)
    assert close.is_close
    assert close.rows[0].code == first


def test_nonsense_finds_nothing() -> None:
    assert not queries.find_published(DAY, text="qwzx vbnm").rows
    assert not queries.find_published(DAY, text="' OR 1=1 --").rows


def test_field_and_level_narrow_it() -> None:
    assert found(field="Hộ tịch") == ["H1", "H2"]
    assert found(level="PROVINCE") == ["X2"]
    assert found("giay phep", level="DISTRICT") == ["X1"]
    assert queries.list_fields(DAY) == [("Hộ tịch", 2), ("Xây dựng", 2)]


def test_it_pages_without_counting() -> None:
    first = queries.find_published(DAY, limit=3)
    assert [row.code for row in first.rows] == ["X1", "H1", "H2"]
    assert first.has_more
    rest = queries.find_published(DAY, limit=3, offset=3)
    assert ([row.code for row in rest.rows], rest.has_more) == (["X2"], False)


def test_a_draft_is_not_found_nor_what_is_not_in_force_yet() -> None:
    assert "H3" not in found("luu dong")
    assert not queries.find_published(date(2021, 2, 28)).rows


def test_an_agency_finds_what_it_or_a_group_of_its_decides() -> None:
    assert [row.code for row in queries.find_published(DAY, agencies=["G-SBN", "GL-SXD"]).rows] == [
        "X1", "H1", "H2", "X2",
    ]  # fmt: skip
    assert queries.find_published(DAY, text="khai sinh", agencies=["GL-SNV"]).rows == []


def test_what_a_case_needs_of_a_version_is_what_the_record_says() -> None:
    row = queries.get_published("X1", DAY)
    handling, record = queries.get_handling(row.id), queries.get_record(row.id)
    assert (handling.code, handling.ways, handling.papers) == ("X1", record.ways, record.papers)
    assert (handling.supplement, handling.steps) == (record.supplement, record.steps)
    assert [handling.is_in_force(day) for day in (date(2021, 2, 28), DAY)] == [False, True]
