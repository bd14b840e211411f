"""Which right an act needs, of both people; who proposed never decides."""

from lienthong.domain.accounts.permissions import Permission as Accounts
from lienthong.domain.approvals.rules import Act
from lienthong.domain.organisations.permissions import Permission as Organisations
from lienthong.spine.actor import Actor
from lienthong.spine.permissions import Permission as Spine

NEEDED: dict[str, str] = {
    Act.MERGE: Organisations.CHANGE_AGENCIES,
    Act.SPLIT: Organisations.CHANGE_AGENCIES,
    Act.ABOLISH: Organisations.CHANGE_AGENCIES,
    Act.GIVE_UP: Spine.MEND_DELIVERIES,
    Act.CLEAR_SECOND_FACTOR: Accounts.MANAGE,
    Act.DISABLE: Accounts.MANAGE,
}


def can_take_part(actor: Actor) -> bool:
    """Whether anything here can ever be this person's to decide."""
    return any(actor.may(permission) for permission in NEEDED.values())


def holds_right(actor: Actor, act: str, agency: str) -> bool:
    """An act that belongs to no agency needs a right that reaches everywhere."""
    permission = NEEDED[act]
    return (
        actor.may(permission, agency) if agency else actor.reach(permission) is None and actor.may(permission)
    )
