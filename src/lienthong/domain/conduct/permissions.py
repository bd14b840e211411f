"""What may be done with matters, and by whom."""

from enum import StrEnum

from lienthong.spine.actor import Actor


class Permission(StrEnum):
    """ANSWER: the head's, at the own agency. SEE: of agencies in reach, once the head's days are over."""

    ANSWER = "conduct.answer"
    SEE = "conduct.see"


def can_answer(actor: Actor, agency: str) -> bool:
    return actor.agency == agency and actor.may(Permission.ANSWER, agency)


def can_open(actor: Actor, agency: str) -> bool:
    """The head there, or who sees that agency from above."""
    return can_answer(actor, agency) or actor.may(Permission.SEE, agency)
