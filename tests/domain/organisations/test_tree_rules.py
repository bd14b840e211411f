"""The tree of a day: order, subtree and circles."""

from hypothesis import given
from hypothesis import strategies as st

from lienthong.domain.organisations.rules.tree import circles, makes_a_circle, subtree, walk

PARENTS = {"P": "", "B": "P", "A": "P", "A1": "A", "A2": "A", "Q": "", "Z": "ended"}


def test_it_walks_depth_first_in_the_given_order() -> None:
    walked = list(walk(PARENTS, order=lambda code: code))
    assert walked == [("P", 0), ("A", 1), ("A1", 2), ("A2", 2), ("B", 1), ("Q", 0), ("Z", 0)]


def test_a_subtree_is_the_agency_and_all_below_it() -> None:
    assert subtree(PARENTS, "A") == {"A", "A1", "A2"}
    assert subtree(PARENTS, "P") == {"P", "A", "B", "A1", "A2"}
    assert subtree(PARENTS, "ended") == frozenset()


def test_it_sees_a_circle_coming() -> None:
    assert makes_a_circle(PARENTS, "P", "A2")
    assert makes_a_circle(PARENTS, "A", "A")
    assert not makes_a_circle(PARENTS, "A1", "B")


def test_it_finds_a_circle_that_is_there() -> None:
    assert list(circles({"P": "", "X": "Y", "Y": "X"})) == ["X", "Y"]


@st.composite
def trees(draw: st.DrawFn) -> dict[str, str]:
    size = draw(st.integers(1, 25))
    chosen = [("" if i == 0 else f"N{draw(st.integers(-1, i - 1))}") for i in range(size)]
    return {f"N{i}": ("" if parent == "N-1" else parent) for i, parent in enumerate(chosen)}


def ancestors(parents: dict[str, str], code: str) -> set[str]:
    found = {code}
    while code := parents[code]:
        found.add(code)
    return found


@given(trees())
def test_an_agency_is_in_the_subtrees_of_its_ancestors_and_no_others(parents: dict[str, str]) -> None:
    for root in parents:
        assert subtree(parents, root) == {code for code in parents if root in ancestors(parents, code)}


@given(trees())
def test_the_walk_meets_every_agency_once_after_its_parent(parents: dict[str, str]) -> None:
    walked = dict(walk(parents))
    assert sorted(walked) == sorted(parents)
    assert all(depth == len(ancestors(parents, code)) - 1 for code, depth in walked.items())
