"""Slips for outages: printed beforehand, entered when the system is back, or put aside."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from lienthong.domain.cases import actions
from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.errors import NoForm, SlipNotFound
from lienthong.domain.cases.exchange import write_slips
from lienthong.domain.cases.permissions import Permission, can_enter_slips
from lienthong.domain.cases.queries import SlipRow
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.intake import serve
from lienthong.web.desk.cases.page import Desk, desk_of
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import show_made
from lienthong.web.ui.parts import Link, Tab


class PrintForm(forms.Form):
    """``printing`` is the form's own: sent twice, it prints the same slips."""

    printing = forms.UUIDField(widget=forms.HiddenInput)
    count = forms.IntegerField(
        label=gettext_lazy("How many slips"),
        help_text=gettext_lazy("Keep them at the counter. Each number is used once."),
        widget=forms.TextInput({"size": "5", "inputmode": "numeric", "autocomplete": "off"}),
    )


class SpoilForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is put aside"), max_length=300, widget=forms.Textarea({"rows": "2"})
    )


@requires(Permission.RECEIVE, Permission.DIRECT)
def slips(request: HttpRequest) -> HttpResponse:
    desk = _desk(request)
    form = PrintForm(
        request.POST if request.method == "POST" else None, initial={"printing": uuid4(), "count": 20}
    )
    if request.method == "POST" and desk.may_receive and form.is_valid():
        given = form.cleaned_data
        try:
            actions.print_slips(**given, by=desk.by, at=clock.now())
        except Refusal as refusal:
            form.add_error("count", str(refusal))
        else:
            messages.success(request, _("Numbered. Print them now and keep them at the counter."))
            return redirect(f"{reverse('desk:slips')}?printed={given['printing']}")
    is_done = request.GET.get("list") == "done"
    rows = cases.list_slips(desk.by.agency, free=not is_done)
    context = {
        "form": form,
        "tabs": [
            Tab(_("At hand"), "?", None if is_done else len(rows), current=not is_done),
            Tab(_("Entered or spoilt"), "?list=done", len(rows) if is_done else None, current=is_done),
        ],
        "rows": rows,
        "is_done": is_done,
        "may_receive": desk.may_receive,
        "printed": _printed(request, desk),
        "crumbs": [Link(_("Cases"), reverse("desk:cases")), Link(_("Slips for outages"))],
    }
    return render(request, "desk/cases/slips.html", context)


def _printed(request: HttpRequest, desk: Desk) -> str:
    """Where those that were numbered just now are opened to be printed."""
    try:
        printing = UUID(request.GET.get("printed", ""))
    except ValueError:
        return ""
    found = cases.list_printing(printing, desk.by.agency)
    return reverse("desk:slips_pdf", args=[printing]) if found else ""


@requires(Permission.RECEIVE, Permission.DIRECT)
def slips_pdf(request: HttpRequest, printing: UUID) -> HttpResponse:
    desk = _desk(request)
    rows = cases.list_printing(printing, desk.by.agency)
    if not rows:
        raise Http404
    try:
        return show_made(write_slips(rows), f"phieu-nhan-ho-so-{rows[0].code.replace('/', '-')}.pdf")
    except NoForm as lacking:
        raise Http404 from lacking


@requires(Permission.RECEIVE, Permission.DIRECT)
def enter(request: HttpRequest, slip: int) -> HttpResponse:
    """The counter's form with the time that was written on the slip."""
    desk, row = _one(request, slip)
    if row.case:
        return redirect("desk:case", row.case)
    if row.spoilt_at:
        messages.error(request, pgettext("slip", "It was put aside as spoilt."))
        return redirect("desk:slips")
    return serve(request, desk, row)


@requires(Permission.RECEIVE, Permission.DIRECT)
def spoil(request: HttpRequest, slip: int) -> HttpResponse:
    desk, row = _one(request, slip)
    form = SpoilForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.spoil_slip(slip=slip, reason=form.cleaned_data["reason"], by=desk.by, at=clock.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            told = {"slip": row.code}
            messages.success(request, _("Slip %(slip)s is put aside; its number is not used again.") % told)
        return redirect("desk:slips")
    title = _("Put slip %(slip)s aside") % {"slip": row.code}
    crumbs = [Link(_("Slips for outages"), reverse("desk:slips")), Link(title)]
    context: dict[str, Any] = {"form": form, "title": title, "crumbs": crumbs}
    return render(request, "desk/cases/slip.html", context)


def _desk(request: HttpRequest) -> Desk:
    desk = desk_of(request)
    if not can_enter_slips(desk.by, desk.by.agency):
        raise Http404
    return desk


def _one(request: HttpRequest, slip: int) -> tuple[Desk, SlipRow]:
    desk = _desk(request)
    try:
        return desk, cases.get_slip(slip, desk.by.agency)
    except SlipNotFound as absent:
        raise Http404 from absent


urlpatterns = [
    path("slips/", slips, name="slips"),
    path("slips/<uuid:printing>.pdf", slips_pdf, name="slips_pdf"),
    path("slips/<int:slip>/enter/", enter, name="slip_enter"),
    path("slips/<int:slip>/spoil/", spoil, name="slip_spoil"),
]
