"""A file over a network that breaks off: what came stays, the rest follows, and nobody else gets at it."""

import asyncio
import base64
import hashlib
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config.asgi import application
from lienthong.config.demo import load_people
from lienthong.domain.applications import actions, queries
from lienthong.domain.applications.models import Upload
from lienthong.domain.cases import queries as cases
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.files import partial
from lienthong.spine.files.queries import get_file
from tests.domain.plans.running import PDF
from tests.e2e import states
from tests.e2e.people import signed_in
from tests.factories.province import loaded

pytestmark = pytest.mark.django_db
FILE = PDF + bytes(range(256)) * 400
TUS = {"Tus-Resumable": "1.0.0"}
PIECE = TUS | {"Content-Type": "application/offset+octet-stream"}


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded(django_db_blocker):
        load_people(by=platform("test"), at=clock.now())
        states.an_application(Client())
        yield


@dataclass
class Told:
    status: int
    headers: dict[str, str]
    body: str


@dataclass
class Browser:
    """One browser that speaks to the upload process. ``cut``: the network breaks off behind the given bytes."""

    client: Client = field(default_factory=Client)

    def ask(
        self, method: str, path: str, headers: dict[str, str], body: bytes = b"", *, cut: bool = False
    ) -> Told | None:
        sent: list[MutableMapping[str, Any]] = []
        pieces = [body[at : at + 1_000] for at in range(0, len(body), 1_000)] or [b""]
        messages: list[dict[str, Any]] = [
            {"type": "http.request", "body": piece, "more_body": cut or place < len(pieces) - 1}
            for place, piece in enumerate(pieces)
        ]

        async def receive() -> dict[str, Any]:
            if not messages and not cut:
                await asyncio.Event().wait()  # still there
            return messages.pop(0) if messages else {"type": "http.disconnect"}

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        cookies = "; ".join(f"{name}={one.value}" for name, one in self.client.cookies.items())
        told = {"Host": "testserver", "Cookie": cookies, "X-CSRFToken": self._token(), **headers}
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": b"",
            "root_path": "",
            "headers": [(name.lower().encode(), value.encode()) for name, value in told.items()],
        }
        with one_connection():
            async_to_sync(application)(scope, receive, send)
        if not sent:
            return None
        heads = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
        return Told(sent[0]["status"], heads, b"".join(one.get("body", b"") for one in sent).decode())

    def _token(self) -> str:
        one = self.client.cookies.get(settings.CSRF_COOKIE_NAME)
        return one.value if one else ""

    def told(self, *asked: Any, **more: Any) -> Told:
        answer = self.ask(*asked, **more)
        assert answer
        return answer


@dataclass
class Sending:
    browser: Browser
    key: UUID

    @property
    def at(self) -> str:
        return f"/uploads/applications/{self.key}/2/resumable/"

    def begin(self, size: int = len(FILE), name: str = "bản vẽ.pdf") -> Told:
        named = base64.b64encode(name.encode()).decode()
        headers = TUS | {"Upload-Length": str(size), "Upload-Metadata": f"filename {named}"}
        return self.browser.told("POST", self.at, headers)

    def begun(self) -> str:
        return urlsplit(self.begin().headers["location"]).path

    def offset(self, where: str) -> int:
        return int(self.browser.told("HEAD", where, TUS).headers["upload-offset"])

    def send(self, where: str, offset: int, body: bytes, *, cut: bool = False) -> Told | None:
        return self.browser.ask("PATCH", where, PIECE | {"Upload-Offset": str(offset)}, body, cut=cut)

    def kept(self) -> list[queries.AttachmentRow]:
        return list(queries.get_whole(queries.get_application(self.key), clock.today()).attachments)


