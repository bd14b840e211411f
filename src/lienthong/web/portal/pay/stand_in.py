"""The paying page of the stand-in platform, in a demonstration only: it pays rightly, twice, silently, wrongly."""

from typing import Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache

from lienthong.connectors.payment_platform import client, fake
from lienthong.spine import clock
from lienthong.web.entrance.access import public
from lienthong.web.portal.pay.callback import heard

MANNERS: Final = [
    ("", pgettext_lazy("stand-in platform", "It pays and calls back at once")),
    ("twice", pgettext_lazy("stand-in platform", "It pays and calls back twice")),
    ("silent", pgettext_lazy("stand-in platform", "It pays and never calls back")),
    ("amount", pgettext_lazy("stand-in platform", "It pays another amount")),
    ("forged", pgettext_lazy("stand-in platform", "Somebody forges a call-back")),
]


class PayForm(forms.Form):
    manner = forms.ChoiceField(
        label=gettext_lazy("How the platform behaves"),
        choices=MANNERS,
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )


@public
@never_cache
def stand_in(request: HttpRequest, reference: str) -> HttpResponse:
    known = fake.kept().shelf.find(reference) if client.is_stand_in() else None
    if known is None:
        raise Http404
    form = PayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        bodies = fake.kept().pay(reference, clock.local(clock.now()), form.cleaned_data["manner"])
        taken = sum(heard(body) for body in bodies)
        messages.info(
            request,
            _("The stand-in platform called back %(sent)s times; %(taken)s were taken.")
            % {"sent": len(bodies), "taken": taken},
        )
        return redirect("fee_of_case")
    return render(request, "portal/pay/stand_in.html", {"known": known, "form": form})


urlpatterns = [path("pay/try/<slug:reference>/", stand_in, name="pay_stand_in")]
