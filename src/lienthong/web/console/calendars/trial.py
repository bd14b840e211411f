"""Try the calendar: a start, an amount and a unit give a due instant with its sum. Nothing is kept."""

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.organisations.queries import get_path
from lienthong.spine import clock
from lienthong.spine.calendar import queries
from lienthong.spine.calendar.permissions import Permission
from lienthong.spine.calendar.queries import Due, Step, StepKind, Unit
from lienthong.spine.errors import Refusal
from lienthong.web.console.fields import agency_field, day_field
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link, SumRow
from lienthong.web.ui.words import write_moment, write_short_day

UNIT_LABELS = {
    Unit.WORKING_DAY: gettext_lazy("working days"),
    Unit.WORKING_HOUR: gettext_lazy("working hours"),
    Unit.CALENDAR_DAY: gettext_lazy("calendar days"),
    Unit.MONTH: gettext_lazy("months"),
}


class TrialForm(forms.Form):
    on = day_field(gettext_lazy("Received on"))
    at = forms.TimeField(
        label=gettext_lazy("At"),
        required=False,
        help_text=gettext_lazy("For example 14:50; empty for the whole day."),
        widget=forms.TimeInput({"size": "6"}, format="%H:%M"),
    )
    amount = forms.IntegerField(label=gettext_lazy("Time limit"), min_value=1, widget=forms.NumberInput())
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), choices=list(UNIT_LABELS.items()))
    agency = agency_field(
        gettext_lazy("Calendar of"),
        required=False,
        help_text=gettext_lazy("Name, abbreviation or code; left empty: the calendar of all agencies."),
    )

    def start(self) -> dt.date | dt.datetime:
        day, at = self.cleaned_data["on"], self.cleaned_data["at"]
        return dt.datetime.combine(day, at, tzinfo=clock.ZONE) if at else day


@requires(Permission.KEEP)
def try_calendar(request: HttpRequest) -> HttpResponse:
    initial = {"on": clock.today(), "amount": 10}
    form = TrialForm(request.GET if request.GET.get("on") else None, initial=initial)
    due = _count(form) if form.is_bound and form.is_valid() else None
    title = _("Try the calendar")
    lead = _("Counting begins on the next day, for hours at once. Nothing is kept.")
    context: dict[str, Any] = {"form": form, "due": due, "sum": _sum(due) if due else []}
    return render_page(
        request,
        "console/calendars/trial.html",
        current="calendar",
        title=title,
        lead=lead,
        crumbs=[Link(title)],
        **context,
    )


def _count(form: TrialForm) -> Due | None:
    given = form.cleaned_data
    above = get_path(given["agency"], given["on"]) if given["agency"] else []
    superiors = [code for code in reversed(above) if code != given["agency"]]
    calendar = queries.calendar_for(given["agency"], superiors=superiors)
    try:
        return queries.due_at(calendar, start=form.start(), amount=given["amount"], unit=Unit(given["unit"]))
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None


def _sum(due: Due) -> list[SumRow]:
    told = ((queries.explain([step]), step) for step in due.steps)
    return [SumRow(words, _effect(step)) for words, step in told if words]


def _effect(step: Step) -> str:
    if step.kind is StepKind.ENDS:
        return write_moment(step.first)
    first, last = write_short_day(step.first), write_short_day(step.last)
    return f"{first}–{last}" if last and last != first else first


urlpatterns = [path("calendar/try/", try_calendar, name="try_calendar")]
