"""What may be done with incoming documents, and by whom with one of them."""

from collections.abc import Collection
from enum import StrEnum

from lienthong.domain.correspondence.rules.moves import MOVES, Right, State, Verb, allows
from lienthong.spine.actor import Actor


class Permission(StrEnum):
    """REGISTER is the clerk's, who also sends; INSTRUCT the leader's; ASSIGN that of who heads a unit. FOLLOW sees
    what one is in.
    """

    FOLLOW = "correspondence.follow"
    REGISTER = "correspondence.register"
    INSTRUCT = "correspondence.instruct"
    ASSIGN = "correspondence.assign"


def can_register(actor: Actor, agency: str) -> bool:
    return actor.agency == agency and actor.may(Permission.REGISTER, agency)


def sees_all(actor: Actor, agency: str) -> bool:
    """The clerk and the leaders see the whole register, others what they are in."""
    return actor.agency == agency and (
        actor.may(Permission.REGISTER, agency) or actor.may(Permission.INSTRUCT, agency)
    )


def can_see(actor: Actor, *, agency: str, people: Collection[str]) -> bool:
    if actor.agency != agency or not actor.may(Permission.FOLLOW, agency):
        return False
    return actor.account in people or sees_all(actor, agency)


def can_move(
    actor: Actor, verb: Verb, state: State, *, agency: str, holder: str, lead: str, people: Collection[str]
) -> bool:
    """Whether it is theirs to do in that state."""
    return allows(verb, state) and could_move(
        actor, verb, agency=agency, theirs=holder == actor.account, lead=lead, people=people
    )


def could_move(
    actor: Actor, verb: Verb, *, agency: str, theirs: bool, lead: str, people: Collection[str]
) -> bool:
    """Whether it is or was theirs, whatever the state; ``theirs``: they hold it, or held it once."""
    if actor.agency != agency or not actor.may(Permission.FOLLOW, agency):
        return False
    held = {
        Right.HOLDER: theirs,
        Right.LEAD: bool(lead) and actor.account == lead,
        Right.CLERK: can_register(actor, agency),
        Right.INVOLVED: actor.account in people or can_register(actor, agency),
        Right.PLATFORM: False,
    }
    return any(held[right] for right in MOVES[verb].rights)
