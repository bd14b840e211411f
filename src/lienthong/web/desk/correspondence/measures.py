"""The plan's measures of documents between agencies, for a period: a page with its definitions, and a workbook."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.correspondence.exchange import share, write_measures
from lienthong.domain.correspondence.permissions import Permission
from lienthong.domain.correspondence.queries import MeasureRow, measure, total
from lienthong.domain.organisations.queries import get_tree
from lienthong.domain.plans.permissions import Permission as Plans
from lienthong.web.desk.correspondence.page import Desk, base_crumbs, desk_of
from lienthong.web.desk.registers import send_sheet
from lienthong.web.entrance.access import requires
from lienthong.web.ui.forms import DayField


class PeriodForm(forms.Form):
    since = DayField(label=gettext_lazy("From"))
    until = DayField(label=gettext_lazy("Until"))

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = self.cleaned_data
        if told.get("since") and told.get("until") and told["since"] > told["until"]:
            self.add_error("until", _("The last day lies before the first."))
        return told


@dataclass(frozen=True)
class Measured:
    desk: Desk
    form: PeriodForm
    since: date
    until: date
    names: dict[str, str]
    rows: list[MeasureRow]


def _measured(request: HttpRequest) -> Measured:
    """Raises Http404 for who neither keeps nor steers documents there."""
    desk = desk_of(request)
    is_monitor = desk.by.may(Plans.MONITOR, desk.by.agency)
    if not (desk.sees_all or is_monitor):
        raise Http404
    first = {"since": date(desk.day.year, 1, 1), "until": desk.day}
    form = PeriodForm(request.GET if "since" in request.GET or "until" in request.GET else first)
    told = form.cleaned_data if form.is_valid() else first
    tree = get_tree(desk.day, root="" if is_monitor else desk.by.agency)
    names = {row.agency.code: row.agency.name for row in tree}
    rows = measure(list(names), told["since"] or first["since"], told["until"] or first["until"])
    return Measured(desk, form, told["since"], told["until"], names, rows)


@requires(Permission.REGISTER, Permission.INSTRUCT, Plans.MONITOR)
def measures(request: HttpRequest) -> HttpResponse:
    found = _measured(request)
    busy = [row for row in found.rows if row.issued or row.came]
    context = {
        "form": found.form,
        "lines": [(found.names[row.agency], *_shares(row)) for row in busy],
        "sum": _shares(total(found.rows)),
        "linked": sum(row.is_linked for row in found.rows),
        "agencies": len(found.rows),
        "quiet": len(found.rows) - len(busy),
        "words": urlencode({"since": f"{found.since:%d/%m/%Y}", "until": f"{found.until:%d/%m/%Y}"}),
        "crumbs": base_crumbs(_("Electronic documents in figures")),
    }
    return render(request, "desk/correspondence/measures.html", context)


def _shares(row: MeasureRow) -> tuple[MeasureRow, str, str, str, str]:
    return (
        row,
        share(row.sealed, row.issued),
        share(row.sent, row.issued),
        share(row.received, row.came),
        share(row.ended, row.came),
    )


@requires(Permission.REGISTER, Permission.INSTRUCT, Plans.MONITOR)
def workbook(request: HttpRequest) -> HttpResponse:
    found = _measured(request)
    name = f"van-ban-dien-tu-{found.since:%Y%m%d}-{found.until:%Y%m%d}.xlsx"
    return send_sheet(write_measures(found.rows, found.names), name)


urlpatterns = [
    path("measures/", measures, name="document_measures"),
    path("measures.xlsx", workbook, name="document_measures_workbook"),
]
