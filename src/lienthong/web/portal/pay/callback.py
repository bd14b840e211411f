"""The payment platform calls back: as often as it likes, in any order, and never believed without its checksum."""

from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from lienthong.connectors.payment_platform.errors import Forged, NotConnected, Unreadable
from lienthong.connectors.payment_platform.messages import DONE, NOT_TAKEN
from lienthong.domain.payments import actions
from lienthong.domain.payments.errors import Contradicted
from lienthong.domain.payments.exchange import read_told
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.web.entrance.access import public

LARGEST: Final = 20_000


@csrf_exempt
@require_POST
@public
def callback(request: HttpRequest) -> HttpResponse:
    """00: taken, now or before. 99: not believed, so it may be told again."""
    length = request.headers.get("Content-Length", "0")
    if not length.isdigit() or int(length) > LARGEST:
        return _answer(NOT_TAKEN)
    return _answer(DONE if heard(request.body) else NOT_TAKEN)


def heard(body: bytes) -> bool:
    """Whether a call-back was taken, or was taken before; one that tells of a failed payment changes nothing."""
    try:
        told = read_told(body)
        if told is not None:
            actions.hear(told=told, by=platform("payment platform"), at=clock.now())
    except (Forged, Unreadable, NotConnected, Contradicted):
        return False
    return True


def _answer(code: str) -> JsonResponse:
    return JsonResponse({"MaLoi": code})


urlpatterns = [path("pay/callback/", callback, name="pay_callback")]
