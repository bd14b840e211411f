"""What the pages of a draft share: who may see it, its steps, the way back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.errors import PlanNotFound
from lienthong.domain.plans.permissions import can_draft
from lienthong.web.entrance.access import actor_of
from lienthong.web.ui.parts import Link, Step


def draft_of(request: HttpRequest, slug: str) -> plans.PlanRow:
    """The version under review, for who may import at the agency that issues the plan or makes its plan from the one
    above; others find nothing.
    """
    try:
        draft = plans.get_draft(slug)
    except PlanNotFound as absent:
        raise Http404(str(absent)) from absent
    if not can_draft(actor_of(request), agency=draft.agency, is_child=draft.is_child):
        raise Http404
    return draft


def render_draft(
    request: HttpRequest,
    template: str,
    draft: plans.PlanRow,
    context: dict[str, Any],
    *,
    step: int = 2,
    crumbs: tuple[Link, ...] = (),
    status: int = 200,
) -> HttpResponse:
    trail = [Link(_("Plans"), reverse("steering:plans")), Link(draft_name(draft), review_url(draft))]
    shared = {"draft": draft, "crumbs": [*trail, *crumbs], "steps": steps_of(draft, step)}
    return render(request, f"steering/plans/{template}.html", shared | context, status=status)


def review_url(draft: plans.PlanRow) -> str:
    return reverse("steering:plan_review", args=(draft.slug,))


def draft_name(draft: plans.PlanRow) -> str:
    if draft.version > 1:
        return _("Amendment %(version)s of %(number)s") % {"version": draft.version, "number": draft.number}
    return _("Draft of %(number)s") % {"number": draft.number}


def steps_of(draft: plans.PlanRow, now: int) -> list[Step]:
    """Those of the import; a plan that no file states begins with what people typed or chose."""
    if draft.source_name:
        return import_steps(now)
    first = (
        pgettext("import step", "Tasks chosen")
        if draft.is_child
        else pgettext("import step", "Typed by hand")
    )
    return [Step(first, "done"), *import_steps(now)[2:]]


def import_steps(now: int) -> list[Step]:
    """The way from a file to a plan in force; ``now`` counts from 0."""
    labels = (
        pgettext("import step", "File sent"),
        pgettext("import step", "Read by machine"),
        pgettext("import step", "Checked by a person"),
        pgettext("import step", "Issued"),
    )
    states = ["done" if place < now else "now" if place == now else "to_come" for place in range(len(labels))]
    return [Step(label, state) for label, state in zip(labels, states, strict=True)]  # type: ignore[arg-type]
