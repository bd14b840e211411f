"""What may be done with documents, and by whom with one of them."""

from collections.abc import Collection
from enum import StrEnum

from lienthong.domain.documents.rules.moves import MOVES, Right, State, Verb, rights_in
from lienthong.spine.actor import Actor


class Permission(StrEnum):
    """FOLLOW sees what is issued. INITIAL and SIGN are a person's own and not lent to a stand-in; SIGN is the head's
    right, others need a mandate. REGISTER is the clerk's: number, day, register, the agency's signature.
    """

    FOLLOW = "documents.follow"
    DRAFT = "documents.draft"
    INITIAL = "documents.initial"
    SIGN = "documents.sign"
    REGISTER = "documents.register"


def can_draft(actor: Actor, agency: str) -> bool:
    return actor.agency == agency and actor.may(Permission.DRAFT, agency)


def can_initial(actor: Actor, agency: str) -> bool:
    return actor.agency == agency and not actor.acting_for and actor.may(Permission.INITIAL, agency)


def can_register(actor: Actor, agency: str) -> bool:
    return actor.agency == agency and actor.may(Permission.REGISTER, agency)


def can_see(actor: Actor, *, agency: str, people: Collection[str], is_issued: bool) -> bool:
    """What is issued is seen by all who follow there; what is not, by who is in it, the clerk and the head."""
    if not actor.may(Permission.FOLLOW, agency):
        return False
    if is_issued or actor.account in people:
        return True
    return actor.agency == agency and (
        actor.may(Permission.REGISTER, agency) or actor.may(Permission.SIGN, agency)
    )


def can_move(
    actor: Actor, verb: Verb, state: State, *, agency: str, drafter: str, holder: str, people: Collection[str]
) -> bool:
    """Whether this is theirs to do with a document in that state. Nobody stands in for another here."""
    if actor.agency != agency or not actor.may(Permission.FOLLOW, agency):
        return False
    theirs = {
        Right.DRAFTER: actor.account == drafter,
        Right.HOLDER: bool(holder) and actor.account == holder and not actor.acting_for,
        Right.CLERK: can_register(actor, agency),
        Right.INVOLVED: actor.account in people or can_register(actor, agency),
    }
    return any(theirs[right] for right in rights_in(verb, state))


def could_move(
    actor: Actor, verb: Verb, *, agency: str, drafter: str, signer: str, people: Collection[str]
) -> bool:
    """Whether it is or was theirs, whatever the state: who presses twice is told what became of it."""
    if actor.agency != agency:
        return False
    if verb is Verb.SIGNED:
        return actor.account == signer and not actor.acting_for
    theirs = {
        Right.DRAFTER: actor.account == drafter,
        Right.HOLDER: actor.account in people and not actor.acting_for and actor.account != drafter,
        Right.CLERK: can_register(actor, agency),
        Right.INVOLVED: actor.account in people or can_register(actor, agency),
    }
    return any(theirs[right] for right in MOVES[verb].rights)
