"""Who reviews, who hands in, who gives the opinion."""

from collections.abc import Collection
from enum import StrEnum

from lienthong.spine.actor import Actor


class Permission(StrEnum):
    """``CONTROL`` counts only under the hat of the office that controls procedures."""

    WRITE = "reviews.write"
    SUBMIT = "reviews.submit"
    CONTROL = "reviews.control"


WORKERS = (Permission.WRITE, Permission.SUBMIT, Permission.CONTROL)


def can_control(actor: Actor, office: str) -> bool:
    """True for somebody of the Committee's office who controls procedures."""
    return actor.agency == office != "" and actor.may(Permission.CONTROL, office)


def can_write(actor: Actor, agency: str) -> bool:
    """True for officials of the agency whose sheet it is."""
    return actor.agency == agency != "" and actor.may(Permission.WRITE, agency)


def can_submit(actor: Actor, agency: str) -> bool:
    """True for who answers for the sheet of their agency: the head of a division or its leader."""
    return actor.agency == agency != "" and actor.may(Permission.SUBMIT, agency)


def can_see(actor: Actor, agencies: Collection[str], office: str) -> bool:
    """True for who works on reviews in one of these agencies, and for who controls."""
    works = any(actor.may(one, actor.agency) for one in WORKERS)
    return can_control(actor, office) or (actor.agency in agencies and actor.agency != "" and works)
