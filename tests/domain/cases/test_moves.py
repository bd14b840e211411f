"""What may follow what: a table written by hand beside the one in the code."""

import pytest

from lienthong.domain.cases.rules.moves import (
    CLOSED,
    MOVES,
    NATIONAL,
    OF_LATENESS,
    OF_PAPER,
    OPEN,
    State,
    Verb,
    possible,
)

# columns: RECEIVED TURNED_AWAY TAKEN ASSIGNED HANDED_OVER SENT_BACK ASKED SUPPLEMENTED PAUSED RESUMED PUT_TO_SIGN
#          SIGNED BROUGHT GIVEN WITHDRAWN DENIED STOPPED REAPPOINTED RECOUNTED CONSULTED OPINION_GIVEN
#          QUESTION_DROPPED ORIGINALS_TAKEN ORIGINALS_SENT ORIGINALS_SIGNED ORIGINALS_RETURNED CORRECTED LINKED
#          SIDE_DONE EXPLAINED CONTESTED
COLUMNS = (
    "RECEIVED", "TURNED_AWAY", "TAKEN", "ASSIGNED", "HANDED_OVER", "SENT_BACK", "SUPPLEMENT_ASKED",
    "SUPPLEMENT_RECEIVED", "PAUSED", "RESUMED", "PUT_TO_SIGN", "SIGNED", "BROUGHT", "GIVEN", "WITHDRAWN", "DENIED",
    "STOPPED", "REAPPOINTED", "RECOUNTED", "CONSULTED", "OPINION_GIVEN", "QUESTION_DROPPED", "ORIGINALS_TAKEN",
    "ORIGINALS_SENT", "ORIGINALS_SIGNED", "ORIGINALS_RETURNED", "CORRECTED", "LINKED", "SIDE_DONE",
    "EXPLAINED", "CONTESTED",
)  # fmt: skip
TABLE = {
    #                 rc tn tk as ho sb ap sp pa rs ps sg br gv wd dn st ra ct co op dq ot os oi or cr lk sd ex cn
    "FILED":          "x  x  .  .  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
    "TURNED_AWAY":    ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
    "RECEIVED":       ".  .  x  x  x  .  x  .  .  .  x  .  .  .  x  .  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x",
    "HANDLING":       ".  .  x  x  x  x  x  .  x  .  x  .  .  .  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x",
    "WAITING_PAPERS": ".  .  .  x  .  .  .  x  .  .  .  .  .  .  x  .  x  .  .  .  x  x  x  x  x  x  x  x  x  x  x",
    "WAITING_DUTY":   ".  .  .  x  .  .  .  .  .  x  .  .  .  .  x  .  x  .  .  .  x  x  x  x  x  x  x  x  x  x  x",
    "TO_SIGN":        ".  .  .  x  .  x  .  .  .  .  .  x  .  .  x  x  x  x  x  .  x  x  x  x  x  x  x  x  x  x  x",
    "SIGNED":         ".  .  .  x  .  .  .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .  x  x  x  .  .  .  x  x",
    "READY":          ".  .  .  x  .  .  .  .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  x  x  x  .  .  .  x  x",
    "GIVEN":          ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  x  x  .  .  .  x  x",
    "WITHDRAWN":      ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  x  x  .  .  .  x  x",
    "STOPPED":        ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  x  x  .  .  .  x  x",
    "DENIED":         ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  x  x  .  .  .  x  x",
}  # fmt: skip

# The national portal's codes, each state's by hand (1 registered ... 10 returned).
CODES = {
    "FILED": 1, "RECEIVED": 2, "TURNED_AWAY": 3, "HANDLING": 4, "TO_SIGN": 4, "WAITING_PAPERS": 5, "WAITING_DUTY": 6,
    "WITHDRAWN": 7, "STOPPED": 8, "DENIED": 8, "SIGNED": 9, "READY": 9, "GIVEN": 10,
}  # fmt: skip


@pytest.mark.parametrize("state", State)
def test_a_state_lets_happen_what_the_table_says_and_no_more(state: State) -> None:
    cells = TABLE[state].split()
    expected = {verb for verb, cell in zip(COLUMNS, cells, strict=True) if cell == "x"}
    assert {str(move.verb) for move in possible(state)} == expected


def test_every_verb_but_filing_has_a_column_and_every_verb_a_move() -> None:
    assert set(COLUMNS) == {str(verb) for verb in Verb} - {"FILED"}
    assert set(MOVES) == set(Verb)


def test_every_state_has_its_national_code() -> None:
    assert {str(state): int(code) for state, code in NATIONAL.items()} == CODES


def test_what_is_closed_stays_closed() -> None:
    assert {str(state) for state in CLOSED} == {"TURNED_AWAY", "GIVEN", "WITHDRAWN", "STOPPED", "DENIED"}
    assert {move.verb for state in CLOSED for move in possible(state)} == OF_PAPER | OF_LATENESS, (
        "paper is looked after to the end, and a lateness explained"
    )
    assert not [move for move in possible(State.GIVEN) if move.to]
    assert not OPEN & CLOSED
