"""The table of a parcel's way, written down by another hand."""

import pytest

from lienthong.domain.deliveries.rules.codes import code_of
from lienthong.domain.deliveries.rules.comparing import Differing, compare
from lienthong.domain.deliveries.rules.moves import DEEDS, hear, may
from lienthong.domain.deliveries.rules.vocabulary import Deed, Fate, Gap, Kind, State, Tiding

STATES = (
    State.WISHED, State.TO_SEND, State.HANDED, State.UNDER_WAY, State.DELIVERED, State.RETURNING, State.BACK,
    State.CANCELLED,
)  # fmt: skip

#                      wished to_send handed under_way delivered returning back cancelled
# T: taken; L: late, changes nothing; -: waits for a person
RESULTS = {
    Tiding.ACCEPTED:     "- T L L L L L L",
    Tiding.ON_ROAD:      "- T T L L L L -",
    Tiding.DELIVERED:    "- - T T L - - -",
    Tiding.FAILED:       "- - T T - L L -",
    Tiding.BROUGHT_BACK: "- - T T - T L -",
    Tiding.CANCELLED:    "- T - - - - - L",
}  # fmt: skip
PAPERS = {
    Tiding.ACCEPTED:     "- T L L L L L L",
    Tiding.ON_ROAD:      "- T - L L L L -",
    Tiding.DELIVERED:    "- T - T L - - -",
    Tiding.FAILED:       "- T - T - L L -",
    Tiding.BROUGHT_BACK: "- - - T - - L -",
    Tiding.CANCELLED:    "- T - - - - - L",
}  # fmt: skip
DEED_TABLE = {
    Deed.READY:     "x - - - - - - -",
    Deed.HAND_OVER: "- x - - - - - -",
    Deed.TAKE_BACK: "- - x x - x - -",
    Deed.CANCEL:    "x x - - - - - -",
    Deed.CHECK_IN:  "- x - x x - - -",
}  # fmt: skip
LETTERS = {"T": Fate.TAKEN, "L": Fate.LATE, "-": Fate.UNFIT}


@pytest.mark.parametrize(("kind", "table"), [(Kind.RESULT, RESULTS), (Kind.PAPERS, PAPERS)])
@pytest.mark.parametrize("tiding", Tiding)
def test_news_does_what_the_table_says(kind: Kind, table: dict[Tiding, str], tiding: Tiding) -> None:
    found = [hear(kind, state, tiding)[0] for state in STATES]
    assert found == [LETTERS[letter] for letter in table[tiding].split()]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("tiding", Tiding)
def test_news_that_is_not_taken_moves_nothing(kind: Kind, tiding: Tiding) -> None:
    for state in STATES:
        fate, to = hear(kind, state, tiding)
        assert fate is Fate.TAKEN or to is state


def test_a_deed_happens_where_the_table_allows_it() -> None:
    assert set(DEEDS) == set(DEED_TABLE)
    for deed, letters in DEED_TABLE.items():
        assert [may(deed, state) for state in STATES] == [letter == "x" for letter in letters.split()]


def test_where_news_leads() -> None:
    assert hear(Kind.RESULT, State.HANDED, Tiding.FAILED)[1] is State.RETURNING
    assert hear(Kind.RESULT, State.TO_SEND, Tiding.CANCELLED)[1] is State.TO_SEND
    assert hear(Kind.PAPERS, State.UNDER_WAY, Tiding.FAILED)[1] is State.CANCELLED
    assert hear(Kind.PAPERS, State.TO_SEND, Tiding.DELIVERED)[1] is State.DELIVERED


def test_a_parcel_bears_the_number_of_its_case() -> None:
    assert code_of(Kind.RESULT, "000.00.31.H21-211015-0001", 1) == "000.00.31.H21-211015-0001"
    assert code_of(Kind.RESULT, "000.00.31.H21-211015-0001", 2) == "000.00.31.H21-211015-0001.2"
    assert code_of(Kind.PAPERS, "000000012", 1) == "TG-000000012"


def test_lists_are_compared_row_by_row() -> None:
    ours, theirs = {"A": 0, "B": 75_000, "C": 10}, {"A": 0, "B": 74_000, "D": 5}
    assert compare(ours, theirs) == [
        Differing("B", Gap.AMOUNT, 75_000, 74_000),
        Differing("C", Gap.MISSING_THERE, 10, None),
        Differing("D", Gap.MISSING_HERE, None, 5),
    ]
