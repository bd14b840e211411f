"""A year's plan is drawn up and changed: its rows name procedures, agencies and days."""

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.reviews import actions
from lienthong.domain.reviews.permissions import Permission
from lienthong.domain.reviews.queries import EntryGiven, EntryRow, PlanGiven, PlanRow
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.text import clean
from lienthong.web.desk.procedures.deeds import find_keeper
from lienthong.web.desk.procedures.fields import (
    MOST_ROWS,
    LineField,
    day,
    faults_of,
    label_boxes,
    many,
    short,
)
from lienthong.web.desk.reviews.plan import drafted_plan
from lienthong.web.desk.reviews.sight import Sight, crumbs, sight_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link
from lienthong.web.ui.picking import PickField, PickManyField

BLANK, MORE = 3, 5
TITLE = gettext_lazy("Rows of the plan")


class PlanForm(forms.Form):
    year = forms.IntegerField(
        label=pgettext_lazy("review", "Year"),
        min_value=2010,
        max_value=2100,
        widget=forms.TextInput({"size": "6", "inputmode": "numeric", "autocomplete": "off"}),
    )
    title = LineField(label=pgettext_lazy("review", "What the plan is called"), max_length=500)


class EntryForm(forms.Form):
    name = LineField(label=gettext_lazy("What is reviewed"), required=False, max_length=1000)
    codes = short(14, 400, gettext_lazy("Codes of procedures"))
    lead = PickField(label=gettext_lazy("Leading agency"), find=find_keeper, required=False)
    coordinating = PickManyField(
        label=gettext_lazy("Coordinating agencies"), find=find_keeper, required=False
    )
    begins_on = day(pgettext_lazy("review", "From"))
    due_on = day(pgettext_lazy("review", "Until"))
    product = LineField(label=pgettext_lazy("review", "Product"), required=False, max_length=1000)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("lead", "coordinating"):
            self.fields[name].widget.attrs["size"] = "16"

    def clean(self) -> dict[str, Any]:
        """An empty row is no row; one that is begun says all but partners and product."""
        given: dict[str, Any] = super().clean() or {}
        if not any(given.values()):
            return given
        asked = {
            "name": _("Write what is reviewed."),
            "codes": _("Name at least one procedure by its code."),
            "lead": _("Name the agency that leads."),
            "begins_on": _("Write the first day."),
            "due_on": _("Write the last day."),
        }
        for name, words in asked.items():
            if not given.get(name) and name not in self.errors:
                self.add_error(name, words)
        if given.get("begins_on") and given.get("due_on") and given["due_on"] < given["begins_on"]:
            self.add_error("due_on", _("It must not lie before the first day."))
        return given


@requires(Permission.CONTROL)
def new_plan(request: HttpRequest) -> HttpResponse:
    sight = sight_of(request)
    if not sight.controls:
        raise Http404
    year = sight.today.year
    title = f"Kế hoạch rà soát, đánh giá thủ tục hành chính năm {year}"
    return _form_page(request, sight, None, {"year": year, "title": title})


@requires(Permission.CONTROL)
def edit_plan(request: HttpRequest, plan: int) -> HttpResponse:
    sight = sight_of(request)
    row = drafted_plan(sight, plan)
    return _form_page(request, sight, row, {"year": row.year, "title": row.title})


def _form_page(
    request: HttpRequest, sight: Sight, plan: PlanRow | None, initial: dict[str, Any]
) -> HttpResponse:
    more = "more" in request.POST
    data = _with_more_rows(request.POST) if more else request.POST if request.method == "POST" else None
    form = PlanForm(data, initial=initial)
    told = [_initial(entry) for entry in plan.entries] if plan else []
    rows = many(EntryForm, blank=BLANK)(data, prefix="entries", initial=told)
    label_boxes(rows)
    if more:
        for one in (form, *rows.forms):
            one.errors.clear()
    elif data is not None and all([form.is_valid(), rows.is_valid()]):
        try:
            made = _save(sight, plan, _given(form, rows), request.POST.get("seen", ""))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The plan is kept as a draft."))
            return redirect("desk:review_plan", plan=made)
    heading = _("Change the plan") if plan else _("Draw up a plan of reviews")
    back = reverse("desk:review_plan", args=[plan.id]) if plan else reverse("desk:reviews")
    context = {
        "form": form,
        "rows": rows,
        "title": TITLE,
        "seen": plan.revision if plan else "",
        "faults": list(faults_of([(TITLE, rows)])) if data is not None and not more else [],
        "back": back,
        "heading": heading,
        "crumbs": crumbs(*([Link(plan.title, back)] if plan else []), Link(heading)),
    }
    return render(request, "desk/reviews/plan_form.html", context)


def _save(sight: Sight, plan: PlanRow | None, given: PlanGiven, seen: str) -> int:
    if plan is None:
        return actions.draw_up(plan=given, office=sight.office, by=sight.by, at=clock.now())
    number = int(seen) if re.fullmatch(r"[0-9]{1,9}", seen) else 0
    actions.redraw(plan=plan.id, given=given, seen=number, by=sight.by, at=clock.now())
    return plan.id


def _initial(entry: EntryRow) -> dict[str, Any]:
    return {
        "name": entry.name,
        "codes": " ".join(entry.codes),
        "lead": entry.lead,
        "coordinating": entry.coordinating,
        "begins_on": entry.begins_on,
        "due_on": entry.due_on,
        "product": entry.product,
    }


def _given(form: PlanForm, rows: "forms.BaseFormSet[Any]") -> PlanGiven:
    entries = [_entry(row.cleaned_data) for row in rows.forms if row.cleaned_data.get("name")]
    return PlanGiven(form.cleaned_data["year"], clean(form.cleaned_data["title"]), tuple(entries))


def _entry(given: dict[str, Any]) -> EntryGiven:
    return EntryGiven(
        name=clean(given["name"]),
        codes=tuple(dict.fromkeys(re.split(r"[\s,;]+", given["codes"].strip()))),
        lead=given["lead"],
        coordinating=tuple(given["coordinating"]),
        begins_on=given["begins_on"],
        due_on=given["due_on"],
        product=clean(given["product"]),
    )


def _with_more_rows(sent: QueryDict) -> QueryDict:
    """What was sent, with empty rows behind it: nothing is judged yet."""
    data, total = sent.copy(), sent.get("entries-TOTAL_FORMS", "")
    rows = int(total) if total.isascii() and total.isdigit() and len(total) < 4 else 0
    data["entries-TOTAL_FORMS"] = str(min(rows + MORE, MOST_ROWS))
    return data


urlpatterns = [
    path("reviews/plans/new/", new_plan, name="new_review_plan"),
    path("reviews/plans/<int:plan>/edit/", edit_plan, name="edit_review_plan"),
]
