"""One plan of reviews: its rows with their days, reviews begun from them; issued; taken away as Excel."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.organisations.queries import get_names
from lienthong.domain.reviews import actions, queries
from lienthong.domain.reviews.errors import PlanNotFound
from lienthong.domain.reviews.exchange import summary_paper, write_plan
from lienthong.domain.reviews.permissions import WORKERS, Permission, can_write
from lienthong.domain.reviews.queries import STATE_LABELS, EntryRow, Item, PlanRow, State
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.pdf import typeset
from lienthong.web.desk.procedures.workbook import XLSX
from lienthong.web.desk.reviews.sight import (
    TAGS,
    Sight,
    crumbs,
    sight_of,
    standing_of,
    story_of,
    words_of_aim,
    words_of_saving,
)
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import show_made
from lienthong.web.ui.forms import DayField
from lienthong.web.ui.parts import Link


class DecisionForm(forms.Form):
    number = forms.CharField(
        label=pgettext_lazy("procedure", "Number of the decision"),
        max_length=60,
        widget=forms.TextInput({"size": "24", "autocomplete": "off"}),
    )
    decided_on = DayField(label=pgettext_lazy("procedure", "Decided on"))


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A procedure of a row: how its review stands, or that it may be begun."""

    item: Item
    tag: str
    word: str
    may_begin: bool

    @property
    def url(self) -> str:
        return reverse("desk:review", args=[self.item.review.id]) if self.item.review else ""


@dataclass(frozen=True, slots=True)
class Line:
    row: EntryRow
    lead: str
    coordinating: tuple[str, ...]
    items: tuple[ItemLine, ...]
    tag: str
    word: str


def plan_of(sight: Sight, plan: int) -> PlanRow:
    """Raises Http404 for a plan in which this person's agency has no part, and for drafts of the office."""
    try:
        row = queries.get_plan(plan, sight.today)
    except PlanNotFound as absent:
        raise Http404 from absent
    if not sight.controls and (row.issued_at is None or not sight.sees(row.agencies)):
        raise Http404
    return row


def drafted_plan(sight: Sight, plan: int) -> PlanRow:
    """Raises Http404 as well for who does not draw it up, and once it is issued."""
    row = plan_of(sight, plan)
    if not sight.controls or row.issued_at:
        raise Http404
    return row


@requires(*WORKERS)
def review_plan(request: HttpRequest, plan: int) -> HttpResponse:
    sight = sight_of(request)
    row = plan_of(sight, plan)
    names = get_names(row.agencies, sight.today)
    context = {
        "plan": row,
        "lead": _lead(row),
        "saving": _saving(row),
        "lines": [_line(sight, row, entry, names) for entry in row.entries],
        "decisions": queries.list_decisions(plan),
        "may_decide": sight.controls and any(one.state is State.AGREED for one in row.reviews),
        "story": story_of(queries.list_happenings(queries.plan_subject(plan))),
        "sight": sight,
        "crumbs": crumbs(Link(row.title)),
    }
    return render(request, "desk/reviews/plan.html", context)


def _lead(plan: PlanRow) -> str:
    if plan.issued_at is None:
        return _("This is a draft. Agencies see it once its decision is entered.")
    words = ngettext(
        "%(done)s of %(total)s procedure is reviewed and agreed to",
        "%(done)s of %(total)s procedures are reviewed and agreed to",
        plan.procedures,
    ) % {"done": plan.done, "total": plan.procedures}
    if not plan.late:
        return words + _("; nothing is late.")
    late = ngettext("; %(late)s row is late.", "; %(late)s rows are late.", plan.late)
    return words + late % {"late": plan.late}


def _saving(plan: PlanRow) -> str:
    """Of what the office agreed to, in words; "" while that is nothing."""
    if not plan.done:
        return ""
    return f"{words_of_saving(plan.saving)} {words_of_aim(plan.saving)}"


