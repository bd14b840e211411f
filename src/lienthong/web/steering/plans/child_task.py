"""What a task's page says of other plans: what it carries out, what carries it out below, and how every year went."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.queries import Tally
from lienthong.web.steering.plans.answers import ORIGINS
from lienthong.web.steering.plans.page import Page


@dataclass(frozen=True, slots=True)
class There:
    """A task of another plan as a row: whose plan or which year, what it is called, how its duties stand."""

    name: str
    plan: plans.PlanRow
    ref: str
    called: str
    url: str
    tally: Tally | None
    is_here: bool = False


def of_task(page: Page, row: plans.TaskRow) -> dict[str, Any]:
    """For the panel beside the story: where the task comes from, what it carries out, how that stands below."""
    origin = plans.get_origin(row.id)
    served = plans.get_served(page.plan, row.id, **page.seen) if page.plan.parent else None
    below = plans.list_serving(page.plan, row.lineage or 0, actor=page.actor, **page.seen)
    return {
        "below": [_there(page, one) for one in below],
        "below_total": _total(below),
        "below_url": page.url("plan_task", {"tab": "origin"}, ref=row.ref),
        "origin": (ORIGINS.get(origin["kind"], _("Another source")), origin["text"]) if origin else None,
        "served": _there(page, served) if served else None,
    }


def elsewhere(page: Page, row: plans.TaskRow) -> dict[str, Any]:
    """For the tab, beside the plans below: how every year went."""
    years = plans.list_years(page.plan, row.lineage or 0, actor=page.actor, **page.seen)
    return {"years": [_there(page, one) for one in years] if len(years) > 1 else []}


def _total(below: Sequence[plans.TaskThere]) -> Tally | None:
    """None where the visitor may see nothing of them."""
    seen = [one.tally for one in below if one.tally]
    return plans.total(seen) if seen else None


def _there(page: Page, one: plans.TaskThere) -> There:
    url = page.keep_days(reverse("steering:plan_task", args=(one.plan.slug, one.ref)))
    name = page.places.name(one.plan.agency)
    if one.plan.agency == page.plan.agency:
        name = str(one.plan.year)
    elif page.plan.is_programme:
        name = f"{name}, {one.plan.year}"
    return There(name, one.plan, one.ref, one.called, url, one.tally, one.plan.id == page.plan.id)
