"""Versions of a plan: what an amending decision changed, task by task and field by field."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.organisations import queries as organisations
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.errors import PlanNotFound
from lienthong.domain.plans.permissions import can_draft
from lienthong.domain.plans.queries import Difference, Fate
from lienthong.web.entrance.access import actor_of, public
from lienthong.web.steering.plans.page import name_plan
from lienthong.web.steering.plans.reading import show_deadline, show_target
from lienthong.web.ui.paging import paging
from lienthong.web.ui.parts import Link

PAGE = 40
FIELDS = {
    "ref": gettext_lazy("Called"),
    "title": gettext_lazy("Title"),
    "details": gettext_lazy("Points below the title"),
    "outputs": gettext_lazy("Products"),
    "leads": gettext_lazy("Leads"),
    "coordinating": gettext_lazy("Coordinate"),
    "deadlines": gettext_lazy("When"),
    "targets": gettext_lazy("Targets"),
    "citations": gettext_lazy("Cites"),
}


@public
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """The version under review is compared only for who may import it."""
    rows = _versions(request, slug)
    newest = rows[-1]
    after = _chosen(rows, request.GET.get("to"), newest)
    before = _chosen(rows, request.GET.get("from"), rows[max(rows.index(after) - 1, 0)])
    found = plans.compare_versions(before, after)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "plan": newest,
        "rows": rows,
        "before": before,
        "after": after,
        "counts": {fate.name.lower(): sum(one.fate is fate for one in found) for fate in Fate},
        "changes": _Drawing(page.object_list, after).rows,
        "ways": paging(request, page),
        "may_amend": _may(request, newest) and all(row.issued_at for row in rows),
        "crumbs": [
            Link(_("Plans"), reverse("steering:plans")),
            Link(
                name_plan(newest),
                reverse("steering:plan", args=(slug,)) if rows[0].issued_at else "",
            ),
            Link(_("Versions")),
        ],
    }
    return render(request, "steering/plans/versions.html", context)


def _may(request: HttpRequest, plan: plans.PlanRow) -> bool:
    return can_draft(actor_of(request), agency=plan.agency, is_child=plan.is_child)


def _versions(request: HttpRequest, slug: str) -> list[plans.PlanRow]:
    try:
        rows = plans.list_all_versions(slug, drafts=True)
    except PlanNotFound as absent:
        raise Http404(str(absent)) from absent
    shown = [row for row in rows if row.issued_at or _may(request, row)]
    if not shown:
        raise Http404
    return shown


def _chosen(rows: list[plans.PlanRow], number: str | None, otherwise: plans.PlanRow) -> plans.PlanRow:
    return next((row for row in rows if str(row.version) == number), otherwise)


class _Drawing:
    """Differences in words, with the names of everybody in them."""

    def __init__(self, found: Iterable[Difference], plan: plans.PlanRow) -> None:
        differences = list(found)
        codes = {
            code
            for one in differences
            for change in one.fields
            if change.field in ("leads", "coordinating")
            for party in (*change.before, *change.after)
            if (code := party.agency or party.group)
        }
        self.names = organisations.get_names(codes, plan.occurred_on) | {
            group.code: group.name for group in organisations.list_groups()
        }
        self.rows = [self._row(one) for one in differences]

    def _row(self, one: Difference) -> dict[str, Any]:
        task = one.after or one.before
        return {
            "fate": one.fate.name,
            "task": task,
            "was": one.before.ref if one.before and one.after and one.before.ref != one.after.ref else "",
            "fields": [
                {
                    "name": FIELDS[change.field],
                    "before": self._lines(change.field, change.before),
                    "after": self._lines(change.field, change.after),
                }
                for change in one.fields
            ],
        }

    def _lines(self, field: str, value: Any) -> list[str]:
        drawn: dict[str, Callable[[Any], str]] = {
            "leads": self._party,
            "coordinating": self._party,
            "deadlines": _deadline,
            "targets": _target,
        }
        draw = drawn.get(field, str)
        items = value if isinstance(value, tuple) else (value,) if value is not None else ()
        return [draw(item) for item in items]

    def _party(self, party: plans.PartyRow) -> str:
        code = party.agency or party.group
        return self.names.get(code, party.text) if code else f"“{party.text}”"


def _target(target: plans.TargetRow) -> str:
    return f"{show_target(target)} ({target.text})"


def _deadline(deadline: plans.DeadlineRow) -> str:
    said = show_deadline(deadline).reading
    return f"{deadline.subject}: {said}" if deadline.subject else said


urlpatterns = [path("versions/", versions, name="plan_versions")]
