"""The stand-in of the post, in a demonstration only: it carries a parcel on, rightly, twice, silently, wrongly."""

from typing import Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache

from lienthong.connectors.public_post import client, fake
from lienthong.connectors.public_post.messages import BROUGHT_BACK, CANCELLED, DELIVERED, FAILED, ON_ROAD
from lienthong.spine import clock
from lienthong.web.entrance.access import public
from lienthong.web.portal.post.callback import heard

STEPS: Final = [
    (ON_ROAD, pgettext_lazy("stand-in post", "It takes the parcel on the road")),
    (DELIVERED, pgettext_lazy("stand-in post", "It hands the parcel to the receiver")),
    (FAILED, pgettext_lazy("stand-in post", "It finds nobody and turns back")),
    (BROUGHT_BACK, pgettext_lazy("stand-in post", "It brings the parcel back to the sender")),
    (CANCELLED, pgettext_lazy("stand-in post", "It calls the order off")),
]
MANNERS: Final = [
    ("", pgettext_lazy("stand-in post", "and calls back at once")),
    ("twice", pgettext_lazy("stand-in post", "and calls back twice")),
    ("silent", pgettext_lazy("stand-in post", "and never calls back")),
    ("short", pgettext_lazy("stand-in post", "and takes 1.000 đồng too little")),
    ("forged", pgettext_lazy("stand-in post", "so says somebody who is not the post")),
]


class MoveForm(forms.Form):
    status = forms.ChoiceField(
        label=gettext_lazy("What the post does"), choices=STEPS, widget=forms.RadioSelect, initial=ON_ROAD
    )
    manner = forms.ChoiceField(
        label=gettext_lazy("How it tells"),
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
    form = MoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        bodies = fake.kept().move(reference, given["status"], clock.local(clock.now()), given["manner"])
        taken = sum(heard(body) for body in bodies)
        messages.info(
            request,
            _("The stand-in post called back %(sent)s times; %(taken)s were taken.")
            % {"sent": len(bodies), "taken": taken},
        )
        return redirect("post_stand_in", reference=reference)
    return render(request, "portal/post/stand_in.html", {"known": known, "form": form})


urlpatterns = [path("post/try/<str:reference>/", stand_in, name="post_stand_in")]
