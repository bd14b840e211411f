"""How much the public post is used in a period: three shares with what they are shares of, by agency and procedure."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.cases.exchange import write_post_use
from lienthong.domain.cases.queries import Definition, PostUse, definitions_on, post_use
from lienthong.domain.deliveries.permissions import Permission
from lienthong.web.desk.deliveries.page import Room, room_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.charts import Target
from lienthong.web.ui.forms import DayField
from lienthong.web.ui.words import in_vietnamese

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PeriodForm(forms.Form):
    since = DayField(label=gettext_lazy("From the day"))
    until = DayField(label=gettext_lazy("To the day, within"))

    def clean(self) -> None:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day comes before the first."))


@dataclass(frozen=True, slots=True)
class Period:
    since: date
    until: date
    form: PeriodForm


@requires(Permission.SEE)
def use(request: HttpRequest) -> HttpResponse:
    room = room_of(request)
    period = _period(request, room)
    found, told = _found(room, period), definitions_on(period.until)
    names = room.desk.agency_names(found.agencies)
    context = {
        "room": room,
        "period": period,
        "targets": [(_target(found, one), one) for one in told],
        "agencies": [
            (names.get(code, code), [found.shares(code)[one.share] for one in told])
            for code in found.agencies
        ],
        "lines": [(one, names.get(one.agency, one.agency)) for one in found.lines],
        "definitions": told,
        "crumbs": room.crumbs(_("Use of the public post")),
    }
    return render(request, "desk/deliveries/use.html", context)


def _period(request: HttpRequest, room: Room) -> Period:
    """The year so far, until somebody asks for another."""
    year = room.desk.day.replace(month=1, day=1)
    form = PeriodForm(request.GET or None, initial={"since": year, "until": room.desk.day})
    if form.is_bound and form.is_valid():
        return Period(form.cleaned_data["since"], form.cleaned_data["until"], form)
    return Period(year, room.desk.day, form)


def _found(room: Room, period: Period) -> PostUse:
    return post_use(room.desk.by.reach(Permission.SEE), since=period.since, until=period.until)


def _target(found: PostUse, told: Definition) -> list[Target]:
    """Empty where nothing was counted: there is no share, which is not a share of nothing."""
    part = found.shares()[told.share]
    if part.percent is None:
        return []
    words = _("%(count)s of %(of)s") % {"count": part.count, "of": part.of}
    return [Target(in_vietnamese(told.name), part.percent, told.required, words)]


@requires(Permission.SEE)
def workbook(request: HttpRequest) -> HttpResponse:
    room = room_of(request)
    period = _period(request, room)
    found = _found(room, period)
    content = write_post_use(
        found,
        definitions_on(period.until),
        room.desk.agency_names(found.agencies),
        since=period.since,
        until=period.until,
    )
    name = f"buu-chinh-cong-ich-{period.since:%Y%m%d}-{period.until:%Y%m%d}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)


urlpatterns = [
    path("use/", use, name="parcel_use"),
    path("use.xlsx", workbook, name="parcel_use_book"),
]
