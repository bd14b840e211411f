"""The result by post, for who follows a case: to whom and where it goes, and how far it is."""

from typing import Final

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from lienthong.domain.cases import actions, queries
from lienthong.domain.deliveries.actions import Receiver
from lienthong.domain.deliveries.queries import ENDED, OrderRow, State, find_of
from lienthong.domain.parties.queries import mask_name, mask_phone
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import public
from lienthong.web.portal.follow.page import FOLLOWED
from lienthong.web.portal.post.words import Standing, tell

WISHES: Final = "post_wish"
FIELDS: Final = {"ReceiverMissing": "name", "PhoneUnfit": "phone", "PlaceMissing": "address"}


class WishForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Who receives it"),
        help_text=gettext_lazy("Full name. It may be somebody else of your household."),
        max_length=200,
        widget=forms.TextInput({"size": "30", "autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone that the post calls"),
        max_length=20,
        widget=forms.TextInput({"size": "16", "inputmode": "tel", "autocomplete": "tel"}),
    )
    address = forms.CharField(
        label=gettext_lazy("Address that the post comes to"),
        help_text=gettext_lazy("House number, street or village, ward or commune, district, province."),
        max_length=300,
        widget=forms.Textarea({"rows": "3", "autocomplete": "street-address"}),
    )


@public
@never_cache
def by_post(request: HttpRequest) -> HttpResponse:
    """Who proved that the case is theirs; others are led to where they prove it."""
    case = request.session.get(FOLLOWED)
    if not isinstance(case, int):
        return redirect("follow")
    row, parcel = queries.follow(case, now=clock.now()), find_of(queries.about_money(case))
    may_choose = is_open(row, parcel)
    if parcel is None and not may_choose:
        raise Http404
    form = WishForm(request.POST or None)
    if request.method == "POST" and may_choose:
        refused: HttpResponse | None = ratelimit.consume_or_429(request, action=WISHES)
        if refused:
            return refused
        if form.is_valid() and _wish(case, form):
            messages.success(request, _("The post brings the result to this address as soon as it is there."))
            return redirect("followed")
    context = {
        "row": row,
        "parcel": parcel,
        "told": standing(parcel),
        "to": mask_name(parcel.receiver) if parcel else "",
        "phone": mask_phone(parcel.phone) if parcel and parcel.phone else "",
        "may_choose": may_choose,
        "form": form,
    }
    return render(request, "portal/post/page.html", context)


def is_open(row: queries.CaseRow, parcel: OrderRow | None) -> bool:
    """Whether it may still be said where the result goes."""
    is_free = parcel is None or parcel.state is State.WISHED or parcel.state in ENDED - {State.DELIVERED}
    return is_free and queries.may_go_by_post(row)


def standing(parcel: OrderRow | None) -> Standing | None:
    return tell(parcel) if parcel and parcel.state is not State.CANCELLED else None


def _wish(case: int, form: WishForm) -> bool:
    given = form.cleaned_data
    receiver = Receiver(given["name"], given["phone"], given["address"])
    try:
        actions.choose_post(case=case, receiver=receiver, by=platform("portal"), at=clock.now())
    except Refusal as refusal:
        form.add_error(FIELDS.get(refusal.code), str(refusal))
        return False
    return True


urlpatterns = [path("follow/post/", by_post, name="post_of_case")]
