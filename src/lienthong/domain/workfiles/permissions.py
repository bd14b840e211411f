"""What may be done with work files, and by whom with one of them."""

from collections.abc import Collection
from enum import StrEnum

from lienthong.domain.workfiles.rules.moves import MOVES, Right, State, Verb, allows
from lienthong.spine.actor import Actor


class Permission(StrEnum):
    """KEEP: writes lines of the list, opens files, sees those of the own unit. ARCHIVE is the clerk's, who joins the
    list, receives files and proposes what is cleared. APPROVE is the head's: the list of a year, a clearance.
    """

    KEEP = "workfiles.keep"
    ARCHIVE = "workfiles.archive"
    APPROVE = "workfiles.approve"


def can_keep(actor: Actor, agency: str) -> bool:
    return actor.agency == agency and actor.may(Permission.KEEP, agency)


def can_archive(actor: Actor, agency: str) -> bool:
    return actor.agency == agency and actor.may(Permission.ARCHIVE, agency)


def can_approve(actor: Actor, agency: str) -> bool:
    return actor.agency == agency and not actor.acting_for and actor.may(Permission.APPROVE, agency)


def sees_all(actor: Actor, agency: str) -> bool:
    """The archivist and the leaders see every file, others what they are in and what their unit keeps."""
    return actor.agency == agency and (
        actor.may(Permission.ARCHIVE, agency) or actor.may(Permission.APPROVE, agency)
    )


def can_see(actor: Actor, *, agency: str, people: Collection[str], is_of_unit: bool) -> bool:
    if not can_keep(actor, agency):
        return False
    return actor.account in people or is_of_unit or sees_all(actor, agency)


def can_move(actor: Actor, verb: Verb, state: State, *, agency: str, keeper: str) -> bool:
    return allows(verb, state) and could_move(actor, verb, agency=agency, keeper=keeper)


def could_move(actor: Actor, verb: Verb, *, agency: str, keeper: str) -> bool:
    """Whether it is theirs, whatever the state."""
    held = {
        Right.KEEPER: can_keep(actor, agency) and actor.account == keeper,
        Right.ARCHIVIST: can_archive(actor, agency),
        Right.LEADER: can_approve(actor, agency),
    }
    return any(held[right] for right in MOVES[verb].rights)
