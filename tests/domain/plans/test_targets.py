"""Numeric targets in the words of a task."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.domain.plans.rules.targets import find_targets, lost_signs


def _told(text: str) -> list[tuple[str, str, str]]:
    return [(one.comparator, str(one.value), one.unit) for one in find_targets(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("phải đạt từ 60% trở lên", (">=", "60", "%")),
        ("từ 10 % trở xuống", ("<=", "10", "%")),
        ("phải đạt từ 60% (sáu mươi) trở lên", (">=", "60", "%")),
        ("từ 60% số hồ sơ trở lên", (">=", "60", "%")),
        ("100% lãnh đạo từ cấp phòng trở lên", ("=", "100", "%")),
        ("đạt 100%", ("=", "100", "%")),
        ("100% văn bản trao đổi", ("=", "100", "%")),
        ("đạt trên 95%", (">", "95", "%")),
        ("vượt 95%", (">", "95", "%")),
        ("dưới 5%", ("<", "5", "%")),
        ("tối thiểu 80%", (">=", "80", "%")),
        ("ít nhất 80%", (">=", "80", "%")),
        ("không dưới 80%", (">=", "80", "%")),
        ("không thấp hơn 80%", (">=", "80", "%")),
        ("không quá 5%", ("<=", "5", "%")),
        ("tối đa 5%", ("<=", "5", "%")),
        ("≥ 70%", (">=", "70", "%")),
        ("99,5%", ("=", "99.5", "%")),
        ("60 phần trăm", ("=", "60", "%")),
        ("ĐẠT TỪ 60% TRỞ LÊN", (">=", "60", "%")),
        ("Ít nhất 02 lớp tập huấn", (">=", "2", "lớp")),
        ("không quá 3 ngày làm việc", ("<=", "3", "ngày làm việc")),
        ("Có ít nhất 01 sáng kiến", (">=", "1", "sáng kiến")),
        ("quá 50%", (">", "50", "%")),
        ("lớn hơn hoặc bằng 60%", (">=", "60", "%")),
        ("nhỏ hơn hoặc bằng 5%", ("<=", "5", "%")),
        ("tối thiểu 1.200 hồ sơ", (">=", "1200", "hồ sơ")),
    ],
)
def test_a_target_is_read(text: str, expected: tuple[str, str, str]) -> None:
    assert _told(text) == [expected]


def test_a_range_is_two_targets() -> None:
    assert _told("từ 60% đến 80%") == [(">=", "60", "%"), ("<=", "80", "%")]
    assert _told("60-70%") == [(">=", "60", "%"), ("<=", "70", "%")]


def test_a_target_keeps_its_clause() -> None:
    first, second = find_targets("100% văn bản được ký số; 100% đơn vị kết nối. Tiếp tục.")
    assert (first.text, second.text) == ("100% văn bản được ký số", "100% đơn vị kết nối")


@pytest.mark.parametrize(
    "text",
    [
        "hoàn thành 100 Kế hoạch theo dõi",
        "100 đơn vị sự nghiệp công lập thực hiện đúng quy định",
        "đạt tỷ lệ 100 . Duy trì",
        "đạt 100",
        "phải đạt từ 60 trở lên",
    ],
)
def test_a_figure_that_lost_its_sign_is_read_and_marked(text: str) -> None:
    (one,) = find_targets(text)
    assert (one.unit, one.sign_lost) == ("%", True)


@pytest.mark.parametrize(
    "text",
    [
        "100 triệu đồng",
        "100 ngày",
        "Quyết định số 100/QĐ-UBND",
        "Nghị định số 100/2019/NĐ-CP",
        "1.100 hồ sơ",
        "100.000 hồ sơ",
        "dịch vụ công 1022",
        "mức độ 3, mức độ 4",
        "ISO 9001:2015",
        "Điều 100 của Luật",
        "năm 2021",
        "đạt l00%",
    ],
)
def test_other_figures_are_no_percentages(text: str) -> None:
    assert find_targets(text) == ()
    assert lost_signs(text) == ()


@given(
    st.integers(1, 100),
    st.sampled_from(
        [("từ {}% trở lên", ">="), ("trên {}%", ">"), ("dưới {} %", "<"), ("không quá {}%", "<=")]
    ),
)
def test_every_figure_keeps_its_value_and_bound(value: int, phrase: tuple[str, str]) -> None:
    (one,) = find_targets(f"Tỷ lệ hồ sơ đúng hạn đạt {phrase[0].format(value)};")
    assert (one.value, one.comparator, one.sign_lost) == (Decimal(value), phrase[1], False)
