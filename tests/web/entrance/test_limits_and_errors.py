"""Refusals in clear words, each with a code that can be read aloud; limits before the body is read."""

import re
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings

from lienthong.web.entrance import errors
from lienthong.web.entrance.address import client_address

CODE = re.compile(r"L-\d{4}-[0-9A-F]{4}")


@pytest.mark.django_db
def test_an_unknown_page_is_answered_with_a_code() -> None:
    answer = Client().get("/khong-co/")
    assert answer.status_code == 404
    code = CODE.search(answer.content.decode())
    assert code
    assert code[0].endswith(answer.headers["X-Request-ID"][:4].upper())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content_type", "size", "status"),
    [
        ("application/x-www-form-urlencoded", 1_000_001, 413),
        ("application/json", 5_000_000, 413),
        ("multipart/form-data; boundary=x", 12_000_001, 413),
    ],
)
def test_a_body_over_the_limit_is_refused_unread(content_type: str, size: int, status: int) -> None:
    answer = Client().post("/sign-in/", data=b"", content_type=content_type, CONTENT_LENGTH=str(size))
    assert answer.status_code == status
    assert "MB" in answer.content.decode()


@pytest.mark.django_db
def test_a_body_just_under_the_limit_is_read() -> None:
    body = "login=" + "x" * 900_000
    answer = Client().post("/sign-in/", data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200


@pytest.mark.django_db
def test_a_form_without_token_says_what_to_do() -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"login": "x", "password": "y"})
    assert answer.status_code == 403
    assert "đã mở quá lâu" in answer.content.decode()


@pytest.mark.django_db
def test_too_many_requests_are_told_to_wait() -> None:
    client = Client()
    answers = [client.post("/account/password/forgotten/", {"login": "ghost"}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("handler", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.not_found, 404),
        (errors.too_many, 429),
        (errors.server_error, 500),
    ],
)
def test_every_handler_has_a_page(handler: Any, status: int) -> None:
    request = RequestFactory().get("/x/")
    request.request_id = "7f3a000000000000"  # type: ignore[attr-defined]
    answer = handler(request)
    assert answer.status_code == status
    assert "7F3A" in answer.content.decode()


def test_an_error_page_survives_without_template_or_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any, **_more: Any) -> str:
        raise RuntimeError("no database")

    monkeypatch.setattr(errors, "render_to_string", broken)
    answer = errors.server_error(RequestFactory().get("/x/"))
    assert answer.status_code == 500
    assert CODE.search(answer.content.decode())


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "1.1.1.1", "9.9.9.9"),
        (1, "1.1.1.1", "1.1.1.1"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 10.0.0.1", "1.1.1.1"),
        (2, "1.1.1.1", "9.9.9.9"),
        (1, "", "9.9.9.9"),
        (1, "nonsense", "9.9.9.9"),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_forwarded_addresses_count_only_from_our_own_proxies(
    proxies: int, forwarded: str, address: str
) -> None:
    request: HttpRequest = RequestFactory().get("/", REMOTE_ADDR="9.9.9.9", HTTP_X_FORWARDED_FOR=forwarded)
    with override_settings(LIENTHONG_TRUSTED_PROXIES=proxies):
        assert client_address(request) == address


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("proxies", "claimed", "taken"),
    [
        (0, "0123456789abcdef", False),
        (1, "0123456789abcdef", True),
        (1, "short", False),
        (1, "x" * 65, False),
        (1, "0123456789\nforged", False),
    ],
)
def test_a_request_id_is_taken_from_our_own_proxy_only(proxies: int, claimed: str, taken: bool) -> None:
    with override_settings(LIENTHONG_TRUSTED_PROXIES=proxies):
        answer = Client().get("/healthz", headers={"X-Request-ID": claimed})
    assert (answer.headers["X-Request-ID"] == claimed) is taken


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"), [("127.0.0.1", 200), ("::1", 200), ("10.0.0.5", 404), ("10.0.0.7", 200)]
)
def test_metrics_are_for_this_machine_and_named_addresses(address: str, status: int) -> None:
    with override_settings(LIENTHONG_METRICS_ALLOWED=("10.0.0.7",)):
        answer = Client(REMOTE_ADDR=address).get("/metrics")
    assert answer.status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_probes_know_an_address_only(path: str) -> None:
    """In production too, where every other page belongs to one name and to https."""
    with override_settings(SECURE_SSL_REDIRECT=True):
        answer = Client().get(path, headers={"Host": "10.1.2.3:8000"})
    assert answer.status_code == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_pages_answer_to_their_own_name_only() -> None:
    assert Client().get("/", headers={"Host": "10.1.2.3:8000"}).status_code == 400


@pytest.mark.django_db
def test_metrics_count_by_route_never_by_address_typed() -> None:
    client = Client()
    client.get("/healthz")
    client.get("/khong-co/nguyen-van-an/")
    text = client.get("/metrics").content.decode()
    assert 'lienthong_requests_total{method="GET",route="healthz",status="200"}' in text
    assert 'route="unmatched",status="404"' in text
    assert "nguyen-van-an" not in text
