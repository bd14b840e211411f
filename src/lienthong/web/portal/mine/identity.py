"""Who one is: said here, made sure by an officer who sees the card, or by an identity provider."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.parties import actions
from lienthong.domain.parties.actions import Birth
from lienthong.domain.parties.queries import ASSURANCE_LABELS, get_claim, mask_number_publicly, own_data
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.identity import list_providers
from lienthong.web.portal.mine.page import Page, citizen
from lienthong.web.ui.forms import DayBoxesField


class ClaimForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Full name on the card"),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "name", "size": "32"}),
    )
    number = forms.CharField(
        label=gettext_lazy("Number of your citizen card"),
        help_text=gettext_lazy("12 digits, on the front of the card."),
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "size": "16", "autocomplete": "off"}),
    )
    birth = DayBoxesField(label=gettext_lazy("Date of birth on the card"))


@citizen
def identity(request: HttpRequest, page: Page) -> HttpResponse:
    if not page.is_person:
        raise Http404
    verified = page.mine.verified
    claim = None if verified else get_claim(page.by.account)
    form = ClaimForm(request.POST if request.method == "POST" else None, initial={"name": page.by.name})
    form.use_required_attribute = False
    if form.is_bound and not verified and form.is_valid() and _said(page, form):
        messages.success(
            request, _("Kept. Now take your card to a one-stop, or let a provider vouch for you.")
        )
        return redirect("my_identity")
    context = {
        "form": form,
        "verified": verified,
        "how": ASSURANCE_LABELS[verified.assurance] if verified else "",
        "data": own_data(verified, page.today) if verified else None,
        "claim": claim,
        "number": mask_number_publicly(claim.number) if claim else "",
        "providers": list_providers(),
    }
    return render(request, "portal/mine/identity.html", context)


def _said(page: Page, form: ClaimForm) -> bool:
    born = form.cleaned_data["birth"]
    try:
        actions.claim(
            name=form.cleaned_data["name"],
            number=form.cleaned_data["number"],
            birth=Birth(born.year, born.month, born.day),
            by=page.by,
            at=clock.now(),
        )
    except Refusal as refusal:
        form.add_error("number", str(refusal))
        return False
    except ValueError:
        form.add_error("birth", _("Look at the year of birth once more."))
        return False
    return True


@require_POST
@citizen
def withdraw(request: HttpRequest, page: Page) -> HttpResponse:
    actions.drop_claim(by=page.by, at=clock.now())
    messages.success(request, _("What you said of yourself is gone."))
    return redirect("my_identity")


urlpatterns = [
    path("my/identity/", identity, name="my_identity"),
    path("my/identity/withdraw/", withdraw, name="my_identity_withdraw"),
]
