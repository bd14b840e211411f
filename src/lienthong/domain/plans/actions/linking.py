"""People say which task carries out which task of the plan above, and which goes on with which of last year's plan."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.mending import BATCH, Mend, Sheet, commit, hold_draft, read_sheets
from lienthong.domain.plans.actions.reviewing import note_change, record_draft
from lienthong.domain.plans.errors import (
    AboveItself,
    ChildStands,
    ContinuedTwice,
    NotLastYears,
    PlanNotFound,
    TaskNotFound,
)
from lienthong.domain.plans.rules.answers import Answer
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json

type Links = Mapping[str, str]
"""Names of tasks of the plan, by each the name of the task there; empty for none."""


@transaction.atomic
def serve(*, plan: int, above: int, links: Links, by: Actor, at: datetime) -> int:
    """Says that a plan carries out the plan ``above``, and which of its tasks carry out which there; returns how many
    tasks were linked anew or let go.

    The newest version is linked, issued or not: it changes nothing that the version says. Tasks that ``links`` does not
    name keep their link, unless it led to another plan. Raises PlanNotFound, AboveItself, ChildStands, TaskNotFound.
    """
    held, higher = _hold(plan, above)
    version = m.Version.objects.select_for_update(no_key=True).get(pk=_newest(plan).pk)
    _refuse_loop(held, above)
    _refuse_second(held, higher)
    lineages = _lineages(_newest(above, issued=True))
    tasks = {task.ref: task for task in m.Task.objects.filter(version=version)}
    _refuse_unknown(links, tasks, lineages)
    changed = []
    for ref, task in tasks.items():
        kept = task.serves_id if held.parent_id == above else None
        serves = lineages.get(links[ref]) if ref in links else kept
        if serves != task.serves_id:
            task.serves_id = serves
            changed.append(task)
    m.Task.objects.bulk_update(changed, ["serves"], batch_size=BATCH)
    held.parent_id = above
    held.save(update_fields=["parent"])
    told: Json = {task.ref: links.get(task.ref, "") for task in changed}
    details: dict[str, Json] = {"above": above, "tasks": told}
    record(by=by, verb="plans.serve", subject=f"plan:{plan}", agency=held.agency, at=at, details=details)
    return len(changed)


def _hold(plan: int, above: int) -> tuple[m.Plan, m.Plan]:
    """Both plans locked, always the older first: two people who link them crosswise do not wait for each other."""
    rows = m.Plan.objects.select_for_update(no_key=True).filter(pk__in={plan, above}).order_by("pk")
    held = {row.pk: row for row in rows}
    if held.keys() != {plan, above}:
        raise PlanNotFound
    return held[plan], held[above]


def _newest(plan: int, *, issued: bool = False) -> m.Version:
    versions = m.Version.objects.filter(plan=plan)
    if issued:
        versions = versions.filter(issued_at__isnull=False)
    version = versions.select_related("plan").order_by("number").last()
    if version is None:
        raise PlanNotFound
    return version


def _refuse_loop(plan: m.Plan, above: int) -> None:
    parents = dict(m.Plan.objects.filter(parent__isnull=False).values_list("pk", "parent"))
    higher: int | None = above
    while higher is not None:
        if higher == plan.pk:
            raise AboveItself
        higher = parents.get(higher)


def _refuse_second(plan: m.Plan, above: m.Plan) -> None:
    """One plan of an agency, a year and a kind carries out a plan."""
    others = m.Plan.objects.filter(parent=above, agency=plan.agency, year=plan.year, kind=plan.kind)
    if other := others.exclude(pk=plan.pk).first():
        raise ChildStands(agency=other.issuer, number=other.number)


def _lineages(version: m.Version) -> dict[str, int | None]:
    return dict(m.Task.objects.filter(version=version).values_list("ref", "lineage"))


def _refuse_unknown(links: Links, tasks: Mapping[str, m.Task], there: Mapping[str, int | None]) -> None:
    if links.keys() - tasks.keys() or {ref for ref in links.values() if ref} - there.keys():
        raise TaskNotFound


@transaction.atomic
def go_on(*, version: int, before: int, links: Links, by: Actor, at: datetime) -> int:
    """Gives tasks of the first draft of a plan the identity of tasks of an earlier year's plan; an empty name makes a
    task new. Returns how many changed. A person can take it back like any answer.

    Raises NotUnderReview, NotLastYears, TaskNotFound, ContinuedTwice.
    """
    held = hold_draft(version)
    then = _newest(before, issued=True)
    _refuse_strange(held, then.plan)
    lineages = _lineages(then)
    tasks = {task.ref: task for task in m.Task.objects.filter(version=held)}
    _refuse_unknown(links, tasks, lineages)
    refs = {lineage: ref for ref, lineage in lineages.items()}
    wanted = {
        ref: lineages[links[ref]] if links.get(ref) else _own(task, refs)
        for ref, task in tasks.items()
        if ref in links
    }
    _refuse_twice(tasks, wanted, refs)
    sheets = read_sheets(tasks[ref].pk for ref, lineage in wanted.items() if lineage != tasks[ref].lineage_id)
    if not sheets:
        return 0
    changed: dict[int, Sheet | None] = {
        pk: sheet | {"lineage_id": wanted[sheet["ref"]] or _new(at)} for pk, sheet in sheets.items()
    }
    note_change(held, Answer.REMATCHED, mended=commit(held, Mend(changed)), by=by, at=at)
    told = {sheet["ref"]: links[sheet["ref"]] for sheet in sheets.values()}
    record_draft("plans.go_on", held, by=by, at=at, before=then.plan.number, tasks=told)
    return len(changed)


def _refuse_strange(draft: m.Version, before: m.Plan) -> None:
    """Only before the first issue: what runs keeps its identity."""
    plan = draft.plan
    if draft.number != 1 or before.agency != plan.agency or before.year >= plan.year or before.pk == plan.pk:
        raise NotLastYears


def _own(task: m.Task, refs: Mapping[int | None, str]) -> int | None:
    """A task said to be new keeps its identity when it is new, and loses it (None) when it was last year's."""
    return None if task.lineage_id in refs else task.lineage_id


def _refuse_twice(
    tasks: Mapping[str, m.Task], wanted: Mapping[str, int | None], refs: Mapping[int | None, str]
) -> None:
    after = Counter(wanted.get(ref, task.lineage_id) for ref, task in tasks.items())
    for lineage, count in after.items():
        if lineage in refs and count > 1:
            raise ContinuedTwice(ref=refs[lineage])


def _new(at: datetime) -> int:
    return m.Lineage.objects.create(made_at=at).pk
