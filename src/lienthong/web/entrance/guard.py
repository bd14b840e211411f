"""A GET changes no record: a guard on the connection looks at every statement of a reading request."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from lienthong.spine import log
from lienthong.spine.statements import written_tables

logger = log.get_logger("lienthong.guard")


class WriteOnGet(RuntimeError):
    """A page that only reads tried to write ``table``; the page must become a POST and one action."""

    def __init__(self, table: str) -> None:
        super().__init__(f"a GET may not write {table}")


class NoWritesOnGet:
    """Refuses in tests and demonstration; in production it lets the person go on and writes an error line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with ExitStack() as stack:
            if request.method in ("GET", "HEAD"):
                stack.enter_context(connection.execute_wrapper(_Guard(request)))
            return self.get_response(request)


class _Guard:
    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        for table in written_tables(str(sql)) - settings.LIENTHONG_WRITTEN_ON_GET:
            if not _may_write(self.request):
                _refuse(table, self.request.path)
        return execute(sql, params, many, context)


def writes_on_get[View: Callable[..., HttpResponse]](view: View) -> View:
    """Exempts a view: only the way back from an identity provider, which the protocol makes a GET."""
    view.writes_on_get = True  # type: ignore[attr-defined]
    return view


def _may_write(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and getattr(match.func, "writes_on_get", False))


def _refuse(table: str, path: str) -> None:
    if settings.PRODUCTION:
        logger.error("write_on_get", table=table, path=path)
    else:
        raise WriteOnGet(table)
