"""Answers when something does not go well: what happened, what is safe, and a code to read aloud. Never any
blame.
"""

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lienthong.spine import log
from lienthong.web.entrance.moment import NotADay
from lienthong.web.entrance.tracing import spoken_code

logger = log.get_logger("lienthong.errors")
MEGABYTE = 1_000_000
PAGES = {
    400: "ui/errors/400.html",
    403: "ui/errors/403.html",
    404: "ui/errors/404.html",
    413: "ui/errors/413.html",
    429: "ui/errors/429.html",
    500: "ui/errors/500.html",
    503: "ui/errors/503.html",
}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return _answer(request, 400, reason=str(exception) if isinstance(exception, NotADay) else "")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return _answer(request, 403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form carried no valid token: usually a page opened before signing in again."""
    logger.warning("csrf_refused", reason=reason)
    return _answer(request, 403, stale_form=True)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return _answer(request, 404)


def too_large(request: HttpRequest, limit: int = MEGABYTE) -> HttpResponse:
    return _answer(request, 413, limit_mb=max(1, limit // MEGABYTE))


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return _answer(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours; when it is the database that is away, the page says to come back in a while."""
    return _answer(request, 503 if isinstance(sys.exception(), OperationalError) else 500)


def _answer(request: HttpRequest, status: int, **facts: object) -> HttpResponse:
    """The page for ``status``; when even that fails (no database, no template), a bare one that still has the
    code.
    """
    code = spoken_code(request)
    if status >= 500 or status == 403:  # ASVS 16.3.2: refused access leaves a line
        logger.warning("refused", status=status, error_code=code, path=request.path)
    context = {"status": status, "error_code": code, **facts}
    try:
        body = render_to_string(PAGES[status], context, request)
    except Exception:
        logger.exception("error_page_failed", error_code=code)
        body = _bare(code)
    return HttpResponse(body, status=status)


def _bare(code: str) -> SafeString:
    return format_html(
        '<!DOCTYPE html><html lang="vi"><meta charset="utf-8"><title>Lỗi · Lienthong</title>'
        "<h1>Trang này gặp lỗi ở phía chúng tôi</h1>"
        "<p>Gọi 1022 và đọc mã lỗi <b>{}</b>.</p></html>",
        code,
    )