def _line(sight: Sight, plan: PlanRow, entry: EntryRow, names: dict[str, str]) -> Line:
    begins = plan.issued_at is not None and can_write(sight.by, entry.lead)
    return Line(
        entry,
        names.get(entry.lead, entry.lead),
        tuple(names.get(code, code) for code in entry.coordinating),
        tuple(_item(item, begins=begins) for item in entry.items),
        *standing_of(entry),
    )


def _item(item: Item, *, begins: bool) -> ItemLine:
    if item.review is None:
        return ItemLine(item, "not_done", _("not begun"), begins)
    state = item.review.state
    return ItemLine(item, TAGS[state], str(STATE_LABELS[state]), may_begin=False)


@require_POST
@requires(Permission.WRITE)
def begin_review(request: HttpRequest, entry: int) -> HttpResponse:
    sight = sight_of(request)
    try:
        plan, row = queries.find_entry(entry, sight.today)
    except PlanNotFound as absent:
        raise Http404 from absent
    if plan.issued_at is None or not can_write(sight.by, row.lead):
        raise Http404
    code = request.POST.get("code", "")[:40]
    known = next((item.review for item in row.items if item.code == code and item.review), None)
    if known:  # pressed twice
        return redirect("desk:review", review=known.id)
    try:
        made = actions.begin(entry=entry, code=code, by=sight.by, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:review_plan", plan=plan.id)
    messages.success(request, _("The review is open. Answer the questions, then reckon the cost."))
    return redirect("desk:review", review=made)


@requires(Permission.CONTROL)
def issue_plan(request: HttpRequest, plan: int) -> HttpResponse:
    sight = sight_of(request)
    there = reverse("desk:review_plan", args=[plan])
    if plan_of(sight, plan).issued_at and sight.controls and request.method == "POST":
        messages.error(request, _("The plan is issued already."))
        return redirect(there)
    row = drafted_plan(sight, plan)
    form = DecisionForm(request.POST or None, initial={"decided_on": sight.today})
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        try:
            actions.issue(plan=plan, **given, by=sight.by, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The plan is issued; the agencies that review are told."))
            return redirect(there)
    title = _("Enter the decision that issues the plan")
    context = {
        "form": form,
        "title": title,
        "lead": _("From then on the plan does not change, and its rows are owed."),
        "button": pgettext("review", "Issue the plan"),
        "back": there,
        "crumbs": crumbs(Link(row.title, there), Link(title)),
    }
    return render(request, "desk/procedures/deed.html", context)


@requires(*WORKERS)
def plan_xlsx(request: HttpRequest, plan: int) -> HttpResponse:
    sight = sight_of(request)
    row = plan_of(sight, plan)
    title = f"{row.title} ({row.number})" if row.number else row.title
    answer = HttpResponse(
        write_plan(row, get_names(row.agencies, sight.today), title=title), content_type=XLSX
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="ra-soat-tthc-{row.year}-{row.id}.xlsx"'
    return answer


@requires(*WORKERS)
def summary(request: HttpRequest, plan: int) -> HttpResponse:
    """The draft of the report on what was reviewed and agreed to."""
    sight = sight_of(request)
    row = plan_of(sight, plan)
    if not row.done:
        raise Http404
    proposals = queries.list_proposals([one.id for one in row.reviews])
    paper = summary_paper(row, proposals, get_names(row.agencies, sight.today), sight.today)
    try:
        content = typeset(paper.template, paper.data())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:review_plan", plan=plan)
    return show_made(content, f"bao-cao-ra-soat-tthc-{row.year}.pdf")


urlpatterns = [
    path("reviews/plans/<int:plan>/summary.pdf", summary, name="review_plan_summary"),
    path("reviews/plans/<int:plan>/", review_plan, name="review_plan"),
    path("reviews/plans/<int:plan>/issue/", issue_plan, name="issue_review_plan"),
    path("reviews/plans/<int:plan>/plan.xlsx", plan_xlsx, name="review_plan_xlsx"),
    path("reviews/entries/<int:entry>/begin/", begin_review, name="begin_review"),
]
