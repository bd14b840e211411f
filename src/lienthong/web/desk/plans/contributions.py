"""What a lead asks of agencies that coordinate its task: several at once, each by its own day; judging what comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from lienthong.domain.plans import actions
from lienthong.domain.plans.errors import AlreadyAsked, NotNow
from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries import ObligationRow, Verb
from lienthong.domain.plans.queries.owed import list_contributions, list_coordinating
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.plans.deed import Deed, come_late, perform
from lienthong.web.desk.plans.handling import reason_field
from lienthong.web.desk.plans.page import DutyPage, duty_page
from lienthong.web.entrance.access import requires
from lienthong.web.ui.forms import DayField


class AskForm(forms.Form):
    text = reason_field(
        gettext_lazy("What each of them is asked for"),
        help_text=gettext_lazy("They read it word for word: what exactly, for which period, in which form."),
    )
    due = DayField(
        label=gettext_lazy("Until which day"),
        required=False,
        help_text=gettext_lazy(
            "As 2/3/2026, 02-03-2026 or 02032026; for each agency without a day of its own."
        ),
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """One agency that coordinates; ``part`` what it was asked before, ``due`` as typed, ``refusal`` what was answered
    for it.
    """

    code: str
    name: str
    part: ObligationRow | None
    is_marked: bool
    due: str
    refusal: str = ""

    @property
    def url(self) -> str:
        return reverse("desk:duty", args=[self.part.id]) if self.part else ""


@requires(Permission.SUBMIT)
def ask(request: HttpRequest, duty: int) -> HttpResponse:
    page = duty_page(request, duty, Verb.SUBMITTED)
    if not page.may_ask:
        return redirect(page.url)
    form = AskForm(request.POST or None)
    coordinating = list_coordinating(page.row, page.desk.day)
    marked = [code for code in request.POST.getlist("agency") if code in coordinating]
    refusals: dict[str, str] = {}
    choices = _choices(page, coordinating, marked, request, refusals)
    if request.method == "POST" and form.is_valid():
        refusals = _ask_each(request, page, marked, form.cleaned_data)
        if marked and not refusals:
            return redirect(page.url)
        choices = _choices(page, coordinating, marked, request, refusals)
        _say_refusals(form, choices)
    context = {
        "page": page,
        "row": page.row,
        "form": form,
        "choices": choices,
        "crumbs": page.crumbs(_("Ask for contributions")),
    }
    return render(request, "desk/plans/contributions.html", context)


def _ask_each(
    request: HttpRequest, page: DutyPage, marked: Sequence[str], given: dict[str, Any]
) -> dict[str, str]:
    """Asks each for itself; returns why one could not be asked."""
    answers = {code: _ask_one(page, code, given, request.POST.get(f"due-{code}", "")) for code in marked}
    refusals = {code: refusal for code, refusal in answers.items() if refusal}
    asked = len(marked) - len(refusals)
    if asked:
        words = ngettext("%(count)s agency was asked.", "%(count)s agencies were asked.", asked)
        messages.success(request, words % {"count": asked})
    return refusals


def _say_refusals(form: AskForm, choices: Sequence[Choice]) -> None:
    """What stands beside an agency stands on top as well."""
    refused = [f"{one.name}: {one.refusal}" for one in choices if one.refusal]
    for words in refused or [_("Mark at least one agency.")]:
        form.add_error(None, words)


def _ask_one(page: DutyPage, code: str, given: dict[str, Any], own_day: str) -> str:
    """Why this agency could not be asked; "" when it was, also by the first of two presses."""
    try:
        due = DayField(required=False).clean(own_day.strip()) or given["due"]
        if due is None:
            return _("Give the day until which it is asked for.")
        actions.ask_contribution(
            obligation=page.row.id,
            agency=code,
            text=given["text"],
            due=due,
            by=page.desk.by,
            at=clock.now(),
        )
    except AlreadyAsked:
        return ""
    except Refusal as refusal:
        return str(refusal)
    except forms.ValidationError as fault:
        return " ".join(fault.messages)
    return ""


def _choices(
    page: DutyPage,
    coordinating: Sequence[str],
    marked: Sequence[str],
    request: HttpRequest,
    refusals: dict[str, str],
) -> list[Choice]:
    asked = {row.agency: row for row in list_contributions(page.row.id, page.desk.day)}
    names = page.desk.agency_names(coordinating)
    return [
        Choice(
            code,
            names.get(code, code),
            asked.get(code),
            code in marked,
            request.POST.get(f"due-{code}", ""),
            refusals.get(code, ""),
        )
        for code in coordinating
    ]


class ReturnForm(forms.Form):
    reason = reason_field(gettext_lazy("What is missing or wrong"))
    again_by = DayField(
        label=gettext_lazy("To be handed in again before"),
        required=False,
        help_text=gettext_lazy("As 2/3/2026, 02-03-2026 or 02032026."),
    )


@require_POST
@requires(Permission.SUBMIT)
def accept(request: HttpRequest, duty: int) -> HttpResponse:
    page = duty_page(request, duty, Verb.ACCEPTED)
    done = _("The contribution is accepted.")
    try:
        actions.accept(obligation=duty, by=page.desk.by, at=clock.now())
    except NotNow:
        return come_late(request, page, Verb.ACCEPTED, done)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(page.url)


@requires(Permission.SUBMIT)
def send_back(request: HttpRequest, duty: int) -> HttpResponse:
    page = duty_page(request, duty, Verb.RETURNED)
    deed = Deed(
        Verb.RETURNED,
        _("Return the contribution"),
        _("Return it"),
        _("It is returned with your reason."),
        shows_papers=True,
    )
    return perform(
        request,
        page,
        deed,
        ReturnForm(request.POST or None),
        lambda given: actions.send_back(obligation=duty, **given, by=page.desk.by, at=clock.now()),
    )


urlpatterns = [
    path("<int:duty>/contributions/", ask, name="ask"),
    path("<int:duty>/accept/", accept, name="accept"),
    path("<int:duty>/return/", send_back, name="return"),
]
