"""The upload process itself: a form that comes whole is taken; one that is cut off leaves nothing behind."""

import asyncio
import re
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from lienthong.config.asgi import BODY_LIMIT, application
from lienthong.domain.plans.queries.owed import get_draft
from lienthong.spine.files.models import StoredFile
from tests.e2e.people import account
from tests.web.desk.handing import form, paper, pdf, read, state

pytestmark = pytest.mark.django_db
type Message = MutableMapping[str, Any]


@pytest.fixture(autouse=True)
def on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where bodies and files lie while they travel."""
    monkeypatch.setattr(settings, "FILE_UPLOAD_TEMP_DIR", str(tmp_path))
    handler = f"{TemporaryFileUploadHandler.__module__}.{TemporaryFileUploadHandler.__qualname__}"
    monkeypatch.setattr(settings, "FILE_UPLOAD_HANDLERS", [handler])
    return tmp_path


@contextmanager
def connection_kept() -> Iterator[None]:
    """The end of a request would close the connection of the test."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def body_of(browser: Client, duty: int) -> bytes:
    """A draft with a file of some size, as the browser would send it."""
    page = read(browser, duty, "hand-in/")
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    large = pdf(content=pdf().read() + b"%" + b"x" * 300_000)
    given = form(paper(0, large), do="keep") | {"csrfmiddlewaretoken": found[1]}
    return encode_multipart(BOUNDARY, given)


def scope_of(browser: Client, duty: int, length: int) -> Message:
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())
    headers = {
        "host": "testserver",
        "cookie": cookies,
        "content-type": MULTIPART_CONTENT,
        "content-length": str(length),
    }
    path = f"/uploads/evidence/{duty}/"
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("testserver", 80),
    }


def deliver(scope: Message, messages: Iterator[Message]) -> list[Message]:
    """What the process answers to these messages of a connection."""
    sent: list[Message] = []

    async def receive() -> Message:
        for message in messages:
            return message
        await asyncio.Event().wait()  # the browser waits for the answer
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    with connection_kept():
        async_to_sync(application)(scope, receive, send)
    return sent


def whole(body: bytes) -> Iterator[Message]:
    yield {"type": "http.request", "body": body[:1_000], "more_body": True}
    yield {"type": "http.request", "body": body[1_000:], "more_body": False}


def cut(body: bytes) -> Iterator[Message]:
    yield {"type": "http.request", "body": body[: len(body) // 2], "more_body": True}
    yield {"type": "http.disconnect"}


def endless() -> Iterator[Message]:
    while True:
        yield {"type": "http.request", "body": b"x" * 4_000_000, "more_body": True}


def files_in_draft(duty: int) -> list[int]:
    draft = get_draft(duty, account("specialist"))
    return [file for one in draft.content["documents"] for file in one["files"]] if draft else []


def test_a_form_that_comes_whole_is_kept(specialist: Client, duty: int, on_disk: Path) -> None:
    body = body_of(specialist, duty)
    start, *_rest = deliver(scope_of(specialist, duty, len(body)), whole(body))
    assert start["status"] == 302
    assert len(files_in_draft(duty)) == 1
    assert list(on_disk.iterdir()) == []


def test_a_form_that_is_cut_leaves_nothing_and_can_be_sent_again(
    specialist: Client, duty: int, on_disk: Path
) -> None:
    body = body_of(specialist, duty)
    scope = scope_of(specialist, duty, len(body))
    assert deliver(scope, cut(body)) == []
    assert not StoredFile.objects.exists()
    assert files_in_draft(duty) == []
    assert list(on_disk.iterdir()) == []
    deliver(scope, whole(body))
    assert len(files_in_draft(duty)) == 1
    assert state(duty) == "OPEN"


def test_what_was_kept_before_outlives_a_cut_one(specialist: Client, duty: int) -> None:
    body = body_of(specialist, duty)
    scope = scope_of(specialist, duty, len(body))
    deliver(scope, whole(body))
    before = files_in_draft(duty)
    deliver(scope, cut(body))
    assert files_in_draft(duty) == before


def test_more_than_any_form_may_hold_is_refused_in_words(specialist: Client, duty: int) -> None:
    scope = scope_of(specialist, duty, 3 * BODY_LIMIT)
    start, answer = deliver(scope, endless())
    assert start["status"] == 413
    assert "Nội dung bạn gửi quá lớn" in answer["body"].decode()
    assert not StoredFile.objects.exists()
