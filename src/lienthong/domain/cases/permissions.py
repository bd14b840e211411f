"""What may be done with cases, and by whom with one of them. The table of moves says which right each move needs."""

from enum import StrEnum

from lienthong.domain.cases.rules.moves import Move, Right, Where
from lienthong.spine.actor import Actor

PLATFORM = "platform"


class Permission(StrEnum):
    """FOLLOW sees. SIGN ends the business clock and is not lent to a stand-in. KEEP_FORMS: how forms look."""

    FOLLOW = "cases.follow"
    RECEIVE = "cases.receive"
    HANDLE = "cases.handle"
    DIRECT = "cases.direct"
    SIGN = "cases.sign"
    KEEP_FORMS = "cases.keep_forms"


def can_receive(actor: Actor, owner: str) -> bool:
    """True for somebody at the counter of that agency."""
    return actor.agency == owner and actor.may(Permission.RECEIVE, owner)


def can_keep_forms(actor: Actor) -> bool:
    return actor.may(Permission.KEEP_FORMS)


def can_direct(actor: Actor, agency: str) -> bool:
    return actor.agency == agency and actor.may(Permission.DIRECT, agency)


def can_move(actor: Actor, move: Move, *, owner: str, seat: str, holder: str) -> bool:
    """Whether this is theirs to do at all, whatever the state.

    What somebody holds is theirs alone, and of those who stand in for them or direct them.
    """
    if move.right in {Right.COUNT, Right.FILE}:
        return actor.account == PLATFORM
    place = owner if move.where is Where.OWNER else seat
    if actor.agency != place or not actor.may(Permission(f"cases.{move.right}"), place):
        return False
    is_held_by_another = holder not in {"", actor.account, actor.acting_for}
    return move.right is not Right.HOLD or not is_held_by_another or can_direct(actor, place)
