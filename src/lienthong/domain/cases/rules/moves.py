"""The one table of moves: what may happen to a case in which state, by which right, where, and what it becomes."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final


class State(StrEnum):
    """What is left of a case's story when only its last word counts."""

    FILED = "FILED"
    TURNED_AWAY = "TURNED_AWAY"
    RECEIVED = "RECEIVED"
    HANDLING = "HANDLING"
    WAITING_PAPERS = "WAITING_PAPERS"
    WAITING_DUTY = "WAITING_DUTY"
    TO_SIGN = "TO_SIGN"
    SIGNED = "SIGNED"
    READY = "READY"
    GIVEN = "GIVEN"
    WITHDRAWN = "WITHDRAWN"
    STOPPED = "STOPPED"
    DENIED = "DENIED"


class National(IntEnum):
    """Status codes of the national portal."""

    REGISTERED = 1
    RECEIVED = 2
    NOT_RECEIVED = 3
    HANDLING = 4
    SUPPLEMENT = 5
    FINANCIAL_DUTY = 6
    WITHDRAWN = 7
    STOPPED = 8
    DONE = 9
    RETURNED = 10


NATIONAL: Final = {
    State.FILED: National.REGISTERED,
    State.TURNED_AWAY: National.NOT_RECEIVED,
    State.RECEIVED: National.RECEIVED,
    State.HANDLING: National.HANDLING,
    State.WAITING_PAPERS: National.SUPPLEMENT,
    State.WAITING_DUTY: National.FINANCIAL_DUTY,
    State.TO_SIGN: National.HANDLING,
    State.SIGNED: National.DONE,
    State.READY: National.DONE,
    State.GIVEN: National.RETURNED,
    State.WITHDRAWN: National.WITHDRAWN,
    State.STOPPED: National.STOPPED,
    State.DENIED: National.STOPPED,
}

AT_WORK: Final = frozenset({State.RECEIVED, State.HANDLING, State.TO_SIGN})
"""The business clock runs."""
WAITING: Final = frozenset({State.WAITING_PAPERS, State.WAITING_DUTY})
UNSIGNED: Final = AT_WORK | WAITING
ON_THE_WAY: Final = frozenset({State.SIGNED, State.READY})
RUNNING: Final = AT_WORK | {State.FILED, State.SIGNED}
"""Somebody of ours is late when its day is over."""
OPEN: Final = frozenset({State.FILED}) | UNSIGNED | ON_THE_WAY
"""Somebody still has to do something."""
CLOSED: Final = frozenset(State) - OPEN


class Verb(StrEnum):
    """What can happen to a case."""

    FILED = "FILED"
    RECEIVED = "RECEIVED"
    TURNED_AWAY = "TURNED_AWAY"
    TAKEN = "TAKEN"
    ASSIGNED = "ASSIGNED"
    HANDED_OVER = "HANDED_OVER"
    SENT_BACK = "SENT_BACK"
    SUPPLEMENT_ASKED = "SUPPLEMENT_ASKED"
    SUPPLEMENT_RECEIVED = "SUPPLEMENT_RECEIVED"
    PAUSED = "PAUSED"
    RESUMED = "RESUMED"
    PUT_TO_SIGN = "PUT_TO_SIGN"
    SIGNED = "SIGNED"
    BROUGHT = "BROUGHT"
    GIVEN = "GIVEN"
    WITHDRAWN = "WITHDRAWN"
    DENIED = "DENIED"
    STOPPED = "STOPPED"
    REAPPOINTED = "REAPPOINTED"
    RECOUNTED = "RECOUNTED"
    CONSULTED = "CONSULTED"
    OPINION_GIVEN = "OPINION_GIVEN"
    QUESTION_DROPPED = "QUESTION_DROPPED"
    ORIGINALS_TAKEN = "ORIGINALS_TAKEN"
    ORIGINALS_SENT = "ORIGINALS_SENT"
    ORIGINALS_SIGNED = "ORIGINALS_SIGNED"
    ORIGINALS_RETURNED = "ORIGINALS_RETURNED"
    CORRECTED = "CORRECTED"
    LINKED = "LINKED"
    SIDE_DONE = "SIDE_DONE"
    EXPLAINED = "EXPLAINED"
    CONTESTED = "CONTESTED"


class Right(StrEnum):
    """What a hat must allow.

    HOLD: to handle, being the one who holds the case, or directing those who do. TAKE: to handle, whoever holds it.
    ANSWER: to handle at an agency that was asked, or to hold the case, since answers come on paper too. MEND: to
    receive, or to direct. EXPLAIN: to hold the case, or to direct at the agency that answers for it or where it lies.
    """

    FILE = "file"
    RECEIVE = "receive"
    HOLD = "handle"
    TAKE = "take"
    ANSWER = "answer"
    MEND = "mend"
    DIRECT = "direct"
    SIGN = "sign"
    COUNT = "count"
    EXPLAIN = "explain"


class Where(StrEnum):
    """At which agency the hat must be: the one that answers for the case, the one where it lies, one whose opinion is
    awaited, one that keeps originals or is to sign for them, one that does a row beside, or one that is said to have
    part in a lateness.
    """

    OWNER = "OWNER"
    SEAT = "SEAT"
    ASKED = "ASKED"
    KEEPER = "KEEPER"
    SIDE = "SIDE"
    NAMED = "NAMED"


