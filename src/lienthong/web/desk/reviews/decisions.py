"""A decision approves what reviews propose: entered, then seen with its saving and how far it is carried out."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lienthong.domain.organisations.queries import get_names
from lienthong.domain.procedures.queries import STATE_LABELS as VERSION_LABELS
from lienthong.domain.reviews import actions, queries
from lienthong.domain.reviews.errors import PlanNotFound
from lienthong.domain.reviews.permissions import WORKERS, Permission
from lienthong.domain.reviews.queries import (
    VERDICT_LABELS,
    DecisionPage,
    PlanRow,
    ReviewRow,
    State,
    Verdict,
)
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.money import format_money
from lienthong.web.desk.procedures.page import TAGS as VERSION_TAGS
from lienthong.web.desk.reviews.plan import DecisionForm, plan_of
from lienthong.web.desk.reviews.sight import crumbs, sight_of, words_of_aim, words_of_saving
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link


class ApprovalForm(DecisionForm):
    reviews = forms.MultipleChoiceField(
        label=gettext_lazy("Proposals that are approved"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Mark at least one proposal.")},
    )

    def __init__(self, *args: Any, plan: PlanRow, **options: Any) -> None:
        super().__init__(*args, **options)
        agreed = [one for one in plan.reviews if one.state is State.AGREED]
        self.fields["reviews"].choices = [(str(one.id), _choice(one)) for one in agreed]  # type: ignore[attr-defined]
        self.initial.setdefault("reviews", [str(one.id) for one in agreed])


def _choice(review: ReviewRow) -> str:
    saved = _("saves %(amount)s a year") % {"amount": format_money(review.saving.amount)}
    return f"{review.code} {review.name}: {_verdict(review)}; {saved}"


def _verdict(review: ReviewRow) -> str:
    return str(VERDICT_LABELS[review.verdict]) if review.verdict else ""


@requires(Permission.CONTROL)
def decide(request: HttpRequest, plan: int) -> HttpResponse:
    sight = sight_of(request)
    row = plan_of(sight, plan)
    there = reverse("desk:review_plan", args=[plan])
    if not sight.controls or row.issued_at is None:
        raise Http404
    if not any(one.state is State.AGREED for one in row.reviews):
        if request.method != "POST":
            raise Http404
        messages.error(request, _("No proposal waits for a decision."))
        return redirect(there)
    form = ApprovalForm(request.POST or None, plan=row, initial={"decided_on": sight.today})
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data | {
            "reviews": [int(one) for one in form.cleaned_data["reviews"]]
        }
        try:
            made = actions.decide(plan=plan, **given, by=sight.by, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The decision is entered; the agencies are told what to draft."))
            return redirect("desk:review_decision", decision=made)
    title = _("Enter a decision on proposals")
    context = {
        "form": form,
        "title": title,
        "lead": _("What is approved does not change; simplified procedures are then amended and announced."),
        "button": _("Enter this decision"),
        "back": there,
        "crumbs": crumbs(Link(row.title, there), Link(title)),
    }
    return render(request, "desk/procedures/deed.html", context)


@requires(*WORKERS)
def decision(request: HttpRequest, decision: int) -> HttpResponse:
    sight = sight_of(request)
    try:
        page = queries.get_decision(decision, sight.today)
    except PlanNotFound as absent:
        raise Http404 from absent
    if not sight.sees(page.plan.agencies):
        raise Http404
    names = get_names({one.agency for one in page.reviews}, sight.today)
    there = reverse("desk:review_plan", args=[page.plan.id])
    context = {
        "row": page.row,
        "plan": page.plan,
        "lead": _lead(page),
        "saving": f"{words_of_saving(page.saving)} {words_of_aim(page.saving)}".strip(),
        "total": page.saving,
        "lines": [
            (
                one,
                _verdict(one),
                names.get(one.agency, one.agency),
                _later(page, one),
            )
            for one in page.reviews
        ],
        "crumbs": crumbs(Link(page.plan.title, there), Link(page.row.number)),
    }
    return render(request, "desk/reviews/decision.html", context)


def _lead(page: DecisionPage) -> str:
    count = len(page.reviews)
    words = ngettext("%(count)s proposal is approved", "%(count)s proposals are approved", count) % {
        "count": count
    }
    if not page.to_draft:
        return words + _("; each simplification is being drafted or carried out.")
    waiting = ngettext(
        "; %(count)s simplification is not drafted yet.",
        "; %(count)s simplifications are not drafted yet.",
        page.to_draft,
    )
    return words + waiting % {"count": page.to_draft}


def _later(page: DecisionPage, review: ReviewRow) -> tuple[str, str, str]:
    """How far it is carried out: address, tag and word."""
    later = page.later.get(review.version or 0)
    if later:
        return (
            reverse("desk:procedure", args=[later.id]),
            VERSION_TAGS[later.state],
            str(VERSION_LABELS[later.state]),
        )
    if review.verdict is Verdict.KEEP:
        return "", "not_applicable", _("nothing to carry out")
    return (
        "",
        "not_done",
        _("not drafted yet") if review.verdict is Verdict.SIMPLIFY else _("to be abolished"),
    )


urlpatterns = [
    path("reviews/plans/<int:plan>/decide/", decide, name="decide_reviews"),
    path("reviews/decisions/<int:decision>/", decision, name="review_decision"),
]
