"""A year of the calendar: days off and days worked instead, each with its decision."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.spine import clock
from lienthong.spine.calendar import actions, queries
from lienthong.spine.calendar.permissions import Permission
from lienthong.spine.calendar.queries import Day, DayKind, Kept
from lienthong.web.console.calendars.basis import BasisForm, initial_of
from lienthong.web.console.calendars.withdrawing import withdraw
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.fields import day_field
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.parts import Link, Tab
from lienthong.web.ui.words import write_day, write_due, write_moment

FIRST_YEAR, LAST_YEAR = 2000, 2199
KIND_LABELS = {
    DayKind.OFF: gettext_lazy("Day off"),
    DayKind.MAKE_UP: gettext_lazy("Worked to make up"),
}


class DayForm(BasisForm):
    on = day_field(gettext_lazy("Day"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=list(KIND_LABELS.items()), widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=pgettext_lazy("day off", "Name"),
        max_length=200,
        help_text=gettext_lazy("As the decision calls it."),
    )
    swapped_with = day_field(gettext_lazy("Swapped with"), required=False)

    field_order = ("on", "kind", "name", "swapped_with", "decision", "decided_on", "confirmed")

    def day(self) -> Day:
        given = self.cleaned_data
        return Day(given["on"], DayKind(given["kind"]), given["name"], given["swapped_with"], self.basis())


@dataclass(frozen=True, slots=True)
class Month:
    """``days`` are the entries of the month; ``working`` counts its working days, of all agencies."""

    label: str
    working: int
    days: list["DayShown"]


@dataclass(frozen=True, slots=True)
class DayShown:
    url: str
    when: str
    name: str
    kind: str
    is_off: bool
    swapped: str
    decision: str
    is_confirmed: bool


@requires(Permission.KEEP)
def calendar(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    year = _year(request.GET.get("year", ""), today.year)
    kept = queries.list_days(year)
    months = _months(year, kept)
    context: dict[str, Any] = {
        "months": months,
        "years": _years(year),
        "hours": len(queries.list_hours()),
        "suspensions": queries.list_suspensions(),
        "rules": len(queries.list_rules()),
        "unread": sum(not entry.value.basis.confirmed for entry in kept),
    }
    facts = {
        "year": year,
        "working": sum(month.working for month in months),
        "off": _count(kept, DayKind.OFF),
    }
    title = _("%(year)d has %(working)d working days") % facts
    lead = _("%(off)d days off are entered, and %(made_up)d days worked to make up.") % (
        facts | {"made_up": _count(kept, DayKind.MAKE_UP)}
    )
    return render_page(
        request, "console/calendars/year.html", current="calendar", title=title, lead=lead, **context
    )


def _year(given: str, this: int) -> int:
    year = int(given) if given.isdigit() and len(given) == 4 else this
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return year


def _years(year: int) -> list[Tab]:
    here = reverse("console:calendar")
    return [Tab(str(one), f"{here}?year={one}", current=one == year) for one in range(year - 3, year + 4)]


def _count(kept: list[Kept[Day]], kind: DayKind) -> int:
    return sum(entry.value.kind is kind for entry in kept)


def _months(year: int, kept: list[Kept[Day]]) -> list[Month]:
    common = queries.calendar_for()
    months = []
    for month in range(1, 13):
        working = sum(common.is_working(day) for day in _days_of(year, month))
        days = [_shown(entry) for entry in kept if entry.value.on.month == month]
        months.append(Month(str(MONTHS[month]).capitalize(), working, days))
    return months


def _days_of(year: int, month: int) -> Iterable[dt.date]:
    day = dt.date(year, month, 1)
    while day.month == month:
        yield day
        day += dt.timedelta(days=1)


def _shown(entry: Kept[Day]) -> DayShown:
    day = entry.value
    return DayShown(
        reverse("console:correct_day", args=[entry.id]),
        write_due(day.on),
        day.name,
        str(KIND_LABELS[day.kind]),
        day.kind is DayKind.OFF,
        write_day(day.swapped_with),
        _cited(day.basis),
        day.basis.confirmed,
    )


def _cited(basis: queries.Basis) -> str:
    if basis.decision and basis.decided_on:
        return _("%(decision)s of %(day)s") % {"decision": basis.decision, "day": write_day(basis.decided_on)}
    return basis.decision


@requires(Permission.KEEP)
def enter_day(request: HttpRequest) -> HttpResponse:
    form = DayForm(request.POST or None, initial={"kind": DayKind.OFF.value})

    def act(_given: dict[str, Any]) -> None:
        actions.enter_day(day=form.day(), by=actor_of(request), at=clock.now())

    lead = _("A day that differs from its week: off, or worked to make up for another.")
    deed = Deed(
        "calendar",
        _("Enter a day"),
        _("Enter the day"),
        _("The day is entered."),
        reverse("console:calendar"),
        lead,
    )
    return perform(request, deed, form, act)


@requires(Permission.KEEP)
def correct_day(request: HttpRequest, entry: int) -> HttpResponse:
    kept = _kept(entry)
    day = kept.value
    initial = {
        "kind": day.kind.value,
        "name": day.name,
        "swapped_with": day.swapped_with,
        **initial_of(day.basis),
    }
    form = DayForm(request.POST or None, initial=initial)
    del form.fields["on"]

    def act(given: dict[str, Any]) -> None:
        given["on"] = day.on
        actions.correct_day(entry=entry, day=form.day(), by=actor_of(request), at=clock.now())

    back = f"{reverse('console:calendar')}?year={day.on.year}"
    deed = Deed(
        "calendar",
        _("Correct %(day)s") % {"day": write_day(day.on)},
        _("Correct the day"),
        _("The day is corrected; the earlier entry stays in its history."),
        back,
        _("Recorded %(when)s.") % {"when": write_moment(kept.recorded_at)},
        other=Link(_("Withdraw this entry"), reverse("console:withdraw_day", args=[entry])),
    )
    return perform(request, deed, form, act)


@requires(Permission.KEEP)
def withdraw_day(request: HttpRequest, entry: int) -> HttpResponse:
    day = _kept(entry).value
    back = f"{reverse('console:calendar')}?year={day.on.year}"
    return withdraw(request, entry, f"{write_day(day.on)}, {day.name}", actions.withdraw_day, back)


def _kept(entry: int) -> Kept[Day]:
    """The entry in force. Raises Http404 for one that was corrected or withdrawn meanwhile."""
    found = queries.find_day(entry)
    if found is None:
        raise Http404
    return found


urlpatterns = [
    path("calendar/", calendar, name="calendar"),
    path("calendar/days/new/", enter_day, name="enter_day"),
    path("calendar/days/<int:entry>/", correct_day, name="correct_day"),
    path("calendar/days/<int:entry>/withdraw/", withdraw_day, name="withdraw_day"),
]
