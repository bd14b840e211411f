"""A GET changes no record: a guard on the connection looks at every statement of a reading request."""

import re
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from lienthong.spine import log

logger = log.get_logger("lienthong.guard")

_WRITE = re.compile(
    r"\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE(?:\s+TABLE)?)\s+(?:ONLY\s+)?"
    r'(?:"?\w+"?\.)?"?(\w+)"?',
    re.IGNORECASE,
)
_HARMLESS = re.compile(r"\bFOR\s+(?:NO\s+KEY\s+)?UPDATE\b|'(?:[^']|'')*'", re.IGNORECASE)
_FIRST = re.compile(r"\s*(?:WITH\b|INSERT\b|UPDATE\b|DELETE\b|MERGE\b|TRUNCATE\b)", re.IGNORECASE)


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


def written_tables(sql: str) -> frozenset[str]:
    """The tables that one statement writes, in small letters; none for a plain reading."""
    if not _FIRST.match(sql):
        return frozenset()
    return frozenset(table.lower() for table in _WRITE.findall(_HARMLESS.sub(" ", sql)))


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
