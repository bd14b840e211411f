"""Plans: all of them, one in the stable contract, tasks by their words."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from lienthong.domain.accounts.queries import Scope
from lienthong.domain.plans import queries
from lienthong.domain.plans.exchange import plan_contract, task_contracts
from lienthong.domain.plans.exchange.papers import duty_contract
from lienthong.web.api.v1.callers import OPTIONAL, caller
from lienthong.web.api.v1.leaves import leaves
from lienthong.web.api.v1.shapes import NamedTask, ObligationShape, PlanContract, PlanShape, Problem
from lienthong.web.api.v1.when import Leaf, Leaves, When, Words

router = Router(tags=["plans"])
DONE = (queries.Status.DONE, queries.Status.DONE_LATE)
_ABSENT: dict[Any, Any] = {(400, 404, 429): Problem}


@router.get(
    "/", response={200: Leaves[PlanShape], 400: Problem, 429: Problem}, summary="Plans issued by a day"
)
def plans(request: HttpRequest, when: Query[When], leaf: Query[Leaf]) -> dict[str, Any]:
    moment = when.moment(request)
    rows = queries.list_plans(as_of=moment.as_of, known=moment.known)
    return leaves(request, leaf, rows[leaf.offset : leaf.offset + leaf.size], len(rows))


@router.get("/{slug}", response={200: PlanContract} | _ABSENT, summary="A whole plan")
def plan(request: HttpRequest, slug: str, when: Query[When]) -> dict[str, Any]:
    return plan_contract(_plan(request, slug, when))


@router.get(
    "/{slug}/tasks", response={200: Leaves[NamedTask]} | _ABSENT, summary="Tasks that hold all words of q"
)
def tasks(
    request: HttpRequest, slug: str, when: Query[When], leaf: Query[Leaf], q: Words = ""
) -> dict[str, Any]:
    plan = _plan(request, slug, when)
    found = queries.find_tasks(plan, q)
    rows = queries.read_tasks(found[leaf.offset : leaf.offset + leaf.size])
    contracts = task_contracts(rows, queries.list_warnings(plan))
    named = [contract | {"ref": row.ref} for row, contract in zip(rows, contracts, strict=True)]
    return leaves(request, leaf, named, found.count())


@router.get(
    "/{slug}/obligations",
    response={200: Leaves[ObligationShape]} | _ABSENT,
    summary="Duties with their standing on a day: those one may see; without sign-in, those that are done",
    **OPTIONAL,
)
def obligations(request: HttpRequest, slug: str, when: Query[When], leaf: Query[Leaf]) -> dict[str, Any]:
    moment = when.moment(request)
    plan = _plan(request, slug, when)
    sight = queries.sight_of(caller(request, Scope.PLANS), plan, moment.as_of)
    is_public = sight == queries.NOTHING
    wanted = queries.Wanted(statuses=DONE, not_part="CONTRIBUTION") if is_public else queries.Wanted()
    seen = queries.EVERYTHING if is_public else sight
    found = queries.find_obligations(
        plan.id, as_of=moment.as_of, known=moment.known, sight=seen, wanted=wanted
    )
    rows = queries.read_obligations(found[leaf.offset : leaf.offset + leaf.size], moment.as_of)
    hides = is_public and not plan.shows_lateness
    return leaves(request, leaf, [_duty(row, hides=hides) for row in rows], found.count())


def _duty(row: queries.ObligationRow, *, hides: bool) -> dict[str, Any]:
    """The public is not told who was late unless the province decided so."""
    contract = duty_contract(row)
    return contract | {"status": "DONE", "on_time": None} if hides else contract


def _plan(request: HttpRequest, slug: str, when: When) -> queries.PlanRow:
    """Raises PlanNotFound."""
    moment = when.moment(request)
    return queries.get_plan(slug, as_of=moment.as_of, known=moment.known)
