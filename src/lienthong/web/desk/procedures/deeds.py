"""One act on one version on a page of its own: a form, one action, a message, and back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lienthong.domain.organisations.queries import find_agencies
from lienthong.domain.procedures import actions
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.procedures.page import WORKERS, Page, page_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.forms import DayField
from lienthong.web.ui.picking import Offer, PickField

REASON = pgettext_lazy("procedure", "Reason")
NUMBER = pgettext_lazy("procedure", "Number of the decision")


class Plain(forms.Form):
    """Nothing to fill in: the page asks once more."""


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=pgettext_lazy("procedure", "Reason"), max_length=1000, widget=forms.Textarea({"rows": "4"})
    )


class DecisionForm(forms.Form):
    decision = forms.CharField(
        label=pgettext_lazy("procedure", "Number of the decision"),
        max_length=60,
        widget=forms.TextInput({"size": "24"}),
    )
    decided_on = DayField(label=pgettext_lazy("procedure", "Decided on"))
    effective_from = DayField(label=pgettext_lazy("procedure", "In force from"))


class EndForm(forms.Form):
    decision = forms.CharField(
        label=pgettext_lazy("procedure", "Number of the decision"),
        max_length=60,
        widget=forms.TextInput({"size": "24"}),
    )
    decided_on = DayField(label=pgettext_lazy("procedure", "Decided on"))
    on = DayField(label=_("First day on which it no longer holds"))
    reason = forms.CharField(
        label=pgettext_lazy("procedure", "Reason"), max_length=1000, widget=forms.Textarea({"rows": "3"})
    )


class KeeperForm(forms.Form):
    keeper = PickField(label=_("Agency that keeps it from now on"), find=lambda text: find_keeper(text))


def find_keeper(text: str) -> list[Offer]:
    """Agencies of today that fit a text."""
    matches = find_agencies(text, clock.today(), limit=12)
    return [
        Offer(one.agency.code, one.agency.short_name, hint=one.agency.code, is_exact=one.is_exact)
        for one in matches
    ]


@dataclass(frozen=True, slots=True)
class Deed:
    """``title`` names the act, ``button`` repeats its verb, ``done`` is said afterwards."""

    title: Promise
    button: Promise
    done: Promise
    form: type[forms.Form]
    act: Callable[[Page, dict[str, Any]], object]
    lead: Promise | str = ""
    kind: str = "primary"


def _submit(page: Page, _given: dict[str, Any]) -> None:
    actions.submit(version=page.row.id, seen=page.row.revision, by=page.by, at=clock.now())


def _on_version(action: Callable[..., object]) -> Callable[[Page, dict[str, Any]], object]:
    return lambda page, given: action(version=page.row.id, **given, by=page.by, at=clock.now())


def _amend(page: Page, _given: dict[str, Any]) -> str:
    made = actions.amend(procedure=page.row.procedure, by=page.by, at=clock.now())
    return reverse("desk:procedure", args=[made])


def _abolish(page: Page, given: dict[str, Any]) -> None:
    actions.abolish(procedure=page.row.procedure, **given, by=page.by, at=clock.now())


def _discard(page: Page, given: dict[str, Any]) -> str:
    actions.discard(version=page.row.id, **given, by=page.by, at=clock.now())
    return reverse("desk:procedures")


DEEDS: dict[str, Deed] = {
    "submit": Deed(
        _("Submit the draft for control"),
        _("Submit for control"),
        _("The draft waits for the Committee's office."),
        Plain,
        _submit,
        _("While it is controlled nobody changes it."),
    ),
    "send-back": Deed(
        _("Send the draft back"),
        pgettext_lazy("procedure", "Send back"),
        _("The draft is sent back with your reason."),
        ReasonForm,
        _on_version(actions.send_back),
    ),
    "announce": Deed(
        _("Enter the decision that announces this version"),
        pgettext_lazy("procedure", "Announce"),
        _("The version is announced; from now on it does not change."),
        DecisionForm,
        _on_version(actions.announce),
        _("An announced version never changes. Mistakes are righted by amending it."),
    ),
    "publish": Deed(
        _("Publish this version"),
        pgettext_lazy("procedure", "Publish"),
        _("Everybody sees the version now."),
        Plain,
        _on_version(actions.publish),
        _("The version before ends on the day on which this one begins."),
    ),
    "amend": Deed(
        _("Amend this procedure"),
        _("Open the next version"),
        _("The next version is open as a copy of this one."),
        Plain,
        _amend,
        _("Cases that were received before go on under the version of their day."),
    ),
    "abolish": Deed(
        _("Abolish this procedure"),
        _("Abolish it"),
        _("The procedure is abolished."),
        EndForm,
        _abolish,
        _("Cases that were received before go on under the version of their day."),
        "danger",
    ),
    "hand-to": Deed(
        _("Hand the procedure to another agency"),
        pgettext_lazy("procedure", "Hand it over"),
        _("The procedure is handed over."),
        KeeperForm,
        _on_version(actions.hand_to),
        _("Its officials draft it from now on."),
    ),
    "discard": Deed(
        _("Give up this draft"),
        _("Give the draft up"),
        _("The draft is given up."),
        ReasonForm,
        _discard,
        _("What happened to it stays on record."),
        "danger",
    ),
}


@requires(*WORKERS)
def deed(request: HttpRequest, version: int, deed: str) -> HttpResponse:
    page = page_of(request, version)
    if deed not in DEEDS:
        raise Http404
    what = DEEDS[deed]
    if not page.may(deed):
        return _came_late(request, page)
    form = what.form(request.POST if request.method == "POST" else None, initial=_initial(page))
    if request.method == "POST" and form.is_valid():
        try:
            there = what.act(page, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(what.done))
            return redirect(there if isinstance(there, str) else page.url)
    context = {
        "page": page,
        "form": form,
        "title": what.title,
        "lead": what.lead,
        "button": what.button,
        "kind": what.kind,
        "back": page.url,
        "crumbs": page.crumbs(str(what.title)),
    }
    return render(request, "desk/procedures/deed.html", context)


def _came_late(request: HttpRequest, page: Page) -> HttpResponse:
    """Pressed twice, or somebody else was quicker: nothing more is done. Raises Http404 for a plain visit."""
    if request.method != "POST":
        raise Http404
    messages.error(request, str(_("This cannot be done now. Look at where the version stands.")))
    return redirect(page.url)


def _initial(page: Page) -> dict[str, Any]:
    return {"decided_on": page.today, "effective_from": page.today, "on": page.today}


urlpatterns = [path("procedures/<int:version>/<slug:deed>/", deed, name="procedure_deed")]
