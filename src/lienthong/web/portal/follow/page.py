"""A case by its number or code and a proof; what is shown holds nobody's whole name or number."""

from typing import Any, Final

from allauth.core import ratelimit
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from lienthong.domain.applications.queries import ApplicationRow, find_by_code, find_of_case, get_application
from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.errors import CaseNotFound
from lienthong.domain.deliveries.queries import find_errand
from lienthong.domain.parties.queries import mask_name
from lienthong.spine import clock
from lienthong.spine.actor import ANONYMOUS
from lienthong.web.entrance.access import public
from lienthong.web.portal.apply.page import hold, may_open
from lienthong.web.portal.follow.puzzle import fault_of, is_wanted, note_miss, set_puzzle
from lienthong.web.portal.mine.door import let_in, own_by_code
from lienthong.web.portal.mine.standing import standing
from lienthong.web.portal.post.fetch import keep

PERSONAL: Final = (9, 12)
"""Digits of an identity card, old and new; a telephone has ten or eleven."""


class FollowForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Number of the case, or code of the application"),
        help_text=gettext_lazy("It stands on your receipt, as 000.00.31.H21-211015-0001 or K7M4 PX2Q."),
        max_length=60,
        widget=forms.TextInput({"size": "30", "autocomplete": "off", "spellcheck": "false"}),
    )
    proof = forms.CharField(
        label=gettext_lazy("Telephone or citizen number of the applicant"),
        help_text=gettext_lazy("In full, as it was given when you filed. It keeps others from looking."),
        max_length=40,
        widget=forms.TextInput({"size": "16", "autocomplete": "off", "inputmode": "numeric"}),
    )


@public
@never_cache
def follow(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, FollowForm(initial={"code": request.GET.get("code", "")[:60]}))
    refused: HttpResponse | None = ratelimit.consume_or_429(request, action="follow_case")
    if refused:
        return refused
    form = FollowForm(request.POST)
    if is_wanted(request) and (fault := fault_of(request)):
        form.add_error(None, fault)
    if form.is_valid():
        case = _find(form.cleaned_data["code"], form.cleaned_data["proof"])
        if case:
            _let_in(request, case, form.cleaned_data["proof"])
            return redirect("followed")
        if errand := find_errand(form.cleaned_data["code"], form.cleaned_data["proof"]):
            keep(request, errand)
            return redirect("errand", errand=errand)
        note_miss(request)
        form.add_error(
            None,
            _(
                "No case has this number together with this telephone or citizen number. Look at both once more."
            ),
        )
    return _ask(request, form)


def _let_in(request: HttpRequest, case: int, proof: str) -> None:
    """To the case; to what was sent for it, whole and unmasked, only by the applicant's own number: a telephone is
    often shared.
    """
    by_number = sum(sign.isdigit() for sign in proof) in PERSONAL
    let_in(request, case, by_number=by_number)
    sent = find_of_case(case)
    if sent and by_number:
        hold(request, sent.key)


def _ask(request: HttpRequest, form: FollowForm) -> HttpResponse:
    puzzle = set_puzzle(request) if is_wanted(request) else None
    return render(request, "portal/follow/ask.html", {"form": form, "puzzle": puzzle})


def _find(code: str, proof: str) -> int | None:
    """A wrong proof is answered like a number that does not exist."""
    now = clock.now()
    try:
        key = find_by_code(code)
        if key is None:
            return cases.track(code.upper(), proof=proof, by=ANONYMOUS, now=now).id
        case = get_application(key).case
        return cases.follow(case, now=now, proof=proof).id if case else None
    except CaseNotFound:
        return None


@public
@never_cache
def followed(request: HttpRequest) -> HttpResponse:
    own = own_by_code(request)
    if own is None:
        return redirect("follow")
    context: dict[str, Any] = standing(own) | {
        "name": mask_name(own.row.applicant_name),
        "sent": _own(request, find_of_case(own.row.id)),
    }
    return render(request, "portal/follow/case.html", context)


def _own(request: HttpRequest, sent: ApplicationRow | None) -> ApplicationRow | None:
    return sent if sent and may_open(request, sent) else None


urlpatterns = [
    path("follow/", follow, name="follow"),
    path("follow/case/", followed, name="followed"),
]
