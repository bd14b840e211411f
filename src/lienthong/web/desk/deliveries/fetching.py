"""The post is sent to fetch papers from somebody who cannot come; they become a case when they have arrived."""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.deliveries import actions
from lienthong.domain.deliveries.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.deliveries.page import ReceiverForm, Room, room_of
from lienthong.web.entrance.access import requires


class FetchForm(ReceiverForm):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=gettext_lazy("Papers for which procedure"),
        max_length=300,
        widget=forms.TextInput({"size": "44", "autocomplete": "off"}),
    )
    field_order = ("key", "title", "name", "phone", "address")


@requires(Permission.SEND)
def fetch(request: HttpRequest) -> HttpResponse:
    room = room_of(request)
    if not room.may_send:
        raise Http404
    form = FetchForm(request.POST or None, initial={"key": uuid4()})
    form.fields["name"].label = gettext_lazy("From whom the papers are fetched")
    form.fields["phone"].label = gettext_lazy("Their telephone")
    form.fields["address"].label = gettext_lazy("Address from which they are fetched")
    if request.method == "POST" and form.is_valid():
        try:
            made = _ask(form, room)
        except Refusal as refusal:
            about = {"ReceiverMissing": "name", "PhoneUnfit": "phone", "PlaceMissing": "address"}
            form.add_error(about.get(refusal.code), str(refusal))
        else:
            messages.success(
                request, _("The post is being told. The papers are listed here until they come.")
            )
            return redirect("desk:parcel", parcel=made)
    title = _("Have papers fetched from home")
    context = {
        "form": form,
        "title": title,
        "back": f"{reverse('desk:parcels')}?list=papers",
        "crumbs": room.crumbs(title),
    }
    return render(request, "desk/deliveries/settle.html", context)


def _ask(form: FetchForm, room: Room) -> int:
    given, key = form.cleaned_data, form.cleaned_data["key"] or uuid4()
    parcel = actions.Parcel(
        about=f"fetch:{key}",
        agency=room.desk.by.agency,
        case=f"{room.desk.day:%y%m%d}-{key.hex[:8].upper()}",
        title=given["title"],
        receiver=actions.Receiver(given["name"], given["phone"], given["address"]),
    )
    return actions.fetch(parcel=parcel, by=room.desk.by, at=clock.now()).id


urlpatterns = [path("fetch/", fetch, name="parcel_fetch")]
