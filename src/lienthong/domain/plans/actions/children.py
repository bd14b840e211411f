"""An agency makes its own plan from the plan above: a draft of the tasks that it leads or coordinates there."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from lienthong.domain.organisations.queries import get_names
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.imports import slug_of
from lienthong.domain.plans.actions.mending import (
    GAP,
    Mend,
    Sheet,
    commit,
    hold_draft,
    new_ids,
    read_sheets,
    recount,
)
from lienthong.domain.plans.actions.reviewing import record_draft
from lienthong.domain.plans.errors import (
    ChildStands,
    NotUnderReview,
    NotYourAgency,
    PlanNotFound,
    PlanNumberUsed,
    PlanWordsMissing,
    TasksForeign,
)
from lienthong.domain.plans.facts import PlanImported
from lienthong.domain.plans.permissions import can_make_child
from lienthong.domain.plans.queries.children import find_concerning
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json
from lienthong.spine.outbox.actions import state


@dataclass(frozen=True, slots=True)
class Heading:
    """What a decision says at its head, and the three texts that an agency's plan has of its own: where the weight
    lies (trọng tâm), what is to break through (khâu đột phá), by which means (giải pháp).
    """

    number: str
    issued_on: date
    title: str
    focus: str = ""
    breakthroughs: str = ""
    solutions: str = ""


@transaction.atomic
def make_child(
    *, plan: int, agency: str, heading: Heading, refs: Collection[str], by: Actor, at: datetime
) -> str:
    """Drafts the plan of an agency from tasks of the plan in force above it; returns its slug.

    ``refs`` name tasks above that the agency leads or coordinates, itself or by a group. Each becomes a task that the
    agency leads alone and that serves the one above; fields are taken over whole, so that tasks of its own find their
    place. Raises NotYourAgency, PlanNotFound, PlanWordsMissing, ChildStands, PlanNumberUsed, TasksForeign.
    """
    name = get_names([agency], heading.issued_on).get(agency, agency)
    if not can_make_child(by, agency):
        raise NotYourAgency(agency=name)
    above = _in_force(plan)
    _refuse_second(above.plan, agency, name)
    chosen = _choose(above, agency, refs, heading.issued_on)
    made = open_plan(
        agency=agency, issuer=name, heading=heading, year=above.plan.year, parent=above.plan, at=at
    )
    _copy(above, made, chosen, name)
    _tell(made, above.plan, tasks=len(chosen), by=by, at=at)
    return made.plan.slug


def _in_force(plan: int) -> m.Version:
    """The newest issued version, its plan locked: who makes a second plan of one agency waits here and is refused."""
    held = m.Plan.objects.select_for_update(no_key=True).filter(pk=plan).first()
    version = m.Version.objects.filter(plan=plan, issued_at__isnull=False).order_by("number").last()
    if held is None or version is None:
        raise PlanNotFound
    return version


def _refuse_second(above: m.Plan, agency: str, name: str) -> None:
    known = m.Plan.objects.filter(parent=above, agency=agency, year=above.year).first()
    if known:
        raise ChildStands(agency=name, number=known.number)


def _choose(above: m.Version, agency: str, refs: Collection[str], day: date) -> list[m.Task]:
    """The tasks by their names, in the document's order."""
    found = [task for task in find_concerning(above.pk, agency, day) if task.ref in set(refs)]
    foreign = set(refs) - {task.ref for task in found}
    if foreign:
        raise TasksForeign(refs=", ".join(sorted(foreign)))
    return found


def open_plan(
    *,
    agency: str,
    issuer: str,
    heading: Heading,
    year: int,
    at: datetime,
    parent: m.Plan | None = None,
    kind: str = m.Plan.Kind.PLAN,
    last_year: int | None = None,
) -> m.Version:
    """The first version of a plan that no file states, empty. Raises PlanWordsMissing, PlanNumberUsed."""
    plan = m.Plan(
        issuer=issuer,
        agency=agency,
        year=year,
        last_year=last_year,
        recorded_at=at,
        kind=kind,
        parent=parent,
    )
    _head(plan, heading)
    return m.Version.objects.create(
        plan=plan,
        number=1,
        occurred_on=heading.issued_on,
        recorded_at=at,
        source_name="",
        source_digest="",
        decision=plan.number,
        summary={},
    )


