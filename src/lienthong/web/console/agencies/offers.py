"""What fits while somebody types into a box for an agency: the list below the box, for htmx."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from lienthong.web.console.fields import find_offers
from lienthong.web.entrance.access import actor_of, signed_in
from lienthong.web.ui.picking import PickInput

MOST_LETTERS = 200


@signed_in
def offers(request: HttpRequest) -> HttpResponse:
    """Names of agencies are public knowledge; ``where`` only narrows. Raises Http404 for a box that cannot be one."""
    box = request.GET.get("box", "agency")
    if not box.isidentifier() or len(request.GET.get(box, "")) > MOST_LETTERS:
        raise Http404
    find = find_offers(actor_of(request), request.GET.get("where", ""))
    widget = PickInput(find, many="many" in request.GET)
    picked = widget.value_from_datadict(request.GET, None, box)
    return render(request, "ui/fields/offers.html", {"widget": widget.shown(box, picked)})


urlpatterns = [path("agencies/offers/", offers, name="offers")]
