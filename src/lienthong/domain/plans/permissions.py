"""What may be done with plans, and by whom with one obligation."""

from enum import StrEnum

from lienthong.spine.actor import Actor


class Permission(StrEnum):
    """A plan that was issued is public, so reading it needs no permission; who owes what and how it stands does."""

    IMPORT = "plans.import"
    FOLLOW = "plans.follow"
    SUBMIT = "plans.submit"
    ASSIGN = "plans.assign"
    MONITOR = "plans.monitor"
    MAKE_CHILD = "plans.make_child"


def judge_of(*, agency: str, monitor: str, overseer: str) -> str:
    """Whose word meets a duty of ``agency``: the monitor's, and the overseer's for what the monitor itself owes."""
    return overseer if agency == monitor else monitor


def can_judge(actor: Actor, *, agency: str, monitor: str, overseer: str) -> bool:
    """True for somebody who monitors at the agency that judges; nobody judges what their own agency owes."""
    judge = judge_of(agency=agency, monitor=monitor, overseer=overseer)
    return actor.agency == judge != agency and actor.may(Permission.MONITOR, judge)


def can_submit(actor: Actor, agency: str) -> bool:
    return actor.may(Permission.SUBMIT, agency)


def can_assign(actor: Actor, agency: str) -> bool:
    return actor.may(Permission.ASSIGN, agency)


def can_monitor(actor: Actor, monitor: str) -> bool:
    """True for somebody who follows a plan for the agency that monitors it."""
    return actor.agency == monitor and actor.may(Permission.MONITOR, monitor)


def can_give_money(actor: Actor, *, monitor: str, agency: str, is_child: bool) -> bool:
    """True for who says what money a plan was given: who follows it, and who made it from one above."""
    return can_monitor(actor, monitor) or (is_child and can_make_child(actor, agency))


def can_make_child(actor: Actor, agency: str) -> bool:
    """True for somebody who makes their own agency's plan from the one above."""
    return actor.agency == agency and actor.may(Permission.MAKE_CHILD, agency)


def can_draft(actor: Actor, *, agency: str, is_child: bool) -> bool:
    """True for who may review and issue a plan of ``agency``: who imports there, and who made it from one above."""
    return actor.may(Permission.IMPORT, agency) or (is_child and can_make_child(actor, agency))


def can_report(actor: Actor, *, agency: str, province: str, monitor: str) -> bool:
    """True for who follows a plan, of the whole of it; for who hands in or assigns, of their own agency's part."""
    if agency == province:
        return can_monitor(actor, monitor)
    return actor.agency == agency and (can_submit(actor, agency) or can_assign(actor, agency))
