"""What may be done with parcels, and by whom."""

from enum import StrEnum

from lienthong.spine.actor import Actor


class Permission(StrEnum):
    """SEND: labels, handing over, taking back. DECIDE: what the post says differently from us."""

    SEE = "deliveries.see"
    SEND = "deliveries.send"
    DECIDE = "deliveries.decide"


def can_send(actor: Actor, agency: str) -> bool:
    return actor.agency == agency and actor.may(Permission.SEND, agency)


def can_decide(actor: Actor, agency: str) -> bool:
    return actor.agency == agency and actor.may(Permission.DECIDE, agency)
