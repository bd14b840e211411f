"""The last step: who monitors, what issuing lays upon whom, one press."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lienthong.domain.organisations import queries as organisations
from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.errors import NothingToIssue, PlanNotFound
from lienthong.domain.plans.permissions import Permission, can_draft, judge_of
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.steering.plans.drafts import draft_of, render_draft, review_url
from lienthong.web.ui.parts import Link

DEFAULTS = ("-SNV", "-VPUBND")
"""Home Affairs and the Committee's office, behind the code of the province."""


class IssueForm(forms.Form):
    monitor = forms.ChoiceField(
        label=gettext_lazy("Monitor"),
        help_text=gettext_lazy("Follows the plan; accepts or returns what agencies hand in."),
    )
    overseer = forms.ChoiceField(
        label=gettext_lazy("Overseer"),
        help_text=gettext_lazy("Judges what the monitor itself owes."),
    )

    def __init__(self, choices: list[tuple[str, str]], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for name in ("monitor", "overseer"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("monitor") and given.get("monitor") == given.get("overseer"):
            self.add_error("overseer", _("Nobody judges what they owe themselves: choose another agency."))
        return given


@requires(Permission.IMPORT, Permission.MAKE_CHILD)
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    if request.method == "POST" and (done := _done(request, slug)):
        return done
    draft = draft_of(request, slug)
    form = IssueForm(_choices(draft), request.POST or None, initial=_defaults(draft))
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return _issue(request, draft, form)
        except NothingToIssue:
            return redirect("steering:plan", slug=draft.slug)
        except Refusal as fault:
            refusal = fault
    return _show(request, draft, form, refusal)


def _done(request: HttpRequest, slug: str) -> HttpResponse | None:
    """The second of two presses finds the plan that the first one issued."""
    try:
        plans.get_draft(slug)
    except PlanNotFound:
        today = clock.today()
        known = [row for row in plans.list_plans(as_of=today) if row.slug == slug]
        may = [row for row in known if can_draft(actor_of(request), agency=row.agency, is_child=row.is_child)]
        return redirect("steering:plan", slug=slug) if may else None
    return None


def _issue(request: HttpRequest, draft: plans.PlanRow, form: IssueForm) -> HttpResponse:
    count = actions.issue(
        plan=draft.id,
        monitor=form.cleaned_data["monitor"],
        overseer=form.cleaned_data["overseer"],
        by=actor_of(request),
        at=clock.now(),
    )
    words = ngettext("Issued: %(count)s duty was laid.", "Issued: %(count)s duties were laid.", count)
    messages.success(request, words % {"count": count})
    return redirect("steering:plan", slug=draft.slug)


def _show(
    request: HttpRequest, draft: plans.PlanRow, form: IssueForm, refusal: Refusal | None
) -> HttpResponse:
    open_count, settled = plans.count_answers(draft)
    preview = plans.preview_laying(draft, clock.today())
    names = organisations.get_names({load.agency for load in preview.agencies}, draft.occurred_on)
    groups = {group.code: group.name for group in organisations.list_groups()}
    context = {
        "form": form,
        "refusal": refusal,
        "open_count": open_count,
        "settled_count": settled,
        "summary": plans.get_summary(draft),
        "preview": preview,
        "agencies": [(names.get(load.agency, load.agency), load) for load in preview.agencies],
        "groups": [(groups.get(load.group, load.group), load) for load in preview.groups],
    }
    wrong = refusal is not None or bool(form.errors)
    crumbs = (Link(_("Issue")),)
    return render_draft(
        request, "review_issue", draft, context, step=3, crumbs=crumbs, status=409 if wrong else 200
    )


def _choices(draft: plans.PlanRow) -> list[tuple[str, str]]:
    """Agencies of the province's level, and the agency that issues the plan where it is below that."""
    rows = organisations.list_agencies(draft.occurred_on, level="PROVINCE")
    own = organisations.get_names([draft.agency], draft.occurred_on)
    return list(({row.code: row.short_name for row in rows} | own).items())


def _defaults(draft: plans.PlanRow) -> dict[str, str]:
    """As the plan has them, else the agency itself under who judges it in the plan above, else as the agency's newest
    plan had them, else by custom.
    """
    if draft.monitor:
        return {"monitor": draft.monitor, "overseer": draft.overseer}
    above = plans.get_above(draft) if draft.is_child else None
    if above:
        judge = judge_of(agency=draft.agency, monitor=above.monitor, overseer=above.overseer)
        return {"monitor": draft.agency, "overseer": judge}
    earlier = [
        row for row in plans.list_plans(as_of=clock.today()) if row.agency == draft.agency and row.monitor
    ]
    if earlier:
        return {"monitor": earlier[0].monitor, "overseer": earlier[0].overseer}
    province = draft.agency.split("-")[0]
    return dict(zip(("monitor", "overseer"), (f"{province}{end}" for end in DEFAULTS), strict=True))


@requires(Permission.IMPORT, Permission.MAKE_CHILD)
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a question that cannot be taken back: its reason is asked for."""
    draft = draft_of(request, slug)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            actions.discard(
                version=draft.version_id,
                reason=request.POST.get("reason", ""),
                by=actor_of(request),
                at=clock.now(),
            )
            messages.success(request, _("The draft was given up; its file is kept."))
            return redirect("steering:plans")
        except Refusal as fault:
            refusal = fault
    context = {"refusal": refusal, "back": review_url(draft), "is_discarding": True}
    status = 409 if refusal else 200
    return render_draft(
        request, "review_discard", draft, context, crumbs=(Link(_("Give the draft up")),), status=status
    )


urlpatterns = [
    path("review/issue/", issue, name="plan_issue"),
    path("review/discard/", discard, name="plan_discard"),
]
