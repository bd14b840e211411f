"""The upload process leads back to the pages, whatever origin it answers at."""

from collections.abc import MutableMapping
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.test import override_settings

from lienthong.config.asgi import _leading_back


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
