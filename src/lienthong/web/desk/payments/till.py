"""The till: what a cashier took since the last closing, closing it, taking it over, the list as a workbook."""

from typing import Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.payments import actions, queries
from lienthong.domain.payments.errors import ClosingNotFound
from lienthong.domain.payments.exchange import write_book, write_till
from lienthong.domain.payments.permissions import Permission
from lienthong.domain.payments.queries import WAY_LABELS
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.money import format_number
from lienthong.web.desk.cases.page import desk_of
from lienthong.web.desk.payments.page import DongField, room_of
from lienthong.web.entrance.access import requires

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class CloseForm(forms.Form):
    counted = DongField(label=gettext_lazy("Cash in the drawer, counted, in đồng"))
    reason = forms.CharField(
        label=gettext_lazy("Where it differs: why"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": "2"}),
    )


@requires(Permission.SEE)
def till(request: HttpRequest) -> HttpResponse:
    room = room_of(request)
    by = room.desk.by
    drawer = queries.get_till(by.agency, by.account)
    form = CloseForm(request.POST or None, initial={"counted": format_number(drawer.cash)})
    if request.method == "POST":
        if not room.may_collect:
            raise Http404
        if form.is_valid() and _close(request, form):
            return redirect("desk:till")
    context = {
        "room": room,
        "drawer": drawer,
        "lines": [(one, WAY_LABELS[one.entry.way], clock.local(one.entry.at)) for one in drawer.entries],
        "form": form,
        "closings": [(one, clock.local(one.closed_at)) for one in queries.list_closings(by.agency)],
        "tabs": room.tabs("desk:till"),
        "crumbs": room.crumbs(),
    }
    return render(request, "desk/payments/till.html", context)


def _close(request: HttpRequest, form: CloseForm) -> bool:
    try:
        actions.close_till(**form.cleaned_data, by=desk_of(request).by, at=clock.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The till is closed. Hand the money and the list over."))
    return True


@requires(Permission.SEE)
def closing_list(request: HttpRequest, closing: int) -> HttpResponse:
    desk = desk_of(request)
    try:
        row = queries.get_closing(closing, by=desk.by)
    except ClosingNotFound as absent:
        raise Http404 from absent
    return _take_away(write_till(row, queries.list_closed(row)), f"bang-ke-{row.id}.xlsx")


@require_POST
@requires(Permission.DECIDE)
def take_over(request: HttpRequest, closing: int) -> HttpResponse:
    try:
        actions.take_over(closing=closing, by=desk_of(request).by, at=clock.now())
    except ClosingNotFound as absent:
        raise Http404 from absent
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken over. Both names stand on the closing."))
    return redirect("desk:till")


@requires(Permission.SEE)
def book(request: HttpRequest) -> HttpResponse:
    """The book of receipts of this month."""
    desk = desk_of(request)
    first = desk.day.replace(day=1)
    title = f"Sổ biên lai tháng {desk.day:%m/%Y}"
    rows = queries.list_book(desk.by.agency, first=first, last=desk.day)
    return _take_away(write_book(title, rows), f"so-bien-lai-{desk.day:%Y-%m}.xlsx")


def _take_away(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


urlpatterns = [
    path("till/", till, name="till"),
    path("till/<int:closing>.xlsx", closing_list, name="till_list"),
    path("till/<int:closing>/take/", take_over, name="till_take"),
    path("book.xlsx", book, name="receipt_book"),
]
