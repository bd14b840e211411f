"""What may be done with cases, and by whom with one of them. The table of moves says which right each move needs."""

from collections.abc import Collection
from enum import StrEnum

from lienthong.domain.cases.rules.moves import Move, Right, Where
from lienthong.spine.actor import Actor

PLATFORM = "platform"


class Permission(StrEnum):
    """FOLLOW sees. SIGN ends the business clock and is not lent to a stand-in. KEEP_FORMS: how forms look.
    KEEP_ANYWHERE: what any counter may take for the agency that decides. IMPORT:
    brings in cases of another system.
    """

    FOLLOW = "cases.follow"
    RECEIVE = "cases.receive"
    HANDLE = "cases.handle"
    DIRECT = "cases.direct"
    SIGN = "cases.sign"
    KEEP_FORMS = "cases.keep_forms"
    KEEP_ANYWHERE = "cases.keep_anywhere"
    IMPORT = "cases.import_history"


_GRANTED = {Right.TAKE: Permission.HANDLE, Right.ANSWER: Permission.HANDLE}
"""The permission behind a right where it bears another name."""


def can_receive(actor: Actor, owner: str) -> bool:
    """True for somebody at the counter of that agency."""
    return actor.agency == owner and actor.may(Permission.RECEIVE, owner)


def can_keep_forms(actor: Actor) -> bool:
    return actor.may(Permission.KEEP_FORMS)


def can_keep_anywhere(actor: Actor) -> bool:
    return actor.may(Permission.KEEP_ANYWHERE)


def can_direct(actor: Actor, agency: str) -> bool:
    return actor.agency == agency and actor.may(Permission.DIRECT, agency)


def can_block(actor: Actor, agency: str) -> bool:
    """Letters that stop cases are entered at the counter or by who directs there."""
    return can_receive(actor, agency) or can_direct(actor, agency)


def can_enter_slips(actor: Actor, agency: str) -> bool:
    """What was taken by hand while the system was down is entered at the counter; what is old, by a head."""
    return can_receive(actor, agency) or can_direct(actor, agency)


def can_scan(actor: Actor, *, owner: str, seat: str) -> bool:
    """Scans are attached at the counter that received it, and by who handles where it lies."""
    return can_receive(actor, owner) or (actor.agency == seat and actor.may(Permission.HANDLE, seat))


def can_take(actor: Actor, agency: str, role: str) -> bool:
    """Whether a step is for this person's hat: of its role, or directing there. ``role`` "": for any."""
    return role in {"", *actor.roles} or can_direct(actor, agency)


def can_move(
    actor: Actor,
    move: Move,
    *,
    owner: str,
    seat: str,
    holder: str,
    asked: Collection[str] = (),
    keepers: Collection[str] = (),
    beside: Collection[str] = (),
    named: Collection[str] = (),
) -> bool:
    """Whether this is theirs to do at all, whatever the state.

    What somebody holds is theirs alone, and of those who stand in for them or direct them. ``asked`` are agencies whose
    opinion is awaited, ``keepers`` those that have originals or are to sign for them, ``beside``
    those that do a row beside the case's own, ``named`` those that are said to have part in a lateness.
    """
    if move.right in {Right.COUNT, Right.FILE}:
        return actor.account == PLATFORM
    if move.where is Where.ASKED and actor.agency in asked:
        return actor.may(Permission.HANDLE, actor.agency)
    if move.where in {Where.KEEPER, Where.SIDE}:
        there = keepers if move.where is Where.KEEPER else beside
        return actor.agency in there and actor.may(Permission.HANDLE, actor.agency)
    if move.where is Where.NAMED:
        return actor.agency in named and can_direct(actor, actor.agency)
    if move.right is Right.EXPLAIN:
        return _can_explain(actor, owner=owner, seat=seat, holder=holder)
    place = owner if move.where is Where.OWNER else seat
    if move.right is Right.MEND:
        return can_receive(actor, place) or can_direct(actor, place)
    permission = _GRANTED.get(move.right) or Permission(f"cases.{move.right}")
    if actor.agency != place or not actor.may(permission, place):
        return False
    is_held_by_another = holder not in {"", actor.account, actor.acting_for}
    is_holders = move.right in {Right.HOLD, Right.ANSWER}
    return not is_holders or not is_held_by_another or can_direct(actor, place)


def _can_explain(actor: Actor, *, owner: str, seat: str, holder: str) -> bool:
    if actor.agency not in {owner, seat}:
        return False
    is_holder = bool(holder) and holder in {actor.account, actor.acting_for}
    return is_holder or can_direct(actor, actor.agency)
