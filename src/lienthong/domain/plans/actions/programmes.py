"""A programme of years that no file was read for: typed by hand, field by field."""

from datetime import datetime

from django.db import transaction

from lienthong.domain.organisations.queries import get_names
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.children import Heading, open_plan
from lienthong.domain.plans.actions.mending import GAP, recount
from lienthong.domain.plans.actions.placing import AREA_GAP
from lienthong.domain.plans.errors import NotUnderReview, OutlineEmpty, YearsReversed
from lienthong.domain.plans.facts import PlanImported
from lienthong.domain.plans.rules.outline import Field, read_outline
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import search_key


@transaction.atomic
def enter_programme(
    *, agency: str, heading: Heading, years: tuple[int, int], outline: str, by: Actor, at: datetime
) -> str:
    """Drafts a programme from the first year to the last; returns its slug. Who leads and until when is added on the
    pages of review. ``outline``: "I. Cải cách thể chế", below it one task a line.

    Raises YearsReversed, OutlineEmpty, PlanWordsMissing, PlanNumberUsed.
    """
    fields = read_outline(outline)
    if not any(field.tasks for field in fields):
        raise OutlineEmpty
    name = get_names([agency], heading.issued_on).get(agency, agency)
    version = open_plan(
        agency=agency,
        issuer=name,
        heading=heading,
        year=_first(years),
        last_year=years[1],
        kind=m.Plan.Kind.PROGRAMME,
        at=at,
    )
    for place, field in enumerate(fields, 1):
        _write(version, place, field)
    recount(version)
    plan = version.plan
    state(PlanImported(plan_id=plan.pk, version_id=version.pk), subject=f"plan:{plan.pk}", at=at)
    record(
        by=by,
        verb="plans.enter_programme",
        subject=f"plan:{plan.pk}",
        agency=agency,
        at=at,
        details={"number": plan.number, "years": list(years), "tasks": version.summary["tasks"]},
    )
    return plan.slug


@transaction.atomic
def call_programme(*, version: int, years: tuple[int, int], by: Actor, at: datetime) -> None:
    """Says that a document that was read is a programme of years. Raises NotUnderReview, YearsReversed."""
    held = (
        m.Version.objects.select_for_update(no_key=True).filter(pk=version, issued_at=None, number=1).first()
    )
    if held is None:
        raise NotUnderReview
    kind = m.Plan.Kind.PROGRAMME
    m.Plan.objects.filter(pk=held.plan_id).update(year=_first(years), last_year=years[1], kind=kind)
    subject, agency = f"plan:{held.plan_id}", held.plan.agency
    details: dict[str, Json] = {"years": list(years)}
    record(by=by, verb="plans.call_programme", subject=subject, agency=agency, at=at, details=details)


def _first(years: tuple[int, int]) -> int:
    if not 1975 <= years[0] <= years[1] <= 2200:
        raise YearsReversed
    return years[0]


def _write(version: m.Version, place: int, field: Field) -> None:
    numeral, title = field.numeral, field.title
    area = m.Area.objects.create(version=version, position=place * AREA_GAP, numeral=numeral, title=title)
    lineages = m.Lineage.objects.bulk_create(m.Lineage(made_at=version.recorded_at) for _ in field.tasks)
    tasks = m.Task.objects.bulk_create(
        m.Task(
            version=version,
            area=area,
            position=(place * 1_000 + n) * GAP,
            ref=f"{numeral or '0'}.{n}",
            number=n,
            title=words,
            search=search_key(f"{numeral or '0'}.{n} {words}"),
            lineage=lineage,
        )
        for n, (words, lineage) in enumerate(zip(field.tasks, lineages, strict=True), 1)
    )
    m.Deadline.objects.bulk_create(
        m.Deadline(task=task, position=1, text="", kind=m.Deadline.Kind.UNSTATED, inherited=False)
        for task in tasks
    )
