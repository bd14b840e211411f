"""Who looks after what the national portal is told of an agency's cases."""

from enum import StrEnum

from lienthong.spine.actor import Actor


class Permission(StrEnum):
    """KEEP: sees how both sides stand, sends again, decides about filings that could not be taken in."""

    KEEP = "national.keep"


def can_keep(actor: Actor, agency: str) -> bool:
    return actor.may(Permission.KEEP, agency)
