"""What a lead asks of agencies that coordinate its task: several at once, each by its own day; judging what comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from lienthong.domain.plans import actions
from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries import Verb
from lienthong.domain.plans.queries.owed import list_contributions, list_coordinating
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.plans.deed import Deed, perform
from lienthong.web.desk.plans.handling import reason_field
from lienthong.web.desk.plans.page import DutyPage, duty_page
from lienthong.web.entrance.access import requires
from lienthong.web.ui.forms import DayField


class AskForm(forms.Form):
    text = reason_field(gettext_lazy("What each of them is asked for"))
    due = DayField(
        label=gettext_lazy("Until which day"),
        required=False,
        help_text=gettext_lazy(
            "As 2/3/2026, 02-03-2026 or 02032026; for each agency without a day of its own."
        ),
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """One agency that coordinates; ``due`` as typed, ``refusal`` what was answered for it."""

    code: str
    name: str
    is_asked: bool
    is_marked: bool
    due: str
    refusal: str = ""


@requires(Permission.SUBMIT)
def ask(request: HttpRequest, duty: int) -> HttpResponse:
    page = duty_page(request, duty)
    if not page.may_ask:
        raise Http404
    form = AskForm(request.POST or None)
    refusals: dict[str, str] = {}
    if request.method == "POST" and form.is_valid():
        marked = request.POST.getlist("agency")
        refusals = {code: _ask_one(page, code, form.cleaned_data, request) for code in marked}
        asked = sum(not refusal for refusal in refusals.values())
        _say(request, asked, is_empty=not marked)
        if asked and asked == len(marked):
            return redirect(page.url)
    context = {
        "page": page,
        "row": page.row,
        "form": form,
        "choices": _choices(page, request, refusals),
        "crumbs": page.crumbs(_("Ask for contributions")),
    }
    return render(request, "desk/plans/contributions.html", context)


def _ask_one(page: DutyPage, code: str, given: dict[str, Any], request: HttpRequest) -> str:
    """Why this agency could not be asked; "" when it was."""
    own_day = request.POST.get(f"due-{code}", "").strip()
    try:
        due = DayField(required=False).clean(own_day) or given["due"]
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
    except Refusal as refusal:
        return str(refusal)
    except forms.ValidationError as fault:
        return " ".join(fault.messages)
    return ""


def _say(request: HttpRequest, asked: int, *, is_empty: bool) -> None:
    if is_empty:
        messages.error(request, _("Mark at least one agency."))
    if asked:
        words = ngettext("%(count)s agency was asked.", "%(count)s agencies were asked.", asked)
        messages.success(request, words % {"count": asked})


def _choices(page: DutyPage, request: HttpRequest, refusals: dict[str, str]) -> Sequence[Choice]:
    codes = list_coordinating(page.row, page.desk.day)
    asked = {row.agency for row in list_contributions(page.row.id, page.desk.day)}
    names = page.desk.agency_names(codes)
    marked = set(request.POST.getlist("agency"))
    return [
        Choice(
            code,
            names.get(code, code),
            code in asked,
            code in marked,
            request.POST.get(f"due-{code}", ""),
            refusals.get(code, ""),
        )
        for code in codes
    ]


class ReturnForm(forms.Form):
    reason = reason_field(gettext_lazy("What is missing or wrong"))
    again_by = DayField(
        label=gettext_lazy("To be handed in again by"),
        required=False,
        help_text=gettext_lazy("As 2/3/2026, 02-03-2026 or 02032026."),
    )


@require_POST
@requires(Permission.SUBMIT)
def accept(request: HttpRequest, duty: int) -> HttpResponse:
    page = duty_page(request, duty, Verb.ACCEPTED)
    try:
        actions.accept(obligation=duty, by=page.desk.by, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The contribution is accepted."))
    return redirect(page.url)


@requires(Permission.SUBMIT)
def send_back(request: HttpRequest, duty: int) -> HttpResponse:
    page = duty_page(request, duty, Verb.RETURNED)
    deed = Deed(_("Return the contribution"), _("Return it"), _("It is returned with your reason."))
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
