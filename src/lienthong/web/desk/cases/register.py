"""The register book of the agency whose hat is worn: choose a period, see how many lines, open it to print."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.cases.errors import NoForm
from lienthong.domain.cases.exchange import write_register
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import MOST, Period, count_register
from lienthong.web.desk.cases.page import Desk, desk_of
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import show_made
from lienthong.web.ui.forms import DayField
from lienthong.web.ui.parts import Link


class PeriodForm(forms.Form):
    first = DayField(label=gettext_lazy("From day"))
    last = DayField(label=gettext_lazy("To day"), help_text=gettext_lazy("Both days belong to it."))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day must not be before the first one."))
        return given

    def period(self) -> Period:
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])


@requires(Permission.FOLLOW)
def register(request: HttpRequest) -> HttpResponse:
    desk = _desk(request)
    form = _form(request, desk)
    context: dict[str, Any] = {
        "form": form,
        "agency": desk.agency_names([desk.by.agency]).get(desk.by.agency, desk.by.agency),
        "crumbs": [Link(_("Cases"), reverse("desk:cases")), Link(_("Register book"))],
    }
    if form.is_valid():
        period = form.period()
        count = count_register(desk.by.agency, period)
        days = {"first": _typed(period.first), "last": _typed(period.last)}
        context |= {
            "count": count,
            "is_too_long": count > MOST,
            "most": MOST,
            "url": f"{reverse('desk:register_pdf')}?{urlencode(days)}",
        }
    return render(request, "desk/cases/register.html", context)


@requires(Permission.FOLLOW)
def register_pdf(request: HttpRequest) -> HttpResponse:
    """Raises Http404 for what is no period, and for one with more lines than one book takes."""
    desk = _desk(request)
    form = _form(request, desk)
    if not form.is_valid() or count_register(desk.by.agency, form.period()) > MOST:
        raise Http404
    try:
        content = write_register(desk.by.agency, form.period(), by=desk.by, now=desk.now)
    except NoForm as lacking:
        raise Http404 from lacking
    return show_made(
        content, f"so-theo-doi-ho-so-{form.period().first:%Y%m%d}-{form.period().last:%Y%m%d}.pdf"
    )


def _desk(request: HttpRequest) -> Desk:
    desk = desk_of(request)
    if not desk.by.may(Permission.FOLLOW, desk.by.agency):
        raise Http404
    return desk


def _form(request: HttpRequest, desk: Desk) -> PeriodForm:
    """Of nothing chosen, this month until today."""
    month = {"first": _typed(desk.day.replace(day=1)), "last": _typed(desk.day)}
    return PeriodForm(request.GET if "first" in request.GET else month)


def _typed(day: date) -> str:
    return f"{day:%d/%m/%Y}"


urlpatterns = [
    path("register/", register, name="register"),
    path("register.pdf", register_pdf, name="register_pdf"),
]
