"""Who lists what is due, who decides, who lays down rules."""

from enum import StrEnum

from lienthong.spine.actor import Actor


class Permission(StrEnum):
    """LIST: proposes lists and places holds. DECIDE: the head's, not lent to a stand-in. RULE: lays down how long."""

    LIST = "retention.list"
    DECIDE = "retention.decide"
    RULE = "retention.rule"


def can_list(actor: Actor, agency: str) -> bool:
    return actor.agency == agency and actor.may(Permission.LIST, agency)


def can_decide(actor: Actor, agency: str) -> bool:
    return actor.agency == agency and actor.may(Permission.DECIDE, agency)


def can_see(actor: Actor, agency: str) -> bool:
    return can_list(actor, agency) or can_decide(actor, agency)


def can_rule(actor: Actor) -> bool:
    return actor.may(Permission.RULE)
