"""Refusals as application/problem+json, limits, and the declaration that all of it is public."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.cache import cache
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from lienthong.domain.accounts.errors import TokenInvalid
from lienthong.spine import clock, log
from lienthong.spine.errors import Refusal
from lienthong.web.api.v1.callers import ScopeLacking
from lienthong.web.entrance.access import public
from lienthong.web.entrance.address import client_address

logger = log.get_logger("lienthong.api")
A_MINUTE = 300
PROBLEM = "application/problem+json"

type View = Callable[..., HttpResponse]


def problem(status: int, detail: str, code: str = "") -> HttpResponse:
    title = HTTPStatus(status).phrase
    body = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code or _code(title),
    }
    return JsonResponse(body, status=status, content_type=PROBLEM, json_dumps_params={"ensure_ascii": False})


def _code(title: str) -> str:
    return title.lower().replace(" ", "_")


def answering(view: View) -> View:
    """The view as the API answers: public, counted, every fault a problem document, open to other sites'
    pages.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = _too_many() if _is_over(request) else _safely(view, request, *args, **kwargs)
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return answer

    return public(answered)


def _safely(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        answer = view(request, *args, **kwargs)
    except Http404:
        return problem(404, _("There is nothing at this address."))
    if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return _not_this_way(answer.headers.get("Allow", "GET"))
    return answer


def _not_this_way(allowed: str) -> HttpResponse:
    is_read = "GET" in allowed
    words = (
        _("This address is only read: ask with GET.") if is_read else _("Send the answers here with POST.")
    )
    refused = problem(405, words)
    refused.headers["Allow"] = allowed
    return refused


def _is_over(request: HttpRequest) -> bool:
    """Counts requests of an address within the minute; counters may forget, they guard no secret."""
    key = f"api:{client_address(request)}:{clock.real_now():%H%M}"
    if cache.add(key, 1, 60):
        return False
    return cache.incr(key) > A_MINUTE


def _too_many() -> HttpResponse:
    refused = problem(
        429, _("More than %(count)s questions in a minute. Ask again in a minute.") % {"count": A_MINUTE}
    )
    refused.headers["Retry-After"] = "60"
    return refused


def teach(api: NinjaAPI) -> None:
    """What each kind of fault is answered with."""
    for kind in (Http404, Refusal, BadRequest, ValidationError, Exception):
        api.add_exception_handler(kind, _answer)


def _answer(request: HttpRequest, fault: Any) -> HttpResponse:
    match fault:
        case TokenInvalid():
            return _asking_for_token(problem(401, str(fault), fault.code), "invalid_token")
        case ScopeLacking():
            return _asking_for_token(problem(403, str(fault), fault.code), "insufficient_scope")
        case Refusal():
            return problem(404, str(fault), fault.code)
        case Http404():
            return problem(404, _("There is nothing at this address."))
        case ValidationError():
            return problem(400, _wrong(fault))
        case BadRequest():
            return problem(400, str(fault))
    logger.error("api_failed", path=request.path, exc_info=fault)
    return problem(500, _("The fault is on our side. Nothing was changed."))


def _asking_for_token(refused: HttpResponse, error: str) -> HttpResponse:
    """As RFC 6750 (3) has it."""
    refused.headers["WWW-Authenticate"] = f'Bearer error="{error}"'
    return refused


def _wrong(fault: ValidationError) -> str:
    """page: Input should be greater than or equal to 1"""
    return "; ".join(f"{error['loc'][-1]}: {error['msg']}" for error in fault.errors)
