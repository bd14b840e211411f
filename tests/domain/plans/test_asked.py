"""Which products a deadline asks for: those its words name, else those that no other deadline names, else all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.domain.plans.rules.asked import GENRES, asked_outputs

PLAN, REPORT, DECISION = "Kế hoạch của UBND tỉnh", "Báo cáo kết quả thực hiện", "Quyết định công bố danh mục"
LIST = "Danh mục thủ tục hành chính"


@pytest.mark.parametrize(
    ("subjects", "outputs", "asked", "rest"),
    [
        ([None], [REPORT], [(0,)], ()),
        ([None], [PLAN, REPORT], [(0, 1)], ()),
        ([None, None], [PLAN, REPORT], [(0, 1), (0, 1)], ()),
        (["Ban hành kế hoạch"], [PLAN, REPORT], [(0,)], (1,)),
        (["Ban hành kế hoạch", "Báo cáo"], [PLAN, REPORT], [(0,), (1,)], ()),
        (["Báo cáo", "Ban hành kế hoạch"], [PLAN, REPORT], [(1,), (0,)], ()),
        (["Ban hành kế hoạch", None], [PLAN, REPORT, DECISION], [(0,), (1, 2)], ()),
        (["Kế hoạch", "Kế hoạch"], [PLAN, REPORT], [(0,), (0,)], (1,)),
        (["BÁO CÁO"], [PLAN, REPORT], [(1,)], (0,)),
        (["Bao cao"], [PLAN, REPORT], [(1,)], (0,)),
        (["Họp tổng kết"], [PLAN, REPORT], [(0, 1)], ()),
        (["thủ tục hành chính"], [REPORT, LIST], [(1,)], (0,)),
        (["Công bố"], [PLAN, DECISION], [(1,)], (0,)),
        (["Kế hoạch"], [PLAN, "Kế hoạch của Sở", REPORT], [(0, 1)], (2,)),
        (["Kế hoạch của Sở"], [PLAN, "Kế hoạch của Sở", REPORT], [(1,)], (0, 2)),
        (["Báo cáo"], ["100% hồ sơ được số hóa"], [(0,)], ()),
        ([None], [], [()], ()),
        ([], [REPORT], [], (0,)),
    ],
)
def test_the_words_of_a_deadline_name_its_products(
    subjects: list[str | None], outputs: list[str], asked: list[tuple[int, ...]], rest: tuple[int, ...]
) -> None:
    assert asked_outputs(subjects, outputs) == (asked, rest)


words = st.lists(
    st.sampled_from([*GENRES, "của", "tỉnh", "kết quả", "năm 2021", "công bố", "Sở Nội vụ"]), max_size=4
).map(" ".join)


@given(st.lists(st.none() | words, max_size=5), st.lists(words, max_size=5))
def test_every_product_is_asked_for_or_left_over_never_both(
    subjects: list[str | None], outputs: list[str]
) -> None:
    asked, rest = asked_outputs(subjects, outputs)
    named = {place for places in asked for place in places}
    assert len(asked) == len(subjects)
    assert named | set(rest) == set(range(len(outputs)))
    assert not named & set(rest)
    assert all(list(places) == sorted(set(places)) for places in [*asked, rest])


@given(st.lists(st.none() | words, max_size=5), st.lists(words, min_size=1, max_size=5))
def test_no_deadline_asks_for_nothing_while_there_are_products(
    subjects: list[str | None], outputs: list[str]
) -> None:
    assert all(asked_outputs(subjects, outputs)[0])
