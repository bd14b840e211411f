"""Figures that the plan demands: how each is defined, how far it came, and the forms that define and state them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.errors import MeasureNotFound
from lienthong.domain.plans.permissions import Permission, can_monitor, can_submit
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.money import parse_number
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import download
from lienthong.web.steering.plans.measured import (
    EACH_AGENCY,
    count_in_words,
    count_missed,
    number,
    say_value,
    show_measures,
    write_demand,
    write_value,
)
from lienthong.web.steering.plans.page import Page, followed
from lienthong.web.ui.charts import Series
from lienthong.web.ui.forms import DayField
from lienthong.web.ui.parts import Link
from lienthong.web.ui.words import write_short_day


class FigureField(forms.CharField):
    """A number as people write it: 1.230 or 54,2."""

    def __init__(self, **options: Any) -> None:
        box = forms.TextInput({"inputmode": "decimal", "size": "14", "autocomplete": "off"})
        super().__init__(max_length=30, widget=box, **options)

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_number(text)
        except ValueError:
            raise forms.ValidationError(_("Write a number, for example 1.230 or 54,2.")) from None


class Defining(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name of the figure"),
        help_text=gettext_lazy("Short, as it stands beside its bar."),
        max_length=200,
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("Who states it"),
        choices=[
            ("PROVINCE", gettext_lazy("the plan's monitor, one figure for the province")),
            (EACH_AGENCY, gettext_lazy("each agency its own")),
        ],
        widget=forms.RadioSelect,
    )
    numerator = forms.CharField(
        label=gettext_lazy("What is counted (numerator)"),
        help_text=gettext_lazy("Empty for a figure that is no share."),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )
    denominator = forms.CharField(
        label=gettext_lazy("Of what (denominator)"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )


class Stating(forms.Form):
    """``agency`` is asked where more than one could be meant; a share is computed from what was counted."""

    agency = forms.ChoiceField(label=gettext_lazy("Agency"))
    period_end = DayField(
        label=gettext_lazy("Counted up to"), help_text=gettext_lazy("For example 14/9/2021.")
    )
    numerator = FigureField()
    denominator = FigureField()
    value = FigureField(label=gettext_lazy("Figure"))
    document = forms.CharField(
        label=gettext_lazy("Number of the document that says so"),
        max_length=60,
        widget=forms.TextInput({"size": "20"}),
    )
    document_on = DayField(label=gettext_lazy("Day of the document"))
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=2_000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, given: Any, page: Page, row: plans.MeasureRow, agencies: Sequence[str]) -> None:
        super().__init__(given)
        chosen = self.fields["agency"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - as declared above
        chosen.choices = [(code, page.places.name(code)) for code in agencies]
        if len(agencies) == 1:
            chosen.widget, chosen.initial = forms.HiddenInput(), agencies[0]
        for name in ("value",) if row.denominator else ("numerator", "denominator"):
            del self.fields[name]
        if row.denominator:
            self.fields["numerator"].label = row.numerator
            self.fields["denominator"].label = row.denominator


@requires(Permission.FOLLOW)
def targets(request: HttpRequest, slug: str) -> HttpResponse:
    page = followed(request, slug)
    rows = plans.list_measures(page.plan, **page.seen)
    shown = show_measures(page, rows)
    titles = {task.ref: task.called for task in plans.list_tasks(page.plan)}
    context = {
        "sentence": _say_all(rows),
        "tasks": [
            (ref, titles.get(ref, ""), page.url("plan_task", ref=ref), list(of_task))
            for ref, of_task in groupby(shown, key=lambda one: one.row.ref)
        ],
    }
    return page.render("targets", context, current="plan_targets")


def _say_all(rows: Sequence[plans.MeasureRow]) -> str:
    """“The plan demands twelve figures; five have values, three of these are not reached.”"""
    stated = [row for row in rows if row.values]
    said = ngettext("The plan demands %(count)s figure", "The plan demands %(count)s figures", len(rows))
    parts = [said % {"count": count_in_words(len(rows))}]
    if not stated:
        parts.append(_("none has a value yet"))
    else:
        parts.append(_("%(count)s have values") % {"count": count_in_words(len(stated))})
        missed = count_in_words(count_missed(stated))
        parts.append(_("%(count)s of these are not reached") % {"count": missed})
    return f"{parts[0]}; {', '.join(parts[1:])}."


@dataclass(frozen=True, slots=True)
class ValueShown:
    row: plans.ValueRow
    agency: str
    value: str
    words: str
    file_url: str


@requires(Permission.FOLLOW)
def target(request: HttpRequest, slug: str, measure: int) -> HttpResponse:
    page = followed(request, slug)
    row = _measure_of(page, measure)
    values = [value for value in plans.list_values(row, **page.seen) if _sees(page, row, value.agency)]
    since = plans.list_reached_since([row], **page.seen)
    history = [_show_value(page, row, value, since) for value in values]
    context = {
        "measure": show_measures(page, [row])[0],
        "task_url": page.url("plan_task", ref=row.ref),
        "history": history,
        "newest": _newest(history) if row.scope == EACH_AGENCY else [],
        "chart": _chart(row, values),
        "may_define": _may_define(page),
        "may_state": bool(_stated_for(page, row)) and row.is_defined,
        "is_past": not page.moment.is_today,
    }
    return page.render("target", context, current="plan_targets", crumbs=_crumbs(page, row))


def _newest(history: Sequence[ValueShown]) -> list[ValueShown]:
    """Of each agency the last that it stated, those that miss the demand first."""
    last: dict[str, ValueShown] = {}
    for one in history:
        last.setdefault(one.row.agency, one)
    return sorted(last.values(), key=lambda one: (one.row.is_reached, one.agency))


def _sees(page: Page, row: plans.MeasureRow, agency: str) -> bool:
    """The province's figure is for every official who follows the plan, an agency's for who sees its duties."""
    return row.scope != EACH_AGENCY or page.sight.covers(agency, row.lineage)


def _show_value(
    page: Page, row: plans.MeasureRow, value: plans.ValueRow, since: dict[tuple[int, str], dt.date]
) -> ValueShown:
    url = page.url("plan_target_file", measure=row.id, file=value.file) if value.file else ""
    words = _("corrected later") if value.corrected else say_value(row, value, since)
    return ValueShown(value, page.places.name(value.agency), write_value(row, value), words, url)


@dataclass(frozen=True, slots=True)
class Chart:
    series: Sequence[Series]
    ticks: Sequence[str]
    demanded: float
    label: str
    demand: str


def _chart(row: plans.MeasureRow, values: Sequence[plans.ValueRow]) -> Chart | None:
    """A line of the province's share through its periods; None for fewer than two."""
    valid = sorted((one for one in values if not one.corrected), key=lambda one: one.period_end)
    if not row.is_share or row.scope == EACH_AGENCY or len(valid) < 2:
        return None
    series = [Series(_("share"), [float(round(one.value, 1)) for one in valid])]
    ticks = [write_short_day(one.period_end) for one in valid]
    label = _("%(name)s, by the end of each period") % {"name": row.name}
    return Chart(
        series, ticks, number(row.demanded), label, _("demand %(level)s") % {"level": write_demand(row)}
    )


