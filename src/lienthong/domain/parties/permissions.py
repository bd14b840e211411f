"""What may be done with people and organisations, and who may see one of them."""

from collections.abc import Collection
from enum import StrEnum

from lienthong.spine.actor import Actor

PLATFORM = "platform"


class Permission(StrEnum):
    """SEE finds and opens, numbers masked; READ unmasks, each time with a line in the reading log."""

    SEE = "parties.see"
    KEEP = "parties.keep"
    READ = "parties.read"
    LINK = "parties.link"
    READ_LOG = "parties.read_log"


def can_see(actor: Actor, agencies: Collection[str]) -> bool:
    """``agencies`` have dealt with the party; one of them must be within the actor's reach."""
    return _may(actor, Permission.SEE, agencies)


def can_keep(actor: Actor, agencies: Collection[str]) -> bool:
    return _may(actor, Permission.KEEP, agencies)


def can_read(actor: Actor, agencies: Collection[str]) -> bool:
    """The platform itself may, for a letter or a label; it is written down as well."""
    return actor.account == PLATFORM or _may(actor, Permission.READ, agencies)


def can_link(actor: Actor, agencies: Collection[str]) -> bool:
    return _may(actor, Permission.LINK, agencies)


def can_read_log(actor: Actor, agencies: Collection[str]) -> bool:
    return _may(actor, Permission.READ_LOG, agencies)


def _may(actor: Actor, permission: Permission, agencies: Collection[str]) -> bool:
    reach = actor.reach(permission)
    return actor.may(permission) and (reach is None or not reach.isdisjoint(agencies))
