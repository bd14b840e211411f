"""The systems in one's reach."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lienthong.domain.organisations.queries import get_names
from lienthong.domain.partners.permissions import Permission
from lienthong.domain.partners.queries import list_partners
from lienthong.spine import clock
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires


@requires(Permission.KEEP)
def partners(request: HttpRequest) -> HttpResponse:
    found = list_partners(actor_of(request))
    names = get_names({row.agency for row in found}, clock.today())
    running = sum(row.ended_at is None for row in found)
    title = ngettext("%(count)d system is connected", "%(count)d systems are connected", running)
    return render_page(
        request,
        "console/partners/listing.html",
        current="partners",
        title=title % {"count": running},
        lead=_("Programs of partners that ask our open interface or are told what happens to cases."),
        rows=[(row, names.get(row.agency, row.agency)) for row in found],
    )


urlpatterns = [path("partners/", partners, name="partners")]
