"""The upload process leads back to the pages, whatever origin it answers at."""

from collections.abc import MutableMapping
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.test import override_settings

from lienthong.config import asgi
from lienthong.config.asgi import _leading_back, application


def led(place: bytes) -> bytes:
    """The Location of an answer as the browser gets it."""
    sent: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    start = {"type": "http.response.start", "status": 302, "headers": [(b"Location", place), (b"X-A", b"/b")]}
    async_to_sync(_leading_back(send))(start)
    headers = dict(sent[0]["headers"])
    assert headers[b"X-A"] == b"/b"
    where: bytes = headers[b"Location"]
    return where


@override_settings(LIENTHONG_PUBLIC_ORIGIN="https://lienthong.example")
def test_a_place_without_an_origin_is_one_of_the_pages() -> None:
    assert led(b"/plans/imports/1/") == b"https://lienthong.example/plans/imports/1/"


@override_settings(LIENTHONG_PUBLIC_ORIGIN="https://lienthong.example")
@pytest.mark.parametrize("place", [b"https://elsewhere.example/a", b"//elsewhere.example/a"])
def test_a_place_with_an_origin_stays_as_it_is(place: bytes) -> None:
    assert led(place) == place


def asked(path: str, method: str = "GET", body: bytes = b"") -> tuple[int, dict[bytes, bytes], str]:
    """Status, headers and body of what the upload process answers."""
    sent: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {"type": "http", "path": path, "method": method, "headers": [(b"host", b"testserver")]}
    async_to_sync(application)({**scope, "query_string": b"", "root_path": ""}, receive, send)
    content = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], dict(sent[0]["headers"]), content.decode()


def test_it_lives() -> None:
    assert asked("/healthz")[::2] == (200, "ok\n")


@pytest.mark.django_db
def test_more_than_any_upload_may_hold_gets_the_page_people_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi, "BODY_LIMIT", 2_000_000)
    status, headers, page = asked("/uploads/plans/", "POST", b"x" * 2_000_001)
    assert (status, headers[b"content-type"]) == (413, b"text/html; charset=utf-8")
    assert "<h1>" in page
    assert "2 MB" in page


@override_settings(LIENTHONG_PUBLIC_ORIGIN="https://lienthong.example")
def test_other_addresses_lead_to_the_pages() -> None:
    status, headers, _ = asked("/plans/a b/")
    assert (status, headers[b"location"]) == (302, b"https://lienthong.example/plans/a%20b/")
    assert asked("/plans/", "POST")[0] == 404


@override_settings(LIENTHONG_PUBLIC_ORIGIN="https://lienthong.example")
def test_a_place_that_begins_like_another_host_stays_on_ours() -> None:
    _, headers, _ = asked("//elsewhere.example/")
    assert headers[b"location"] == b"https://lienthong.example//elsewhere.example/"
