"""Who may do what with agencies, and the roles of all rooms, handed over once at the start."""

from collections.abc import Iterable
from enum import StrEnum

from lienthong.domain.organisations.rules.roles import Role, Scope
from lienthong.spine.actor import Actor

__all__ = [
    "Permission",
    "Role",
    "Scope",
    "can_appoint",
    "can_change",
    "can_give_role",
    "can_give_signing",
    "can_set_groups",
    "list_roles",
    "register_roles",
    "role_named",
]


class Permission(StrEnum):
    VIEW_PEOPLE = "organisations.view_people"
    CHANGE_AGENCIES = "organisations.change_agencies"
    SET_GROUPS = "organisations.set_groups"
    APPOINT = "organisations.appoint"
    SUBSTITUTE = "organisations.substitute"
    GIVE_SIGNING = "organisations.give_signing"


_roles: dict[str, Role] = {}


def register_roles(roles: Iterable[Role]) -> None:
    """Replaces all known roles; called once by ``config`` when the platform starts."""
    _roles.clear()
    _roles.update({role.name: role for role in roles})


def list_roles() -> tuple[Role, ...]:
    """All roles in the order they were handed over."""
    return tuple(_roles.values())


def role_named(name: str) -> Role:
    """The role, or one without any permission when the name is not known (any more): deny is the default."""
    return _roles.get(name) or Role(name, name)


def can_change(actor: Actor, agency: str) -> bool:
    return actor.may(Permission.CHANGE_AGENCIES, agency)


def can_set_groups(actor: Actor) -> bool:
    return actor.may(Permission.SET_GROUPS)


def can_appoint(actor: Actor, agency: str) -> bool:
    return actor.may(Permission.APPOINT, agency)


def can_give_role(actor: Actor, role: str) -> bool:
    """A role that holds everywhere is given only by who may appoint everywhere: nobody lifts another above
    themselves.
    """
    given = _roles.get(role)
    if given is None or not actor.may(Permission.APPOINT):
        return False
    return actor.reach(Permission.APPOINT) is None or Scope.EVERYWHERE not in given.scopes().values()


def can_give_signing(actor: Actor, agency: str) -> bool:
    return actor.may(Permission.GIVE_SIGNING, agency)
