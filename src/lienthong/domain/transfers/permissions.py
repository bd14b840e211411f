"""What may be done with agreements that transfer work, and by whom."""

from enum import StrEnum

from lienthong.spine.actor import Actor


class Permission(StrEnum):
    """KEEP: makes and ends agreements, names workers, notes faults. WORK: does what was transferred, at the post."""

    SEE = "transfers.see"
    KEEP = "transfers.keep"
    WORK = "transfers.work"


def can_keep(actor: Actor, agency: str) -> bool:
    return actor.agency == agency and actor.may(Permission.KEEP, agency)
