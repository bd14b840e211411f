"""Telling of harassment: what happened, at which agency, in which cases."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.conduct import actions
from lienthong.domain.conduct.errors import CaseUnknown, WordsMissing
from lienthong.domain.conduct.permissions import Permission, can_answer
from lienthong.domain.organisations.queries import list_agencies
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.page import Desk
from lienthong.web.desk.conduct.listing import crumbs, reader_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link

BESIDE = {WordsMissing: "words", CaseUnknown: "numbers"}
MOST_AGENCIES = 2_000


class OpenForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    agency = forms.ChoiceField(label=gettext_lazy("Agency"))
    words = forms.CharField(
        label=gettext_lazy("What happened, and who told of it"),
        help_text=gettext_lazy("A complaint or denunciation under its own law is not entered here."),
        max_length=4_000,
        widget=forms.Textarea({"rows": "5"}),
    )
    numbers = forms.CharField(
        label=gettext_lazy("Numbers of the cases, one in a line"),
        max_length=1_400,
        required=False,
        widget=forms.Textarea({"rows": "2"}),
    )
    who = forms.CharField(label=gettext_lazy("Person or unit concerned"), max_length=200, required=False)


@requires(Permission.ANSWER, Permission.SEE)
def enter(request: HttpRequest) -> HttpResponse:
    desk = reader_of(request)
    form = OpenForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    form.use_required_attribute = False
    form.fields["agency"].choices = _agencies(desk)  # type: ignore[attr-defined]
    if form.is_bound and form.is_valid():
        try:
            made = _open(form.cleaned_data, desk)
        except Refusal as refusal:
            form.add_error(BESIDE.get(type(refusal)), str(refusal))
        else:
            messages.success(request, _("Entered. The head of the agency is told."))
            return redirect("desk:matter", matter=made)
    context = {"form": form, "crumbs": crumbs(Link(_("Tell of harassment")))}
    return render(request, "desk/conduct/opening.html", context)


def _open(given: dict[str, Any], desk: Desk) -> int:
    told = given | {"numbers": given["numbers"].split()}
    return actions.open_matter(**told, by=desk.by, at=clock.now())


def _agencies(desk: Desk) -> list[tuple[str, str]]:
    reach = desk.by.reach(Permission.SEE)
    own = {desk.by.agency} if can_answer(desk.by, desk.by.agency) else set()
    rows = list_agencies(desk.day, limit=MOST_AGENCIES)
    return [(row.code, row.name) for row in rows if reach is None or row.code in reach | own]


urlpatterns = [path("new/", enter, name="matter_new")]
