"""Who may do what with a copy. Rights are those of documents: who follows asks, the clerk numbers and seals."""

from collections.abc import Collection

from lienthong.domain.copies.rules.moves import MOVES, Right, State, Verb
from lienthong.domain.documents.permissions import Permission, can_register
from lienthong.spine.actor import Actor


def can_ask(actor: Actor, agency: str) -> bool:
    return actor.agency == agency and actor.may(Permission.FOLLOW, agency)


def sees_register(actor: Actor, agency: str) -> bool:
    """The clerk and the head, as with the register of what comes in: a line of it tells what came."""
    return actor.agency == agency and (
        actor.may(Permission.REGISTER, agency) or actor.may(Permission.SIGN, agency)
    )


def can_see(actor: Actor, *, agency: str, people: Collection[str], sees_source: bool) -> bool:
    if not can_ask(actor, agency):
        return False
    return actor.account in people or sees_source or sees_register(actor, agency)


def can_move(actor: Actor, verb: Verb, state: State, *, agency: str, asker: str, signer: str) -> bool:
    """Whether it is theirs in that state. Nobody stands in for who signs."""
    right = MOVES[verb].rights.get(state)
    return right is not None and _has(actor, right, agency, asker, signer)


def could_move(actor: Actor, verb: Verb, *, agency: str, asker: str, signer: str) -> bool:
    """Whether it is or was theirs, whatever the state: who presses twice is told what became of it."""
    return any(_has(actor, right, agency, asker, signer) for right in MOVES[verb].rights.values())


def _has(actor: Actor, right: Right, agency: str, asker: str, signer: str) -> bool:
    if not can_ask(actor, agency):
        return False
    return {
        Right.ASKER: actor.account == asker,
        Right.SIGNER: actor.account == signer and not actor.acting_for,
        Right.CLERK: can_register(actor, agency),
    }[right]