@contextmanager
def one_connection() -> Iterator[None]:
    """The requests share the connection of the test, in whose transaction everything happens."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def sending(province: None) -> Sending:
    cache.clear()
    browser = Browser()
    key = states.an_application(browser.client)
    (filled,) = Sending(browser, key).kept()
    actions.detach(application=key, attachment=filled.id, at=clock.now())
    browser.client.get(f"/applications/{key}/papers/2/")
    return Sending(browser, key)


def test_an_upload_cut_twice_arrives_whole(sending: Sending) -> None:
    where = sending.begun()
    assert sending.send(where, 0, FILE[:40_000], cut=True) is None
    assert sending.offset(where) == 40_000
    assert sending.send(where, 40_000, FILE[40_000:70_500], cut=True) is None
    assert sending.offset(where) == 70_500
    assert sending.kept() == []
    done = sending.send(where, 70_500, FILE[70_500:])
    assert done
    assert (done.status, done.headers["tus-resumable"]) == (204, "1.0.0")
    (one,) = sending.kept()
    row = get_file(one.file)
    assert row
    assert (one.name, row.digest) == ("bản vẽ.pdf", hashlib.sha256(FILE).hexdigest())
    assert sending.browser.told("HEAD", where, TUS).status == 404


def test_pieces_follow_each_other(sending: Sending) -> None:
    where = sending.begun()
    first = sending.send(where, 0, FILE[:1_500])
    assert first
    assert (first.status, first.headers["upload-offset"]) == (204, "1500")
    assert sending.kept() == []


def test_a_wrong_offset_changes_nothing(sending: Sending) -> None:
    where = sending.begun()
    sending.send(where, 0, FILE[:1_500])
    for offset in (0, 1_499, 1_501):
        answer = sending.send(where, offset, b"x")
        assert answer
        assert answer.status == 409
    assert sending.offset(where) == 1_500


def test_more_than_was_announced_is_refused_and_not_kept(sending: Sending) -> None:
    where = sending.begun()
    sending.send(where, 0, FILE[:1_000])
    too_much = FILE[1_000:] + b"xx"
    answer = sending.send(where, 1_000, too_much)
    assert answer
    assert answer.status == 413
    assert sending.offset(where) == 1_000
    announced = PIECE | {"Upload-Offset": "1000", "Content-Length": str(len(too_much))}
    assert sending.browser.told("PATCH", where, announced, b"").status == 413


@pytest.mark.parametrize(
    ("size", "name", "status", "words"),
    [
        (10_000_001, "a.pdf", 413, "10 MB"),
        (0, "a.pdf", 422, ""),
        (10, "a.exe", 422, ".pdf"),
        (10, "", 422, ".pdf"),
    ],
)
def test_what_cannot_be_taken_is_said_before_a_byte_is_sent(
    sending: Sending, size: int, name: str, status: int, words: str
) -> None:
    told = sending.begin(size, name)
    assert told.status == status
    assert words in told.body


def test_a_content_that_contradicts_its_name_is_refused_in_words(sending: Sending) -> None:
    where = urlsplit(sending.begin(20).headers["location"]).path
    answer = sending.send(where, 0, b"this is no PDF at all"[:20])
    assert answer
    assert answer.status == 422
    assert ".pdf" in answer.body
    assert sending.kept() == []
    assert sending.browser.told("HEAD", where, TUS).status == 404


def test_an_upload_of_somebody_else_is_not_there(sending: Sending) -> None:
    where, other = sending.begun(), Browser()
    assert other.told("HEAD", where, TUS).status == 404
    stolen = other.told("PATCH", where, PIECE | {"Upload-Offset": "0"}, FILE)
    assert stolen.status == 404
    assert sending.offset(where) == 0
    begin = TUS | {"Upload-Length": "10", "Upload-Metadata": "filename YS5wZGY="}
    assert other.told("POST", sending.at, begin).status in (403, 404)
    assert sending.browser.told("HEAD", f"/uploads/resumable/{sending.key}/", TUS).status == 404


def test_it_is_given_up(sending: Sending) -> None:
    where = sending.begun()
    sending.send(where, 0, FILE[:1_000])
    key = UUID(where.split("/")[3])
    assert partial.offset_of(key) == 1_000
    actions.drop_upload(upload=key)
    assert sending.browser.told("HEAD", where, TUS).status == 404
    assert sending.browser.told("DELETE", where, TUS).status == 404


def test_it_goes_with_the_application_it_is_for(
    sending: Sending, django_capture_on_commit_callbacks: Any
) -> None:
    where = sending.begun()
    sending.send(where, 0, FILE[:1_000])
    with django_capture_on_commit_callbacks(execute=True):
        actions.drop(application=sending.key)
    assert partial.offset_of(UUID(where.split("/")[3])) == 0
    assert sending.browser.told("HEAD", where, TUS).status == 404


def test_it_ends_after_a_day(sending: Sending) -> None:
    where = sending.begun()
    assert "upload-expires" in sending.browser.told("HEAD", where, TUS).headers
    assert actions.forget_stale_uploads() == 0
    Upload.objects.update(ends_at=clock.real_now() - timedelta(seconds=1))
    assert sending.browser.told("HEAD", where, TUS).status == 404
    assert actions.forget_stale_uploads() == 1


def test_two_sendings_at_once_do_not_mix(sending: Sending) -> None:
    where = sending.begun()
    with partial.appending(UUID(where.split("/")[3]), 0):
        answer = sending.send(where, 0, FILE)
    assert answer
    assert answer.status == 423
    assert sending.offset(where) == 0


def test_it_says_what_it_can_and_refuses_another_version(sending: Sending) -> None:
    told = sending.browser.told("OPTIONS", sending.at, {})
    assert (told.status, told.headers["tus-max-size"]) == (204, "10000000")
    assert told.headers["tus-extension"] == "creation,expiration,termination"
    where = sending.begun()
    assert sending.browser.told("HEAD", where, {"Tus-Resumable": "0.2.2"}).status == 412
    wrong = TUS | {"Upload-Offset": "0", "Content-Type": "text/plain"}
    assert sending.browser.told("PATCH", where, wrong, b"x").status == 415


def test_only_our_own_pages_are_let_in(sending: Sending, settings: Any) -> None:
    settings.LIENTHONG_PUBLIC_ORIGIN = "https://dichvucong.vidu.vn"
    ours = sending.browser.told("OPTIONS", sending.at, {"Origin": "https://dichvucong.vidu.vn"})
    assert ours.headers["access-control-allow-origin"] == "https://dichvucong.vidu.vn"
    other = sending.browser.told("OPTIONS", sending.at, {"Origin": "https://elsewhere.vidu.vn"})
    assert "access-control-allow-origin" not in other.headers


def test_many_at_once_do_not_fill_the_disk(sending: Sending) -> None:
    answers = [sending.begin(10_000_000).status for _ in range(11)]
    assert answers == [201] * 10 + [409]


def test_the_page_offers_to_go_on(sending: Sending) -> None:
    where = sending.begun()
    sending.send(where, 0, FILE[:1_000])
    page = sending.browser.client.get(f"/applications/{sending.key}/papers/2/").content.decode()
    assert f'data-unfinished="{where}"' in page
    assert f'data-size="{len(FILE)}"' in page


@dataclass
class Supplementing(Sending):
    """What a case asked for, behind one of its two doors."""

    here: str = ""
    case: int = 0

    @property
    def at(self) -> str:
        return f"/uploads{self.here}supplement/resumable/"

    def brought(self) -> list[tuple[str, int]]:
        row = cases.follow(self.case, now=clock.now())
        asked = queries.find_asked(row)
        return [(one.name, one.size) for one in asked.files] if asked else []


@pytest.fixture(params=["account", "code"])
def supplementing(request: Any, province: None) -> Supplementing:
    cache.clear()
    if request.param == "account":
        browser = signed_in("citizen")
        case = states.an_own_case_asked(browser)
        return Supplementing(Browser(browser), UUID(int=0), f"/my/cases/{case}/", case)
    browser = Client(HTTP_ACCEPT_LANGUAGE="vi")
    case = states.a_followed_case_asked(browser)
    browser.get("/follow/case/supplement/")
    return Supplementing(Browser(browser), UUID(int=0), "/follow/case/", case)


def test_a_supplement_cut_twice_arrives_whole_and_once(supplementing: Supplementing) -> None:
    where = supplementing.begun()
    assert supplementing.send(where, 0, FILE[:40_000], cut=True) is None
    assert supplementing.offset(where) == 40_000
    assert supplementing.send(where, 40_000, FILE[40_000:70_000], cut=True) is None
    page = supplementing.browser.client.get(f"{supplementing.here}supplement/").content.decode()
    assert f'data-unfinished="{where}"' in page
    last = supplementing.send(where, 70_000, FILE[70_000:])
    assert last and last.status == 204
    assert supplementing.brought() == [("bản vẽ.pdf", len(FILE))]
    assert supplementing.browser.told("HEAD", where, TUS).status == 404


def test_a_supplement_is_refused_in_words_before_a_byte_is_sent(supplementing: Supplementing) -> None:
    wrong = supplementing.begin(name="x.exe")
    assert (wrong.status, bool(wrong.body)) == (422, True)
    assert supplementing.begin(size=10**12).status == 413
    assert supplementing.brought() == []


def test_nobody_else_goes_on_with_a_supplement(supplementing: Supplementing) -> None:
    where = supplementing.begun()
    other = Browser()
    assert other.told("HEAD", where, TUS).status == 404
    assert other.told("POST", supplementing.at, TUS | {"Upload-Length": "5"}).status in (403, 404)


def test_what_was_sent_meanwhile_takes_nothing_more(supplementing: Supplementing) -> None:
    where = supplementing.begun()
    actions.send_supplement(case=supplementing.case, note="Tôi đã gửi", by=platform("test"), at=clock.now())
    assert supplementing.browser.told("HEAD", where, TUS).status == 404
    assert supplementing.begin().status == 410


def test_what_was_never_sent_goes_with_its_pieces(supplementing: Supplementing) -> None:
    where = supplementing.begun()
    supplementing.send(where, 0, FILE[:40_000], cut=True)
    actions.forget_unsent(at=clock.now() + timedelta(days=31))
    assert not Upload.objects.filter(supplement__case=supplementing.case).exists()
