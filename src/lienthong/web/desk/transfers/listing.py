"""Agreements of the agency with the post, and a new one as it was signed on paper."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.organisations.queries import Kind, list_agencies
from lienthong.domain.transfers import actions
from lienthong.domain.transfers.permissions import Permission, can_keep
from lienthong.domain.transfers.queries import AgreementRow, list_agreements
from lienthong.spine import clock
from lienthong.web.desk.cases.page import Desk, desk_of
from lienthong.web.desk.deliveries.page import room_of
from lienthong.web.desk.transfers.page import TAGS, Deed, perform, trail, word_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.forms import DayField


class TermsForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Number of the agreement"),
        help_text=gettext_lazy("As it stands on the paper, for example 05/TT-BĐ."),
        max_length=60,
        widget=forms.TextInput({"size": "20", "autocomplete": "off"}),
    )
    post = forms.ChoiceField(label=gettext_lazy("With which post office"))
    signed_on = DayField(label=gettext_lazy("Signed on"))
    since = DayField(label=gettext_lazy("Work begins on"))
    until = DayField(label=gettext_lazy("Last day (empty: until it is ended)"), required=False)
    answers = forms.CharField(
        label=gettext_lazy("Who answers for what"),
        help_text=gettext_lazy("Papers lost or damaged, money, lateness: the post or the agency."),
        max_length=2000,
        widget=forms.Textarea({"rows": "5"}),
    )

    def __init__(self, posts: list[tuple[str, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["post"].choices = posts  # type: ignore[attr-defined]


@requires(Permission.SEE)
def transfers(request: HttpRequest) -> HttpResponse:
    room = room_of(request)
    rows = list_agreements(room.desk.by, room.desk.day)
    names = room.desk.agency_names([code for row in rows for code in (row.agency, row.post)])
    context = {
        "room": room,
        "lines": [(row, TAGS[row.standing], word_of(row), *_names(row, names)) for row in rows],
        "may_keep": can_keep(room.desk.by, room.desk.by.agency),
        "tabs": room.tabs("transfers"),
        "crumbs": room.crumbs(),
    }
    return render(request, "desk/transfers/listing.html", context)


def _names(row: AgreementRow, names: dict[str, str]) -> tuple[str, str]:
    return names.get(row.agency, row.agency), names.get(row.post, row.post)


@requires(Permission.KEEP)
def new(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    if not can_keep(desk.by, desk.by.agency):
        raise Http404
    title = _("Enter an agreement")
    deed = Deed(
        title=title,
        button=title,
        done=_("Entered. Now choose what it transfers and name the people."),
        back=reverse("desk:transfers"),
        crumbs=trail(title),
        lead=_("What was signed with the post. Its terms cannot be changed later: end it and enter another."),
    )

    def act(given: dict[str, Any]) -> str:
        made = actions.make(terms=actions.Terms(**given), by=desk.by, at=clock.now())
        return reverse("desk:transfer", args=[made])

    form = TermsForm(_posts(desk), request.POST if request.method == "POST" else None)
    return perform(request, deed, form, act)


def _posts(desk: Desk) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in list_agencies(desk.day, kind=Kind.POST)]


urlpatterns = [
    path("", transfers, name="transfers"),
    path("new/", new, name="transfer_new"),
]
