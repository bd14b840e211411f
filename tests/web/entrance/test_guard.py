"""A GET writes nothing but sessions, counters and the reading log."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from lienthong.domain.accounts.models import Account
from lienthong.web.entrance import guard
from lienthong.web.entrance.guard import NoWritesOnGet, WriteOnGet, writes_on_get
from tests.factories.people import person


class _Match:
    def __init__(self, view: Any) -> None:
        self.func = view


def _ask(method: str, view: Any) -> HttpResponse:
    request = RequestFactory().generic(method, "/x/")
    request.resolver_match = _Match(view)  # type: ignore[assignment]
    return NoWritesOnGet(view)(request)


def _rename(_request: HttpRequest) -> HttpResponse:
    Account.objects.update(full_name="Khác")
    return HttpResponse("done")


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_it_refuses_a_write_of_a_domain_table(method: str) -> None:
    person()
    with pytest.raises(WriteOnGet, match="accounts_account"), transaction.atomic():
        _ask(method, _rename)
    assert Account.objects.get().full_name == "Nguyễn Văn An"


@pytest.mark.django_db
def test_a_post_may_write_and_the_guard_is_gone_after_a_get() -> None:
    person()
    assert _ask("POST", _rename).content == b"done"
    _ask("GET", lambda _request: HttpResponse())
    assert connection.execute_wrappers == []


@pytest.mark.django_db
def test_sessions_and_counters_may_be_written() -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_session")
            cursor.execute("DELETE FROM rate_counters")
        return HttpResponse("ok")

    assert _ask("GET", view).content == b"ok"


@pytest.mark.django_db
def test_the_way_back_from_a_provider_is_exempt() -> None:
    person()

    @writes_on_get
    def view(request: HttpRequest) -> HttpResponse:
        return _rename(request)

    assert _ask("GET", view).content == b"done"


@pytest.mark.django_db
def test_production_goes_on_and_writes_an_error_line(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    person()
    lines: list[dict[str, Any]] = []
    monkeypatch.setattr(guard.logger, "error", lambda event, **more: lines.append({"event": event, **more}))
    settings.PRODUCTION = True
    assert _ask("GET", _rename).content == b"done"
    assert lines == [{"event": "write_on_get", "table": "accounts_account", "path": "/x/"}]