@requires(Permission.MONITOR)
def define(request: HttpRequest, slug: str, measure: int) -> HttpResponse:
    page = followed(request, slug)
    row = _measure_of(page, measure)
    if not _may_define(page):
        raise Http404
    kept = {name: getattr(row, name) for name in ("name", "scope", "numerator", "denominator")}
    form = Defining(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.define_measure(measure=row.id, **form.cleaned_data, by=page.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The figure is defined."))
            return redirect(page.url("plan_target", measure=made))
    return _render_form(page, row, form, _("Define this figure"), _("Set the definition"))


@requires(Permission.SUBMIT)
def state(request: HttpRequest, slug: str, measure: int) -> HttpResponse:
    page = followed(request, slug)
    row = _measure_of(page, measure)
    agencies = _stated_for(page, row)
    if not agencies or not row.is_defined:
        raise Http404
    form = Stating(request.POST or None, page, row, agencies)
    if request.method == "POST" and form.is_valid():
        try:
            actions.state_value(measure=row.id, **form.cleaned_data, by=page.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The value is stated."))
            return redirect(page.url("plan_target", measure=row.id))
    return _render_form(page, row, form, _("State a value with its document"), _("State the value"))


def _render_form(
    page: Page, row: plans.MeasureRow, form: forms.Form, title: str, button: str
) -> HttpResponse:
    context = {
        "measure": show_measures(page, [row])[0],
        "form": form,
        "form_title": title,
        "button": button,
        "is_valued": isinstance(form, Defining) and bool(row.values),
    }
    return page.render(
        "target_form", context, current="plan_targets", crumbs=[*_crumbs(page, row), Link(title)]
    )


@requires(Permission.FOLLOW)
def file(request: HttpRequest, slug: str, measure: int, file: int) -> HttpResponse:
    """The document that a value was stated with."""
    page = followed(request, slug)
    row = _measure_of(page, measure)
    values = plans.list_values(row, **page.seen)
    seen = {value.file for value in values if _sees(page, row, value.agency)}
    return cast(HttpResponse, download(file, may_read=lambda kept: kept.id in seen))


def _may_define(page: Page) -> bool:
    return page.moment.is_today and can_monitor(page.actor, page.plan.monitor)


def _stated_for(page: Page, row: plans.MeasureRow) -> list[str]:
    """For whom the visitor may state a value now: the province, their own agency, or any that leads the task."""
    if not page.moment.is_today:
        return []
    monitors = can_monitor(page.actor, page.plan.monitor)
    if row.scope != EACH_AGENCY:
        return [page.plan.agency] if monitors else []
    if monitors:
        wanted = plans.Wanted(lineage=row.lineage, not_part="CONTRIBUTION")
        owing = {one.agency for one in plans.list_obligations(page.plan.id, wanted=wanted, **page.seen)}
        return page.places.sort(owing)
    return [page.actor.agency] if can_submit(page.actor, page.actor.agency) else []


def _measure_of(page: Page, measure: int) -> plans.MeasureRow:
    """Raises Http404 for a definition that is not in force on the day."""
    try:
        return plans.get_measure(measure, page.plan, **page.seen)
    except MeasureNotFound as absent:
        raise Http404(str(absent)) from absent


def _crumbs(page: Page, row: plans.MeasureRow) -> list[Link]:
    return [
        Link(_("Targets"), page.url("plan_targets")),
        Link(row.name or row.text, page.url("plan_target", measure=row.id)),
    ]


urlpatterns = [
    path("targets/", targets, name="plan_targets"),
    path("targets/<int:measure>/", target, name="plan_target"),
    path("targets/<int:measure>/define/", define, name="plan_target_define"),
    path("targets/<int:measure>/state/", state, name="plan_target_state"),
    path("targets/<int:measure>/files/<int:file>/", file, name="plan_target_file"),
]
