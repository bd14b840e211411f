"""How the reader's questions can be answered, by the code of the question; the first answer is the one suggested."""

from enum import StrEnum


class Answer(StrEnum):
    """What somebody said to a warning, or did to a draft unasked (the last five)."""

    RIGHT = "RIGHT"
    AS_READ = "AS_READ"
    PERCENT = "PERCENT"
    BARE = "BARE"
    WHO = "WHO"
    MERGED = "MERGED"
    OWN = "OWN"
    TASKS = "TASKS"
    TIME = "TIME"
    WORDS = "WORDS"
    CITED = "CITED"
    KEPT = "KEPT"
    EDITED = "EDITED"
    ADDED = "ADDED"
    REMOVED = "REMOVED"
    REMATCHED = "REMATCHED"


REASONED = frozenset({Answer.AS_READ, Answer.REMOVED})
"""Answers that need a reason."""

WORDED = frozenset({Answer.WHO, Answer.WORDS, Answer.CITED})
"""Answers that give words, which are read by the rules of the reader."""

_PLAIN = (Answer.RIGHT, Answer.AS_READ)
_DATED = (Answer.RIGHT, Answer.WORDS, Answer.AS_READ)
_NAMED = (Answer.WHO, Answer.AS_READ)
ANSWERS: dict[str, tuple[Answer, ...]] = {
    "percent_sign_lost": (Answer.PERCENT, Answer.BARE, Answer.AS_READ),
    "agency_unmatched": _NAMED,
    "agency_not_in_force": (Answer.RIGHT, *_NAMED),
    "lead_missing": _NAMED,
    "orphan_row": (Answer.MERGED, Answer.OWN, Answer.AS_READ),
    "missing_area": (Answer.TASKS, Answer.AS_READ),
    "deadline_in_text": (Answer.TIME, Answer.WORDS, Answer.AS_READ),
    "deadline_unread": (Answer.WORDS, Answer.AS_READ),
    "date_invalid": (Answer.WORDS, Answer.AS_READ),
    "deadline_partly_read": _DATED,
    "deadline_with_gap": _DATED,
    "deadline_conditional": _DATED,
    "deadline_open_ended": _DATED,
    "deadline_other_year": _DATED,
    "year_assumed": _DATED,
    "citation_year_missing": (Answer.CITED, Answer.AS_READ),
    "match_uncertain": (Answer.RIGHT, Answer.REMATCHED, Answer.AS_READ),
    "task_left_out": (Answer.RIGHT, Answer.KEPT),
}


def answers_to(code: str, *, is_matched: bool = False) -> tuple[Answer, ...]:
    """``is_matched``: the vague words in question were matched, so that the match can be called right."""
    found = ANSWERS.get(code, _PLAIN)
    return (Answer.RIGHT, *found) if is_matched and found is _NAMED else found
