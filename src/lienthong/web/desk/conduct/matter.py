"""One matter: what was seen and in which cases, and the answer of the head with the measure that was taken."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.cases import queries as cases
from lienthong.domain.conduct import actions, queries
from lienthong.domain.conduct.errors import (
    DayAhead,
    DecisionMissing,
    MatterNotFound,
    WhoMissing,
    WordsMissing,
)
from lienthong.domain.conduct.permissions import Permission, can_answer
from lienthong.domain.conduct.queries import KIND_LABELS, MEASURE_LABELS, MatterRow, Measure
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.page import Desk
from lienthong.web.desk.conduct.listing import count_of, crumbs, days_of, reader_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.forms import DayField
from lienthong.web.ui.parts import Link

BESIDE = {WordsMissing: "words", WhoMissing: "who", DecisionMissing: "decision", DayAhead: "decided_on"}


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=pgettext_lazy("conduct", "What was found"),
        help_text=gettext_lazy("Those above read it as it stands. It stays."),
        max_length=4_000,
        widget=forms.Textarea({"rows": "5"}),
    )
    measure = forms.ChoiceField(
        label=pgettext_lazy("conduct", "What was done"),
        choices=[(one.value, words) for one, words in MEASURE_LABELS.items()],
        widget=forms.RadioSelect,
    )
    who = forms.CharField(label=gettext_lazy("Person or unit concerned"), max_length=200, required=False)
    decision = forms.CharField(
        label=gettext_lazy("Number of the decision or minutes"), max_length=80, required=False
    )
    decided_on = DayField(label=pgettext_lazy("conduct", "Its day"), required=False)


@requires(Permission.ANSWER, Permission.SEE)
def matter(request: HttpRequest, matter: int) -> HttpResponse:
    desk = reader_of(request)
    try:
        row = queries.get_matter(matter, by=desk.by, day=desk.day)
    except MatterNotFound as absent:
        raise Http404 from absent
    may_answer = can_answer(desk.by, row.agency)
    if request.method == "POST" and not may_answer:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    form.use_required_attribute = False
    if form.is_bound and form.is_valid():
        try:
            _answer(row, form.cleaned_data, desk)
        except Refusal as refusal:
            form.add_error(BESIDE.get(type(refusal)), str(refusal))
        else:
            messages.success(request, _("Answered. Those above can read it now."))
            return redirect("desk:matter", matter=row.id)
    names = desk.agency_names([row.agency])
    context = {
        "row": row,
        "kind": KIND_LABELS[row.kind],
        "measure": MEASURE_LABELS[row.measure] if row.measure else "",
        "agency": names.get(row.agency, row.agency),
        "days": days_of(row),
        "count": count_of(row),
        "cases": _cases(row, desk),
        "is_alone": row.measure is None and desk.day < row.shown_on,
        "form": form if may_answer and row.measure is None else None,
        "limits": queries.limits_on(row.seen_until),
        "crumbs": crumbs(Link(str(KIND_LABELS[row.kind]))),
    }
    return render(request, "desk/conduct/matter.html", context)


def _answer(row: MatterRow, given: dict[str, Any], desk: Desk) -> None:
    told = given | {"measure": Measure(given["measure"])}
    actions.answer(matter=row.id, **told, by=desk.by, at=clock.now())


def _cases(row: MatterRow, desk: Desk) -> list[cases.CaseRow]:
    """Those that this person may see."""
    return cases.list_chosen(row.cases, by=desk.by, now=desk.now)


urlpatterns = [path("<int:matter>/", matter, name="matter")]