@dataclass(frozen=True, slots=True)
class Move:
    """``to`` None: the state stays; of what ends a wait, it becomes what it was before."""

    verb: Verb
    frm: frozenset[State]
    to: State | None
    right: Right
    where: Where


def _move(
    verb: Verb, frm: set[State] | frozenset[State], to: State | None, right: Right, where: Where
) -> Move:
    return Move(verb, frozenset(frm), to, right, where)


_NUMBERED = frozenset(State) - {State.FILED, State.TURNED_AWAY}
"""Originals are looked after also when a case has ended, until they are all back; and a lateness is explained."""

_ROWS = (
    # verb, from, to, right, where
    _move(Verb.FILED, set(), State.FILED, Right.FILE, Where.OWNER),
    _move(Verb.RECEIVED, {State.FILED}, State.RECEIVED, Right.RECEIVE, Where.OWNER),
    _move(Verb.TURNED_AWAY, {State.FILED}, State.TURNED_AWAY, Right.RECEIVE, Where.OWNER),
    _move(Verb.TAKEN, {State.RECEIVED, State.HANDLING}, None, Right.TAKE, Where.SEAT),
    _move(Verb.ASSIGNED, UNSIGNED | ON_THE_WAY, None, Right.DIRECT, Where.SEAT),
    _move(Verb.HANDED_OVER, {State.RECEIVED, State.HANDLING}, State.HANDLING, Right.HOLD, Where.SEAT),
    _move(Verb.SENT_BACK, {State.HANDLING, State.TO_SIGN}, State.HANDLING, Right.HOLD, Where.SEAT),
    _move(
        Verb.SUPPLEMENT_ASKED, {State.RECEIVED, State.HANDLING}, State.WAITING_PAPERS, Right.HOLD, Where.SEAT
    ),
    _move(Verb.SUPPLEMENT_RECEIVED, {State.WAITING_PAPERS}, None, Right.RECEIVE, Where.OWNER),
    _move(Verb.PAUSED, {State.HANDLING}, State.WAITING_DUTY, Right.HOLD, Where.SEAT),
    _move(Verb.RESUMED, {State.WAITING_DUTY}, None, Right.HOLD, Where.SEAT),
    _move(Verb.PUT_TO_SIGN, {State.RECEIVED, State.HANDLING}, State.TO_SIGN, Right.HOLD, Where.SEAT),
    _move(Verb.SIGNED, {State.TO_SIGN}, State.SIGNED, Right.SIGN, Where.SEAT),
    _move(Verb.BROUGHT, {State.SIGNED}, State.READY, Right.RECEIVE, Where.OWNER),
    _move(Verb.GIVEN, {State.READY}, State.GIVEN, Right.RECEIVE, Where.OWNER),
    _move(Verb.WITHDRAWN, {State.FILED} | UNSIGNED, State.WITHDRAWN, Right.RECEIVE, Where.OWNER),
    _move(Verb.DENIED, {State.HANDLING, State.TO_SIGN}, State.DENIED, Right.SIGN, Where.SEAT),
    _move(Verb.STOPPED, UNSIGNED, State.STOPPED, Right.SIGN, Where.SEAT),
    _move(Verb.REAPPOINTED, AT_WORK, None, Right.SIGN, Where.SEAT),
    _move(Verb.RECOUNTED, AT_WORK, None, Right.COUNT, Where.OWNER),
    _move(Verb.CONSULTED, {State.RECEIVED, State.HANDLING}, None, Right.HOLD, Where.SEAT),
    _move(Verb.OPINION_GIVEN, UNSIGNED, None, Right.ANSWER, Where.ASKED),
    _move(Verb.QUESTION_DROPPED, UNSIGNED, None, Right.HOLD, Where.SEAT),
    _move(Verb.ORIGINALS_TAKEN, UNSIGNED, None, Right.TAKE, Where.SEAT),
    _move(Verb.ORIGINALS_SENT, _NUMBERED, None, Right.TAKE, Where.KEEPER),
    _move(Verb.ORIGINALS_SIGNED, _NUMBERED, None, Right.TAKE, Where.KEEPER),
    _move(Verb.ORIGINALS_RETURNED, _NUMBERED, None, Right.RECEIVE, Where.OWNER),
    _move(Verb.CORRECTED, UNSIGNED, None, Right.MEND, Where.OWNER),
    _move(Verb.LINKED, UNSIGNED, None, Right.TAKE, Where.SEAT),
    _move(Verb.SIDE_DONE, UNSIGNED, None, Right.TAKE, Where.SIDE),
    _move(Verb.EXPLAINED, _NUMBERED, None, Right.EXPLAIN, Where.OWNER),
    _move(Verb.CONTESTED, _NUMBERED, None, Right.DIRECT, Where.NAMED),
)
MOVES: Final = {row.verb: row for row in _ROWS}
OF_PAPER: Final = frozenset({Verb.ORIGINALS_SENT, Verb.ORIGINALS_SIGNED, Verb.ORIGINALS_RETURNED})
"""What happens to paper and not to the case."""
OF_LATENESS: Final = frozenset({Verb.EXPLAINED, Verb.CONTESTED})
"""What is said of a case that is late, and does nothing to it."""
ENDS_A_WAIT: Final = frozenset({Verb.SUPPLEMENT_RECEIVED, Verb.RESUMED})


def possible(state: State) -> list[Move]:
    """The moves that may follow a state, in the order of the table."""
    return [row for row in _ROWS if state in row.frm]
