"""One act on one review on a page of its own: handed in, sent back, agreed to, carried out."""

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

from lienthong.domain.reviews import actions
from lienthong.domain.reviews.permissions import WORKERS
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.procedures.deeds import Plain, ReasonForm
from lienthong.web.desk.reviews.review import Page, page_of
from lienthong.web.entrance.access import requires


class OpinionForm(forms.Form):
    opinion = forms.CharField(
        label=_("Opinion of the office"), max_length=4000, widget=forms.Textarea({"rows": "5", "lang": "vi"})
    )


@dataclass(frozen=True, slots=True)
class Act:
    """``title`` names the act, ``button`` repeats its verb, ``done`` is said afterwards; ``act`` may lead elsewhere."""

    title: Promise
    button: Promise
    done: Promise
    form: type[forms.Form]
    act: Callable[[Page, dict[str, Any]], object]
    lead: Promise | str = ""


def _submit(page: Page, _given: dict[str, Any]) -> None:
    actions.submit(review=page.row.id, seen=page.row.revision, by=page.sight.by, at=clock.now())


def _on_review(action: Callable[..., object]) -> Callable[[Page, dict[str, Any]], object]:
    return lambda page, given: action(review=page.row.id, **given, by=page.sight.by, at=clock.now())


def _carry_out(page: Page, _given: dict[str, Any]) -> str:
    made = actions.carry_out(review=page.row.id, by=page.sight.by, at=clock.now())
    return reverse("desk:procedure", args=[made])


ACTS: dict[str, Act] = {
    "submit": Act(
        _("Hand the review in"),
        _("Hand it in"),
        _("The review is with the Committee's office."),
        Plain,
        _submit,
        _("From then on the sheet does not change, unless the office sends it back."),
    ),
    "send-back": Act(
        _("Send the review back"),
        pgettext_lazy("review", "Send back"),
        _("The review is sent back with your reason."),
        ReasonForm,
        _on_review(actions.send_back),
    ),
    "agree": Act(
        _("Agree to the review"),
        pgettext_lazy("review", "Agree"),
        _("Your opinion is kept; the proposal waits for the decision."),
        OpinionForm,
        _on_review(actions.agree),
    ),
    "carry-out": Act(
        _("Draft the amendment"),
        _("Open the next version"),
        _("The next version is open as a copy of the one reviewed. Write into it what was approved."),
        Plain,
        _carry_out,
        _("The procedure is amended by the announcing control, as after a ministry's decision."),
    ),
}


@requires(*WORKERS)
def act(request: HttpRequest, review: int, act: str) -> HttpResponse:
    page, what = page_of(request, review), ACTS[act]
    if not page.may(act):
        return _came_late(request, page)
    form = what.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            there = what.act(page, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(what.done))
            return redirect(there if isinstance(there, str) else page.url)
    context = {
        "form": form,
        "title": what.title,
        "lead": what.lead,
        "button": what.button,
        "back": page.url,
        "crumbs": page.crumbs(str(what.title)),
    }
    return render(request, "desk/procedures/deed.html", context)


def _came_late(request: HttpRequest, page: Page) -> HttpResponse:
    """Pressed twice, or somebody else was quicker: nothing more is done. Raises Http404 for a plain visit."""
    if request.method != "POST":
        raise Http404
    messages.error(request, str(_("This cannot be done now. Look at where the review stands.")))
    return redirect(page.url)


urlpatterns = [
    path(f"reviews/<int:review>/{name}/", act, {"act": name}, name=f"{name.replace('-', '_')}_review")
    for name in ACTS
]
