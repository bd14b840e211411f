"""Money for a task: asked, given, spent."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from lienthong.domain.organisations.queries import get_names
from lienthong.domain.plans import models as m
from lienthong.domain.plans.errors import AmountMissing, DocumentMissing, NotYours, TakesNoPart, TaskNotFound
from lienthong.domain.plans.permissions import can_give_money, can_submit
from lienthong.domain.plans.queries.budgets import list_taking_part
from lienthong.domain.plans.queries.document import PlanRow, plan_row
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record


@dataclass(frozen=True, slots=True)
class Money:
    """``amount`` in whole đồng, negative where it corrects an earlier entry; ``on`` is the day of the document, or
    the day on which it was asked or spent.
    """

    kind: str
    amount: int
    agency: str
    on: date
    document: str = ""
    note: str = ""


@transaction.atomic
def enter_budget(
    *, plan: int, lineage: int, money: Money, press: UUID | None = None, by: Actor, at: datetime
) -> None:
    """Enters money of a task: asked and spent by the agency, given by who follows the plan, with a document.

    What was entered under the same ``press`` before is left as it is. Raises TaskNotFound, NotYours, AmountMissing,
    DocumentMissing, TakesNoPart.
    """
    held = _find(plan, lineage)
    _refuse_stranger(held, money, by)
    _refuse_nonsense(money, clock.local(at).date())
    if money.agency not in list_taking_part(plan, lineage, clock.local(at).date()):
        raise TakesNoPart(agency=get_names([money.agency], money.on).get(money.agency, money.agency))
    fields = {
        "plan_id": held.id,
        "lineage_id": lineage,
        "kind": money.kind,
        "amount": money.amount,
        "agency": money.agency,
        "document": money.document.strip(),
        "on": money.on,
        "note": money.note.strip(),
        "account": by.account,
        "name": by.name,
        "recorded_at": at,
    }
    if _keep(press, fields):
        _record(lineage, money, by=by, at=at)


def _find(plan: int, lineage: int) -> PlanRow:
    tasks = m.Task.objects.filter(lineage=lineage, version__plan=plan, version__issued_at__isnull=False)
    task = tasks.select_related("version__plan").first()
    if task is None:
        raise TaskNotFound
    return plan_row(task.version)


def _refuse_stranger(plan: PlanRow, money: Money, by: Actor) -> None:
    if can_give_money(by, monitor=plan.monitor, agency=plan.agency, is_child=plan.is_child):
        return
    if money.kind == m.BudgetEntry.Kind.GIVEN or not can_submit(by, money.agency):
        raise NotYours


def _refuse_nonsense(money: Money, today: date) -> None:
    if not money.amount:
        raise AmountMissing
    is_given = money.kind == m.BudgetEntry.Kind.GIVEN
    if money.on > today or (is_given and not money.document.strip()):
        raise DocumentMissing


def _keep(press: UUID | None, fields: dict[str, object]) -> bool:
    """False where the same form came before."""
    if press is None:
        m.BudgetEntry.objects.create(**fields)
        return True
    return m.BudgetEntry.objects.get_or_create(press=press, defaults=fields)[1]


def _record(lineage: int, money: Money, *, by: Actor, at: datetime) -> None:
    record(
        by=by,
        verb="plans.enter_budget",
        subject=f"task:{lineage}",
        agency=by.agency or money.agency,
        at=at,
        details={
            "kind": money.kind,
            "amount": money.amount,
            "agency": money.agency,
            "document": money.document.strip(),
        },
    )
