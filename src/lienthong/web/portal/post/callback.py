"""The post calls back: as often as it likes, in any order, and never believed without its signature."""

from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from lienthong.connectors.public_post.errors import Forged, NotConnected, Unreadable
from lienthong.connectors.public_post.messages import DONE, NOT_TAKEN
from lienthong.domain.deliveries import actions
from lienthong.domain.deliveries.errors import ToldOtherwise
from lienthong.domain.deliveries.exchange import take_callback
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
    """Whether what it tells was taken, or was taken before."""
    try:
        actions.hear(told=take_callback(body), by=platform("public post"), at=clock.now())
    except (Forged, Unreadable, NotConnected, ToldOtherwise):
        return False
    return True


def _answer(code: str) -> JsonResponse:
    return JsonResponse({"code": code})


urlpatterns = [path("post/callback/", callback, name="post_callback")]