def _head(plan: m.Plan, heading: Heading) -> None:
    """Gives a plan that was never issued its heading, and saves it."""
    number, title = " ".join(heading.number.split()), " ".join(heading.title.split())
    if not number or not title:
        raise PlanWordsMissing
    year = heading.issued_on.year
    used = m.Plan.objects.filter(agency=plan.agency, number=number, issued_on__year=year)
    if used.exclude(pk=plan.pk).exists():
        raise PlanNumberUsed(agency=plan.issuer, number=number, year=year)
    plan.number, plan.title, plan.issued_on = number, title, heading.issued_on
    plan.slug = slug_of(number, heading.issued_on, plan.agency, but=plan.pk or 0)
    plan.focus, plan.breakthroughs = heading.focus.strip(), heading.breakthroughs.strip()
    plan.solutions = heading.solutions.strip()
    plan.save()


@transaction.atomic
def reword_heading(*, version: int, heading: Heading, by: Actor, at: datetime) -> str:
    """Number, day, title and texts of a plan that was never issued are other ones; returns its slug.

    Raises NotUnderReview, PlanWordsMissing, PlanNumberUsed.
    """
    held = hold_draft(version)
    if held.number != 1:
        raise NotUnderReview
    _head(held.plan, heading)
    held.occurred_on, held.decision = held.plan.issued_on, held.plan.number
    held.save(update_fields=["occurred_on", "decision"])
    record_draft("plans.reword_heading", held, by=by, at=at, number=held.plan.number)
    return held.plan.slug


def _copy(above: m.Version, made: m.Version, chosen: Sequence[m.Task], name: str) -> None:
    areas = _copy_areas(above, made)
    sheets = read_sheets(task.pk for task in chosen)
    lineages = m.Lineage.objects.bulk_create(m.Lineage(made_at=made.recorded_at) for _ in chosen)
    lead = {"text": name, "agency": made.plan.agency, "group": None, "inherited": False}
    written: dict[int, Sheet | None] = {}
    counts: dict[int, int] = {}
    rows = zip(new_ids(len(chosen)), chosen, lineages, strict=True)
    for place, (pk, task, lineage) in enumerate(rows, 1):
        area = areas[task.area_id]
        number = counts[area.pk] = counts.get(area.pk, 0) + 1
        written[pk] = _taken_over(sheets[task.pk], lead) | {
            "area_id": area.pk,
            "position": place * GAP,
            "number": number,
            "ref": f"{area.numeral or '0'}.{number}",
            "lineage_id": lineage.pk,
            "serves_id": task.lineage_id,
        }
    commit(made, Mend(written)) if written else recount(made)


def _copy_areas(above: m.Version, made: m.Version) -> Mapping[int, m.Area]:
    """The fields of the new plan by the ids of those above."""
    areas = m.Area.objects.filter(version=above).order_by("position")
    rows = [
        m.Area(version=made, position=one.position, numeral=one.numeral, title=one.title) for one in areas
    ]
    return dict(zip([one.pk for one in areas], m.Area.objects.bulk_create(rows), strict=True))


def _taken_over(sheet: Sheet, lead: Sheet) -> Sheet:
    """Words, products and days as above; who leads is the agency. Lines of the document above and figures demanded of
    the province are not its own.
    """
    return sheet | {
        "leads": [lead],
        "coordinating": [],
        "deadlines": [one | {"inherited": False} for one in sheet["deadlines"]],
        "targets": [],
        "source": [],
        "origin": None,
        "warnings": [],
    }


def _tell(made: m.Version, above: m.Plan, *, tasks: int, by: Actor, at: datetime) -> None:
    plan = made.plan
    subject = f"plan:{plan.pk}"
    state(PlanImported(plan_id=plan.pk, version_id=made.pk), subject=subject, at=at)
    details: dict[str, Json] = {"number": plan.number, "above": above.number, "tasks": tasks}
    record(by=by, verb="plans.make_child", subject=subject, agency=plan.agency, at=at, details=details)
