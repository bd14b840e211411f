"""Days on which clocks stand still by decision: an epidemic, a flood; here, or everywhere."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.organisations.queries import get_names
from lienthong.spine import clock
from lienthong.spine.calendar import actions, queries
from lienthong.spine.calendar.permissions import Permission
from lienthong.spine.calendar.queries import Kept, Suspension
from lienthong.web.console.calendars.basis import BasisForm, initial_of
from lienthong.web.console.calendars.withdrawing import shown, withdraw
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.fields import agency_field, day_field
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.parts import Link
from lienthong.web.ui.words import write_day


class SuspensionForm(BasisForm):
    from_on = day_field(gettext_lazy("First day"))
    until_on = day_field(
        gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Left empty: until further notice.")
    )
    from_at = forms.TimeField(
        label=gettext_lazy("From the hour"),
        required=False,
        help_text=gettext_lazy("Of an announced outage: 13:30. Empty when whole days do not count."),
        widget=forms.TimeInput({"size": "6", "autocomplete": "off"}, format="%H:%M"),
    )
    until_at = forms.TimeField(
        label=gettext_lazy("Until the hour of the last day"),
        required=False,
        widget=forms.TimeInput({"size": "6", "autocomplete": "off"}, format="%H:%M"),
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)
    areas = agency_field(
        gettext_lazy("Where"),
        many=True,
        required=False,
        help_text=gettext_lazy("Areas by name or code, with semicolons between; left empty: everywhere."),
    )
    procedures = forms.CharField(
        label=gettext_lazy("Procedures"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Their codes, with commas between; empty for all."),
    )

    field_order = (
        "from_on",
        "until_on",
        "from_at",
        "until_at",
        "reason",
        "areas",
        "procedures",
        "decision",
        "decided_on",
        "confirmed",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].required = True

    def suspension(self) -> Suspension:
        given = self.cleaned_data
        codes = frozenset(code.strip() for code in given["procedures"].split(",") if code.strip())
        return Suspension(
            given["from_on"],
            given["until_on"],
            given["reason"],
            frozenset(given["areas"]),
            codes,
            self.basis(),
            given["from_at"],
            given["until_at"],
        )


@dataclass(frozen=True, slots=True)
class Shown:
    url: str
    when: str
    reason: str
    where: str
    decision: str
    is_confirmed: bool


@requires(Permission.KEEP)
def suspensions(request: HttpRequest) -> HttpResponse:
    kept = queries.list_suspensions()
    names = get_names({area for entry in kept for area in entry.value.areas}, clock.today())
    title = _("Suspensions")
    lead = _(
        "While one holds, days do not count for the places and procedures it names; of an outage its hours."
    )
    rows = [_shown(entry, names) for entry in kept]
    return render_page(
        request,
        "console/calendars/suspensions.html",
        current="calendar",
        title=title,
        lead=lead,
        crumbs=[Link(title)],
        rows=rows,
        withdrawn=shown(queries.list_withdrawn_suspensions(), _named),
    )


def _shown(entry: Kept[Suspension], names: dict[str, str]) -> Shown:
    value = entry.value
    places = ", ".join(sorted(names.get(area, area) for area in value.areas)) or _("everywhere")
    return Shown(
        reverse("console:correct_suspension", args=[entry.id]),
        _when(value),
        value.reason,
        places,
        value.basis.decision,
        value.basis.confirmed,
    )


@requires(Permission.KEEP)
def suspend(request: HttpRequest) -> HttpResponse:
    form = SuspensionForm(request.POST or None, initial={"from_on": clock.today()})

    def act(_given: dict[str, Any]) -> None:
        actions.suspend(suspension=form.suspension(), by=actor_of(request), at=clock.now())

    deed = _deed(_("Suspend clocks by decision"), _("Suspend the clocks"), _("The suspension is entered."))
    return perform(request, deed, form, act, [Link(_("Suspensions"), deed.back)])


@requires(Permission.KEEP)
def correct_suspension(request: HttpRequest, entry: int) -> HttpResponse:
    kept = _kept(entry)
    form = SuspensionForm(request.POST or None, initial=_initial(kept.value))

    def act(_given: dict[str, Any]) -> None:
        actions.correct_suspension(
            entry=entry, suspension=form.suspension(), by=actor_of(request), at=clock.now()
        )

    deed = _deed(_("Correct a suspension"), _("Correct the suspension"), _("The suspension is corrected."))
    other = Link(_("Withdraw this entry"), reverse("console:withdraw_suspension", args=[entry]))
    return perform(request, replace(deed, other=other), form, act, [Link(_("Suspensions"), deed.back)])


@requires(Permission.KEEP)
def withdraw_suspension(request: HttpRequest, entry: int) -> HttpResponse:
    back = reverse("console:suspensions")
    what, crumbs = _named(_kept(entry).value), [Link(_("Suspensions"), back)]
    return withdraw(request, entry, what, actions.withdraw_suspension, back, crumbs)


def _kept(entry: int) -> Kept[Suspension]:
    """The entry in force. Raises Http404 for one that was corrected or withdrawn meanwhile."""
    found = next((one for one in queries.list_suspensions() if one.id == entry), None)
    if found is None:
        raise Http404
    return found


def _named(value: Suspension) -> str:
    return f"{value.basis.decision}, {_when(value)}"


def _when(value: Suspension) -> str:
    if value.from_at and value.until_at and value.until_on:
        first = f"{value.from_at:%H:%M} {write_day(value.from_on)}"
        return _("%(first)s until %(last)s") % {
            "first": first,
            "last": f"{value.until_at:%H:%M} {write_day(value.until_on)}",
        }
    last = write_day(value.until_on) if value.until_on else _("further notice")
    return _("%(first)s until %(last)s") % {"first": write_day(value.from_on), "last": last}


def _initial(value: Suspension) -> dict[str, Any]:
    return {
        "from_on": value.from_on,
        "until_on": value.until_on,
        "from_at": value.from_at,
        "until_at": value.until_at,
        "reason": value.reason,
        "areas": sorted(value.areas),
        "procedures": ", ".join(sorted(value.procedures)),
        **initial_of(value.basis),
    }


def _deed(title: str, button: str, done: str) -> Deed:
    lead = _("A suspension rests on a decision, an outage on its announcement; its last day ends it.")
    return Deed("calendar", title, button, done, reverse("console:suspensions"), lead)


urlpatterns = [
    path("calendar/suspensions/", suspensions, name="suspensions"),
    path("calendar/suspensions/new/", suspend, name="suspend"),
    path("calendar/suspensions/<int:entry>/", correct_suspension, name="correct_suspension"),
    path("calendar/suspensions/<int:entry>/withdraw/", withdraw_suspension, name="withdraw_suspension"),
]
