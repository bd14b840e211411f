"""What waits: copies that I order, that the clerk makes, that I asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lienthong.domain.copies import queries as copies
from lienthong.domain.documents.permissions import Permission
from lienthong.web.desk.copies.page import TAGS, base_crumbs, desk_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Key


@requires(Permission.FOLLOW)
def listing(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    context = {
        "lines": [(row, *TAGS[row.state]) for row in copies.list_waiting(by=desk.by)],
        "sees_register": desk.sees_register,
        "crumbs": base_crumbs()[:1] + base_crumbs(_("Copies"))[2:],
        "keys": [
            Key("J / K", pgettext("key", "next, previous row")),
            Key("Enter", pgettext("key", "open")),
            Key("?", pgettext("key", "all keys")),
        ],
    }
    return render(request, "desk/copies/listing.html", context)


urlpatterns = [path("", listing, name="copies")]
