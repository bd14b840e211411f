"""What may be done with money that is owed, and by whom."""

from enum import StrEnum

from lienthong.spine.actor import Actor


class Permission(StrEnum):
    """COLLECT: money at the counter, with its receipt. DECIDE: waive, give back, settle what nobody can match."""

    SEE = "payments.see"
    COLLECT = "payments.collect"
    DECIDE = "payments.decide"


def can_collect(actor: Actor, agency: str) -> bool:
    return actor.agency == agency and actor.may(Permission.COLLECT, agency)


def can_decide(actor: Actor, agency: str) -> bool:
    return actor.agency == agency and actor.may(Permission.DECIDE, agency)


def can_ask(actor: Actor, agency: str) -> bool:
    """Who may ask for money to be given back; another decides."""
    return can_collect(actor, agency) or can_decide(actor, agency)
