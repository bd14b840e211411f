"""Succession keeps every open thing exactly once."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lienthong.domain.organisations.rules.succession import Edge, doubled_heirs, heir, unclaimed

D1, D2 = date(2024, 11, 1), date(2025, 7, 1)


def edge(predecessor: str, successor: str, on: date = D1, *, principal: bool = True) -> Edge:
    return Edge("merge", predecessor, successor, on, principal=principal)


def test_before_the_day_everyone_keeps_their_own() -> None:
    assert heir([edge("A", "B")], "A", D1 - timedelta(days=1)) == "A"


def test_work_follows_a_chain_of_heirs() -> None:
    assert heir([edge("B", "C", D2), edge("A", "B", D1)], "A", D2) == "C"


def test_an_edge_older_than_the_taking_over_is_not_followed() -> None:
    """B gave its work to C long before it took over that of A."""
    assert heir([edge("B", "C", D1), edge("A", "B", D2)], "A", D2) == "B"


def test_a_partial_share_carries_nothing_by_itself() -> None:
    assert heir([edge("A", "B", principal=False)], "A", D1) == "A"


def test_without_heir_nobody_answers() -> None:
    assert heir([edge("A", "")], "A", D1) == ""


def test_two_that_name_each_other_do_not_hang() -> None:
    assert heir([edge("A", "B"), edge("B", "A")], "A", D1) == "B"


def test_it_finds_a_second_heir_and_a_missing_one() -> None:
    edges = [edge("A", "B"), edge("A", "C"), edge("D", "B", principal=False)]
    assert doubled_heirs(edges) == [edges[1]]
    assert unclaimed(edges, [("A", D1), ("D", D1), ("A", D2)]) == {("D", D1), ("A", D2)}


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Edge], dict[str, date]]:
    """Agencies that end one after another, each naming one heir that is still in force, and minor shares."""
    codes = [f"A{i}" for i in range(draw(st.integers(2, 12)))]
    ending = draw(st.permutations(codes))[: draw(st.integers(0, len(codes) - 1))]
    alive, ends, edges = list(codes), {}, list[Edge]()
    for index, code in enumerate(ending):
        day = D1 + timedelta(days=index // 2)  # two a day, so that chains within one day come up
        alive.remove(code)
        ends[code] = day
        edges.append(edge(code, draw(st.sampled_from(alive)), day))
        edges += [
            edge(code, minor, day, principal=False)
            for minor in draw(st.sets(st.sampled_from(alive), max_size=2))
        ]
    return draw(st.permutations(edges)), dict.fromkeys(alive, date.max) | ends


@given(histories(), st.integers(-1, 8))
def test_every_open_thing_lies_with_exactly_one_agency_in_force(
    history: tuple[list[Edge], dict[str, date]], days: int
) -> None:
    edges, ends = history
    day = D1 + timedelta(days=days)
    holders = [heir(edges, code, day) for code in ends]
    assert len(holders) == len(ends)
    assert all(ends[holder] > day for holder in holders)


@given(histories())
def test_an_answer_about_a_past_day_does_not_change_by_what_comes_after(
    history: tuple[list[Edge], dict[str, date]],
) -> None:
    edges, ends = history
    known = [e for e in edges if e.on <= D1]
    assert [heir(known, code, D1) for code in ends] == [heir(edges, code, D1) for code in ends]
