"""Verbs of the national portal."""

from lienthong.domain.national.actions.comparing import Listed, note_comparison, note_line, want_comparison
from lienthong.domain.national.actions.filings import give_back, note_answered, quarantine, take_in, try_again
from lienthong.domain.national.actions.looking import look, look_back, open_day
from lienthong.domain.national.actions.offering import note_offers
from lienthong.domain.national.actions.questions import (
    answer_question,
    note_replied,
    note_unreplied,
    pass_question,
    take_question,
    tell_answering,
)
from lienthong.domain.national.actions.rating import note_rated
from lienthong.domain.national.actions.telling import (
    MOST_AT_ONCE,
    fail,
    note_failure,
    note_told,
    read_person,
    send_again,
    take_turn,
    tell_anew,
)

__all__ = [
    "MOST_AT_ONCE",
    "Listed",
    "answer_question",
    "fail",
    "give_back",
    "look",
    "look_back",
    "note_answered",
    "note_comparison",
    "note_failure",
    "note_line",
    "note_offers",
    "note_rated",
    "note_replied",
    "note_told",
    "note_unreplied",
    "open_day",
    "pass_question",
    "quarantine",
    "read_person",
    "send_again",
    "take_in",
    "take_question",
    "take_turn",
    "tell_anew",
    "tell_answering",
    "try_again",
    "want_comparison",
]
