"""What may be done with ministries' software: keep the register, enter cases and read files in, settle differences."""

from enum import StrEnum

from lienthong.spine.actor import Actor


class Permission(StrEnum):
    """KEEP: the register of systems. ENTER: numbers, exports and files of one's agency. SETTLE: differences there."""

    KEEP = "ministries.keep"
    ENTER = "ministries.enter"
    SETTLE = "ministries.settle"


def can_enter(actor: Actor, *places: str) -> bool:
    """``places``: the agency that answers for a case and the one where it lies."""
    return actor.agency in places and actor.may(Permission.ENTER, actor.agency)


def can_settle(actor: Actor, agency: str) -> bool:
    return actor.agency == agency and actor.may(Permission.SETTLE, agency)
