"""Office hours, of all agencies or of one, all year or in one season."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.organisations.queries import get_names
from lienthong.spine import clock
from lienthong.spine.calendar import actions, queries
from lienthong.spine.calendar.errors import HoursRefused
from lienthong.spine.calendar.permissions import Permission
from lienthong.spine.calendar.queries import Kept, OfficeHours, read_sessions, write_sessions
from lienthong.web.console.calendars.basis import BasisForm, initial_of
from lienthong.web.console.calendars.withdrawing import shown, withdraw
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.fields import agency_field, day_field
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.parts import Link
from lienthong.web.ui.words import WEEKDAYS, write_day

DAYS = [f"day_{number}" for number in range(7)]


class HoursForm(BasisForm):
    scope = agency_field(
        gettext_lazy("Agency"),
        required=False,
        help_text=gettext_lazy("Name, abbreviation or code; left empty: all agencies."),
    )
    effective_from = day_field(gettext_lazy("From day"))
    effective_to = day_field(gettext_lazy("Last day"), required=False)
    season_from = forms.RegexField(
        r"^\d{1,2}/\d{1,2}$",
        label=gettext_lazy("Season from"),
        required=False,
        help_text=gettext_lazy("Day and month, for example 15/4; empty for all year."),
        widget=forms.TextInput({"size": "6"}),
    )
    season_to = forms.RegexField(
        r"^\d{1,2}/\d{1,2}$",
        label=gettext_lazy("Season to"),
        required=False,
        widget=forms.TextInput({"size": "6"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, weekday in zip(DAYS, WEEKDAYS, strict=True):
            self.fields[name] = forms.CharField(
                label=str(weekday).capitalize(),
                required=False,
                max_length=60,
                widget=forms.TextInput({"size": "24", "placeholder": "07:00-11:30 13:30-17:00"}),
            )
        self.order_fields(["scope", "effective_from", "effective_to", "season_from", "season_to", *DAYS])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for name in DAYS:
            try:
                given[name] = read_sessions(given.get(name, ""))
            except HoursRefused as refusal:
                self.add_error(name, str(refusal))
        for name in ("season_from", "season_to"):
            given[name] = self._month_day(name, given.get(name, ""))
        return given

    def _month_day(self, name: str, text: str) -> tuple[int, int] | None:
        if not text:
            return None
        day, month = (int(part) for part in text.split("/"))
        try:
            dt.date(2020, month, day)  # a leap year: 29/2 is a day of the season
        except ValueError:
            self.add_error(name, ValidationError(_("There is no such day. Check day and month.")))
            return None
        return month, day

    def hours(self) -> OfficeHours:
        given = self.cleaned_data
        season = (given["season_from"], given["season_to"])
        return OfficeHours(
            given["scope"],
            tuple(given[name] for name in DAYS),
            given["effective_from"],
            given["effective_to"],
            season if all(season) else None,
            self.basis(),
        )


@dataclass(frozen=True, slots=True)
class HoursShown:
    url: str
    scope: str
    when: str
    week: list[tuple[str, str]]
    decision: str
    is_confirmed: bool


@requires(Permission.KEEP)
def hours(request: HttpRequest) -> HttpResponse:
    kept = queries.list_hours()
    names = get_names([entry.value.scope for entry in kept if entry.value.scope], clock.today())
    title = _("Office hours")
    lead = _("Clocks in working hours run only within them; days end at their closing.")
    rows = [_shown(entry, names) for entry in kept]
    return render_page(
        request,
        "console/calendars/hours.html",
        current="calendar",
        title=title,
        lead=lead,
        crumbs=[Link(title)],
        rows=rows,
        withdrawn=shown(queries.list_withdrawn_hours(), _named),
    )


def _shown(entry: Kept[OfficeHours], names: dict[str, str]) -> HoursShown:
    value = entry.value
    scope = names.get(value.scope, value.scope) if value.scope else _("All agencies")
    return HoursShown(
        reverse("console:correct_hours", args=[entry.id]),
        scope,
        _when(value),
        _week(value),
        value.basis.decision,
        value.basis.confirmed,
    )


def _when(value: OfficeHours) -> str:
    words = _("From %(day)s") % {"day": write_day(value.effective_from)}
    if value.effective_to:
        words = _("%(first)s to %(last)s") % {
            "first": write_day(value.effective_from),
            "last": write_day(value.effective_to),
        }
    if value.season:
        (first_month, first), (last_month, last) = value.season
        season = _("each year %(first)s to %(last)s")
        words = f"{words}, {season % {'first': f'{first}/{first_month}', 'last': f'{last}/{last_month}'}}"
    return words


def _week(value: OfficeHours) -> list[tuple[str, str]]:
    """Neighbouring days of equal hours share a line."""
    lines: list[tuple[list[str], str]] = []
    for weekday, sessions in zip(WEEKDAYS, value.week, strict=True):
        text = write_sessions(sessions) or _("off")
        if lines and lines[-1][1] == text:
            lines[-1][0].append(str(weekday))
        else:
            lines.append(([str(weekday)], text))
    return [(days[0] if len(days) == 1 else f"{days[0]} – {days[-1]}", text) for days, text in lines]


@requires(Permission.KEEP)
def enter_hours(request: HttpRequest) -> HttpResponse:
    form = HoursForm(request.POST or None, initial={"effective_from": clock.today()})

    def act(_given: dict[str, Any]) -> None:
        actions.enter_hours(hours=form.hours(), by=actor_of(request), at=clock.now())

    deed = _deed(_("Enter office hours"), _("Enter the hours"), _("The hours are entered."))
    return perform(request, deed, form, act, [Link(_("Office hours"), deed.back)])


@requires(Permission.KEEP)
def correct_hours(request: HttpRequest, entry: int) -> HttpResponse:
    kept = _kept(entry)
    form = HoursForm(request.POST or None, initial=_initial(kept.value))

    def act(_given: dict[str, Any]) -> None:
        actions.correct_hours(entry=entry, hours=form.hours(), by=actor_of(request), at=clock.now())

    deed = _deed(_("Correct office hours"), _("Correct the hours"), _("The hours are corrected."))
    other = Link(_("Withdraw this entry"), reverse("console:withdraw_hours", args=[entry]))
    return perform(request, replace(deed, other=other), form, act, [Link(_("Office hours"), deed.back)])


@requires(Permission.KEEP)
def withdraw_hours(request: HttpRequest, entry: int) -> HttpResponse:
    back = reverse("console:hours")
    what, crumbs = _named(_kept(entry).value), [Link(_("Office hours"), back)]
    return withdraw(request, entry, what, actions.withdraw_hours, back, crumbs)


def _kept(entry: int) -> Kept[OfficeHours]:
    """The entry in force. Raises Http404 for one that was corrected or withdrawn meanwhile."""
    found = next((one for one in queries.list_hours() if one.id == entry), None)
    if found is None:
        raise Http404
    return found


def _named(value: OfficeHours) -> str:
    names = get_names([value.scope], clock.today()) if value.scope else {}
    where = names.get(value.scope, value.scope) if value.scope else _("All agencies")
    return f"{where}, {_when(value)}"


def _initial(value: OfficeHours) -> dict[str, Any]:
    season = [f"{day}/{month}" for month, day in value.season] if value.season else ["", ""]
    return {
        "scope": value.scope,
        "effective_from": value.effective_from,
        "effective_to": value.effective_to,
        "season_from": season[0],
        "season_to": season[1],
        **{name: write_sessions(sessions) for name, sessions in zip(DAYS, value.week, strict=True)},
        **initial_of(value.basis),
    }


def _deed(title: str, button: str, done: str) -> Deed:
    lead = _("Agency, first day and season name an entry: hours from a later day are an entry of their own.")
    return Deed("calendar", title, button, done, reverse("console:hours"), lead)


urlpatterns = [
    path("calendar/hours/", hours, name="hours"),
    path("calendar/hours/new/", enter_hours, name="enter_hours"),
    path("calendar/hours/<int:entry>/", correct_hours, name="correct_hours"),
    path("calendar/hours/<int:entry>/withdraw/", withdraw_hours, name="withdraw_hours"),
]
