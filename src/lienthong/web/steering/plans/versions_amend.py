"""Amending a plan: begun by hand from the version in force; and which task goes on which, for a text that was read."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.actions import Decision
from lienthong.domain.plans.errors import PlanNotFound
from lienthong.domain.plans.permissions import Permission, can_draft
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.steering.plans.drafts import draft_of, render_draft
from lienthong.web.ui.forms import DayField
from lienthong.web.ui.paging import paging
from lienthong.web.ui.parts import Link

PAGE = 40
OFFERED = 500


class AmendForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Number of the amending decision"),
        max_length=60,
        help_text=gettext_lazy("For example 320/QĐ-UBND."),
    )
    day = DayField(
        label=gettext_lazy("Its day"), help_text=gettext_lazy("From this day on the plan says so.")
    )


@requires(Permission.IMPORT, Permission.MAKE_CHILD)
def amend(request: HttpRequest, slug: str) -> HttpResponse:
    plan = _plan(request, slug)
    form = AmendForm(request.POST or None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        decision = Decision(form.cleaned_data["number"], form.cleaned_data["day"])
        try:
            actions.begin_amendment(plan=plan.id, decision=decision, by=actor_of(request), at=clock.now())
            return redirect("steering:plan_review", slug=slug)
        except Refusal as fault:
            refusal = fault
    crumbs = (Link(_("Amend the plan")),)
    context = {
        "form": form,
        "refusal": refusal,
        "plan": plan,
        "import_url": f"{reverse('steering:plan_import')}",
    }
    status = 409 if refusal else 422 if form.errors else 200
    return render_draft(request, "versions_amend", plan, context, crumbs=crumbs, status=status)


def _plan(request: HttpRequest, slug: str) -> plans.PlanRow:
    """The newest issued version, for who may draft the plans of its agency."""
    try:
        rows = plans.list_all_versions(slug, drafts=False)
    except PlanNotFound as absent:
        raise Http404(str(absent)) from absent
    if not can_draft(actor_of(request), agency=rows[-1].agency, is_child=rows[-1].is_child):
        raise Http404
    return rows[-1]


@requires(Permission.IMPORT, Permission.MAKE_CHILD)
def matches(request: HttpRequest, slug: str) -> HttpResponse:
    """Each task of the draft beside the one it goes on; the reviewer may say another, or that it is new."""
    draft = draft_of(request, slug)
    if draft.version == 1:
        raise Http404
    if request.method == "POST":
        return _rematch(request, draft)
    rows, before = plans.list_matches(draft)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    used = {row.before for row in rows}
    refs = {row.id: row.ref for row in before}
    context = {
        "rows": [(row, refs.get(row.before or 0, "")) for row in page.object_list],
        "before": before[:OFFERED],
        "left": [row for row in before if row.id not in used],
        "ways": paging(request, page),
        "query": request.GET.urlencode(),
        "versions_url": reverse("steering:plan_versions", args=(slug,)),
    }
    return render_draft(request, "versions_matches", draft, context, crumbs=(Link(_("What it changes")),))


def _rematch(request: HttpRequest, draft: plans.PlanRow) -> HttpResponse:
    given: dict[str, Any] = {name: request.POST.get(name, "") for name in ("task", "old")}
    try:
        actions.rematch(
            version=draft.version_id,
            task=int(given["task"]) if given["task"].isdecimal() else 0,
            old=_old(draft, given["old"].strip()),
            by=actor_of(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('steering:plan_matches', args=(draft.slug,))}?{request.GET.urlencode()}")


def _old(draft: plans.PlanRow, ref: str) -> int | None:
    """The task of the version in force that is called so; None for no name. Raises TaskNotFound."""
    if not ref:
        return None
    return plans.get_task(plans.list_all_versions(draft.slug, drafts=False)[-1], ref).id


urlpatterns = [
    path("versions/amend/", amend, name="plan_amend"),
    path("review/matches/", matches, name="plan_matches"),
]
