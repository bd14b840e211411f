"""Letters of courts and agencies that stop plots, assets or people: the list, entering one, lifting one."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from lienthong.domain.cases import actions
from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.errors import BlockNotFound
from lienthong.domain.cases.permissions import Permission, can_block
from lienthong.domain.cases.queries import BlockRow, Named
from lienthong.domain.parties import actions as parties
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.page import Desk, desk_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.forms import DayField
from lienthong.web.ui.parts import Link, Tab

KINDS: Final = {
    Named.PLOT: pgettext_lazy("stopped", "A plot of land"),
    Named.ASSET: pgettext_lazy("stopped", "Another asset"),
    Named.PARTY: pgettext_lazy("stopped", "A person or organisation"),
}


class BlockForm(forms.Form):
    named = forms.ChoiceField(
        label=gettext_lazy("What is stopped"),
        choices=[(str(one), words) for one, words in KINDS.items()],
        widget=forms.RadioSelect,
        initial=Named.PLOT.value,
    )
    words = forms.CharField(
        label=gettext_lazy("The words that name it"),
        max_length=300,
        help_text=gettext_lazy(
            "As they stand in the content of cases: plot, map sheet and place. Of a person the full name."
        ),
    )
    number = forms.CharField(label=gettext_lazy("Citizen number, of a person"), max_length=12, required=False)
    letter = forms.CharField(label=pgettext_lazy("stopped", "Number of the letter"), max_length=80)
    letter_on = DayField(label=pgettext_lazy("stopped", "Day of the letter"))
    issuer = forms.CharField(label=pgettext_lazy("stopped", "Issued by"), max_length=200)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("named") == Named.PARTY and not given.get("number"):
            self.add_error(
                "number", _("Of a person the citizen number is needed: others bear the same name.")
            )
        return given


class LiftForm(forms.Form):
    letter = forms.CharField(label=gettext_lazy("Number of the letter that lifts it"), max_length=80)


@requires(Permission.HANDLE)
def blocks(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    lifted = request.GET.get("list") == "lifted"
    rows = cases.list_blocks(desk.by.agency, desk.day, lifted=lifted)
    names = desk.agency_names(row.agency for row in rows) if rows else {}
    context = {
        "tabs": [
            Tab(pgettext("stopped", "In force"), "?", None if lifted else len(rows), current=not lifted),
            Tab(_("Lifted"), "?list=lifted", len(rows) if lifted else None, current=lifted),
        ],
        "lifted": lifted,
        "lines": [
            (row, KINDS[row.named], names.get(row.agency, row.agency), _may_lift(row, desk)) for row in rows
        ],
        "may_enter": can_block(desk.by, desk.by.agency),
        "crumbs": [Link(_("Cases"), reverse("desk:cases")), Link(_("Stopped by letter"))],
    }
    return render(request, "desk/cases/blocks.html", context)


def _may_lift(row: BlockRow, desk: Desk) -> bool:
    return row.lifted_at is None and row.agency == desk.by.agency and can_block(desk.by, row.agency)


@requires(Permission.RECEIVE, Permission.DIRECT)
def enter(request: HttpRequest) -> HttpResponse:
    desk = _desk(request)
    form = BlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.block(**_given(form.cleaned_data), by=desk.by, at=clock.now())
        except Refusal as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, _("Entered: what it names is neither received nor signed from now on."))
            return redirect("desk:blocks")
    return _form(request, form, _("Enter a letter that stops cases"))


def _given(given: dict[str, Any]) -> dict[str, Any]:
    named = Named(given["named"])
    person = None
    if named is Named.PARTY:
        person = parties.Draft(name=given["words"], numbers=(parties.Number("CCCD", given["number"]),))
    letter = actions.Letter(given["letter"], given["letter_on"], given["issuer"])
    return {"named": named, "words": given["words"], "letter": letter, "person": person}


@requires(Permission.RECEIVE, Permission.DIRECT)
def lift(request: HttpRequest, block: int) -> HttpResponse:
    desk = _desk(request)
    try:
        row = cases.get_block(block, desk.by.agency)
    except BlockNotFound as absent:
        raise Http404 from absent
    form = LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.lift(block=block, letter=form.cleaned_data["letter"], by=desk.by, at=clock.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Lifted: “%(what)s” is handled as before.") % {"what": row.words})
        return redirect("desk:blocks")
    return _form(request, form, _("Lift it"), row)


def _desk(request: HttpRequest) -> Desk:
    desk = desk_of(request)
    if not can_block(desk.by, desk.by.agency):
        raise Http404
    return desk


def _form(request: HttpRequest, form: forms.Form, title: str, row: BlockRow | None = None) -> HttpResponse:
    crumbs = [
        Link(_("Cases"), reverse("desk:cases")),
        Link(_("Stopped by letter"), reverse("desk:blocks")),
        Link(title),
    ]
    return render(
        request, "desk/cases/block.html", {"form": form, "title": title, "row": row, "crumbs": crumbs}
    )


urlpatterns = [
    path("stopped/", blocks, name="blocks"),
    path("stopped/new/", enter, name="block"),
    path("stopped/<int:block>/lift/", lift, name="block_lift"),
]
