"""What may be done with what people say, and by whom."""

from enum import StrEnum

from lienthong.spine.actor import Actor


class Permission(StrEnum):
    """SEE: results and remarks of one's agency. ANSWER: to write to people in its name."""

    SEE = "surveys.see"
    ANSWER = "surveys.answer"


def can_answer(actor: Actor, agency: str) -> bool:
    return actor.agency == agency and actor.may(Permission.ANSWER, agency)
