"""Naming, task by task, what a plan carries out of the plan above, and what goes on from last year's.

Likeness of words only suggests: a row counts when a person ticks it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.errors import PlanNotFound
from lienthong.domain.plans.permissions import Permission, can_draft
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.steering.plans.drafts import draft_name, draft_of, review_url
from lienthong.web.ui.parts import Link, Tab

OFFERED = 1_000


@dataclass(frozen=True)
class Sheet:
    """One linking page: the plan whose tasks are linked, the plans that may be linked to, and what sends it."""

    plan: plans.PlanRow
    title: str
    hint: str
    nobody: str
    others: Sequence[plans.PlanRow]
    read: Callable[[plans.PlanRow, plans.PlanRow], plans.Linking]
    send: Callable[[plans.PlanRow, dict[str, str]], int]
    crumbs: Sequence[Link]
    back: str


@requires(Permission.IMPORT, Permission.MAKE_CHILD)
def links(request: HttpRequest, slug: str) -> HttpResponse:
    """To the programme, or the plan, above; of the newest version, in force or under review."""
    plan = _newest(request, slug)

    def send(above: plans.PlanRow, named: dict[str, str]) -> int:
        by = actor_of(request)
        return actions.serve(plan=plan.id, above=above.id, links=named, by=by, at=clock.now())

    sheet = Sheet(
        plan,
        _("What the plan carries out"),
        _("Tick each row whose task carries out the task named beside it. Several tasks may carry out one."),
        _("No programme or plan that holds this year stands above."),
        _first(plans.list_above(plan, clock.today()), plan.parent),
        plans.read_serving,
        send,
        _crumbs(plan),
        review_url(plan) if plan.issued_at is None else reverse("steering:plan", args=(slug,)),
    )
    return _answer(request, sheet)


@requires(Permission.IMPORT, Permission.MAKE_CHILD)
def years(request: HttpRequest, slug: str) -> HttpResponse:
    """To the plan of an earlier year; only before the first issue, since what runs keeps its identity."""
    draft = draft_of(request, slug)
    if draft.version != 1:
        raise Http404

    def send(before: plans.PlanRow, named: dict[str, str]) -> int:
        by = actor_of(request)
        return actions.go_on(version=draft.version_id, before=before.id, links=named, by=by, at=clock.now())

    sheet = Sheet(
        draft,
        _("What goes on from the year before"),
        _("Tick each row whose task is the same as the one named beside it: its page then shows every year."),
        _("No plan of an earlier year was issued by this agency."),
        plans.list_before(draft),
        plans.read_continuing,
        send,
        _crumbs(draft),
        review_url(draft),
    )
    return _answer(request, sheet)


def _newest(request: HttpRequest, slug: str) -> plans.PlanRow:
    try:
        plan = plans.list_all_versions(slug, drafts=True)[-1]
    except PlanNotFound as absent:
        raise Http404(str(absent)) from absent
    if not can_draft(actor_of(request), agency=plan.agency, is_child=plan.is_child):
        raise Http404
    return plan


def _first(rows: Sequence[plans.PlanRow], chosen: int | None) -> list[plans.PlanRow]:
    return sorted(rows, key=lambda row: row.id != chosen)


def _crumbs(plan: plans.PlanRow) -> list[Link]:
    here = (
        Link(draft_name(plan), review_url(plan))
        if plan.issued_at is None
        else Link(plan.number, reverse("steering:plan", args=(plan.slug,)))
    )
    return [Link(_("Plans"), reverse("steering:plans")), here]


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody wrote beside the rows, and the rows they ticked."""

    words: Mapping[str, str] = field(default_factory=dict)
    ticked: frozenset[str] = frozenset()

    @property
    def links(self) -> dict[str, str]:
        return {ref: self.words.get(ref, "") for ref in sorted(self.ticked)}


def _answer(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    other = _chosen(request, sheet)
    linking = sheet.read(sheet.plan, other) if other else None
    if request.method != "POST" or linking is None:
        return _show(request, sheet, linking, Filled())
    filled = _filled(request)
    if fault := _fault(linking, filled):
        return _show(request, sheet, linking, filled, fault, status=422)
    try:
        count = sheet.send(linking.there, filled.links)
    except Refusal as refusal:
        return _show(request, sheet, linking, filled, str(refusal), status=409)
    words = ngettext("%(count)s task was linked.", "%(count)s tasks were linked.", count)
    messages.success(request, words % {"count": count})
    return redirect(f"{request.path}?to={linking.there.slug}")


def _chosen(request: HttpRequest, sheet: Sheet) -> plans.PlanRow | None:
    """The plan of the address, the first that is offered without one. Raises Http404 for a plan that is not offered."""
    asked = request.GET.get("to")
    if asked is None:
        return next(iter(sheet.others), None)
    for row in sheet.others:
        if row.slug == asked:
            return row
    raise Http404


def _filled(request: HttpRequest) -> Filled:
    words = {name.removeprefix("to-"): str(value).strip() for name, value in request.POST.items()}
    return Filled(words, frozenset(request.POST.getlist("ref")))


def _fault(linking: plans.Linking, filled: Filled) -> str:
    """What is wrong with a row, which it names; "" when all can be sent."""
    if not filled.ticked:
        return _("Tick the rows whose tasks are to be linked.")
    known = {choice.ref for choice in linking.choices}
    for ref, there in filled.links.items():
        if there and there not in known:
            words = {"ref": ref, "there": there, "number": linking.there.number}
            return _("%(ref)s: %(number)s has no task %(there)s.") % words
    return ""


def _show(
    request: HttpRequest,
    sheet: Sheet,
    linking: plans.Linking | None,
    filled: Filled,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    there = linking.there if linking else None
    context: dict[str, Any] = {
        "sheet": sheet,
        "plan": sheet.plan,
        "other": there,
        "linking": linking,
        "choices": linking.choices[:OFFERED] if linking else (),
        "rows": _rows(linking, filled) if linking else [],
        "tabs": [
            Tab(f"{row.number} ({_span(row)})", f"?to={row.slug}", current=row is there)
            for row in sheet.others
        ],
        "fault": fault,
        "crumbs": [*sheet.crumbs, Link(sheet.title)],
    }
    return render(request, "steering/plans/child_links.html", context, status=status)


def _rows(linking: plans.Linking, filled: Filled) -> list[dict[str, Any]]:
    called = {one.ref: one.called for one in linking.choices}
    rows = []
    for row in linking.rows:
        value = filled.words.get(row.ref, row.linked or row.suggested)
        is_ticked = row.ref in filled.ticked
        rows.append({"row": row, "value": value, "there": called.get(value, ""), "ticked": is_ticked})
    return rows


def _span(row: plans.PlanRow) -> str:
    return f"{row.year}–{row.last_year}" if row.last_year else str(row.year)


urlpatterns = [
    path("links/", links, name="plan_links"),
    path("review/years/", years, name="plan_years"),
]
