"""One address for each call of the wire form; answers are JSON with the codes that clients know, errors too."""

from collections.abc import Callable
from typing import Any, Final, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from lienthong.connectors.axis import wire
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import public
from lienthong.web.interop.axis import lists, sending
from lienthong.web.interop.axis.caller import Caller, Unproved, caller_of

type Call = Callable[[HttpRequest, Caller], HttpResponseBase | dict[str, Any]]
READS: Final[dict[str, Call]] = {
    "getAgenciesList": lists.agencies,
    "getAgenciesListQD20": lists.agencies,
    "getSynchronizeUnit": lists.units,
    "getReceivedEdocList": lists.received,
    "getSentEdocList": lists.sent,
    "countReceiveEdoc": lists.count_documents,
    "countReceiveStatus": lists.count_statuses,
    "getEdoc": sending.enclose,
    "downloadEdoc": sending.download,
    "getReceipt": sending.receipt,
}
WRITES: Final[dict[str, Call]] = {
    "sendEdoc": sending.send,
    "updateStatus": sending.update_status,
    "registerAgency": lists.register,
    "deleteAgency": lists.delete,
}


@csrf_exempt
@public
@never_cache
def call(request: HttpRequest, name: str) -> HttpResponse:
    """Clients read with GET or POST; what changes something is a POST."""
    does = READS.get(name) or (WRITES.get(name) if request.method == "POST" else None)
    if does is None:
        return _json(wire.reply(code="404", words="Không có dịch vụ này"))
    try:
        told = does(request, caller_of(request))
    except Unproved as forged:
        return _json(wire.reply(code="401", words=f"Không xác thực được: {forged}"))
    except Refusal as refusal:
        return _json(wire.reply(code="400", words=str(refusal)))
    return _json(told) if isinstance(told, dict) else cast(HttpResponse, told)


def _json(told: dict[str, Any]) -> HttpResponse:
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


urlpatterns = [path("axis/<slug:name>", call, name="axis")]
