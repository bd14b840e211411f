"""The result by post, for who follows a case: to whom and where it goes, and how far it is."""

from typing import Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.cases import actions, queries
from lienthong.domain.deliveries.actions import Receiver
from lienthong.domain.deliveries.queries import ENDED, OrderRow, State, find_of
from lienthong.domain.parties.queries import mask_name, mask_phone
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.errors import Refusal
from lienthong.web.portal.mine.door import Own, both
from lienthong.web.portal.post.words import Standing, tell

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


def by_post(request: HttpRequest, own: Own) -> HttpResponse:
    """A telephone alone shows how far it is; whoever says where a result goes proves more."""
    row, parcel = own.row, find_of(queries.about_money(own.row.id))
    may_choose = own.is_whole and is_open(row, parcel)
    if parcel is None and not may_choose:
        raise Http404
    form = WishForm(request.POST or None)
    if request.method == "POST" and may_choose and form.is_valid() and _wish(row.id, form):
        messages.success(request, _("The post brings the result to this address as soon as it is there."))
        return redirect(own.url())
    context = {
        "row": row,
        "back": own.url(),
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


urlpatterns = both("post/", by_post, "post", is_acting=False)
