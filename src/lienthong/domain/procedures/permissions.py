"""What may be done with procedures. Whoever reads what was published needs no permission."""

from enum import StrEnum

from lienthong.spine.actor import Actor


class Permission(StrEnum):
    """``CONTROL`` and ``PUBLISH`` count only under the hat of the office that controls procedures."""

    DRAFT = "procedures.draft"
    CONTROL = "procedures.control"
    PUBLISH = "procedures.publish"


def can_see_drafts(actor: Actor) -> bool:
    """True for who drafts or controls anywhere; which drafts they see follows from ``can_draft``."""
    return actor.may(Permission.DRAFT) or actor.may(Permission.CONTROL)


def can_control(actor: Actor, office: str) -> bool:
    """True for somebody of the Committee's office who controls procedures."""
    return actor.agency == office != "" and actor.may(Permission.CONTROL, office)


def can_publish(actor: Actor, office: str) -> bool:
    return actor.agency == office != "" and actor.may(Permission.PUBLISH, office)


def can_draft(actor: Actor, *, keeper: str, office: str) -> bool:
    """True for officials of the agency that keeps a procedure, and for who controls procedures."""
    own = actor.agency == keeper and actor.may(Permission.DRAFT, keeper)
    return own or can_control(actor, office)


def can_see_announcing(actor: Actor, office: str) -> bool:
    """True for who controls or publishes procedures, and for the agencies that draft them, of their own."""
    return can_control(actor, office) or can_publish(actor, office) or drafts_own(actor)


def drafts_own(actor: Actor) -> bool:
    return actor.agency != "" and actor.may(Permission.DRAFT, actor.agency)
