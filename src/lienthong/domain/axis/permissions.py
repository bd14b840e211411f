"""Who looks after the node."""

from enum import StrEnum

from lienthong.spine.actor import Actor


class Permission(StrEnum):
    """KEEP: neighbours, what waits, dead letters, quarantine, reconciliation."""

    KEEP = "axis.keep"


def can_keep(actor: Actor) -> bool:
    """The node is the house's, not one agency's."""
    return actor.may(Permission.KEEP)
