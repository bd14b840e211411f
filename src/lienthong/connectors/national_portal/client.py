"""Calls on the national portal: one line with one session for as many calls as somebody has; ten seconds each."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, Final

import httpx
from django.conf import settings

from lienthong.connectors.answers import read_whole
from lienthong.connectors.national_portal import fake
from lienthong.connectors.national_portal import messages as its
from lienthong.connectors.national_portal.errors import NotConnected, Refused, Silent
from lienthong.connectors.national_portal.messages import Access, HeldThere, Offered, Question, text

SECONDS: Final = 10.0
OFF: Final = "off"
LARGEST: Final = 50_000_000


def is_connected() -> bool:
    """False in production while no address is set, and where it is switched off: pages say so."""
    url = settings.LIENTHONG_NATIONAL_PORTAL_URL
    return url != OFF and (bool(url) or settings.LIENTHONG_MODE in ("demo", "training"))


class Line:
    """An open connection with its session, taken anew once when the portal says that it is over.

    Every method raises Silent or Refused.
    """

    def __init__(self, http: httpx.Client, access: Access) -> None:
        self._http, self._access, self._session = http, access, ""

    def tell(self, item: dict[str, Any], *, is_update: bool, key: str) -> None:
        """``key`` names this telling for ever: told again, it changes nothing there."""
        self._call(its.TELL, {"isUpdating": str(is_update), "maGiaoDich": key, "data": [item]})

    def tell_steps(self, items: Sequence[dict[str, Any]], *, key: str) -> None:
        self._call(its.PROGRESS, {"maGiaoDich": key, "data": list(items)})

    def holds(self, number: str) -> bool:
        return bool(self._rows(its.LOOK_UP, {"mahoso": number}))

    def knows(self, procedure: str) -> bool:
        return bool(self._rows(its.PROCEDURE, {"maTTHC": procedure}))

    def list_procedures(self) -> list[Offered]:
        rows = self._rows(its.PROCEDURES, {})
        return [Offered(text(row, "MATTHC", 40), text(row, "TENTTHC", 1_000)) for row in rows]

    def list_held(self, since: date, until: date) -> list[HeldThere]:
        """Cases received from ``since`` to ``until``, both included."""
        asked = {"tungay": f"{since:%Y%m%d}", "denngay": f"{until:%Y%m%d}"}
        names = (
            ("MaHoSo", 60),
            ("MaTTHC", 40),
            ("DonViXuLy", 200),
            ("TrangThaiHoSo", 4),
            ("NgayTiepNhan", 14),
        )
        return [HeldThere(*(text(row, *name) for name in names)) for row in self._rows(its.HELD, asked)]

    def list_filings(self) -> list[dict[str, Any]]:
        """What was filed there and is not answered yet, as it comes."""
        return self._rows(its.FILINGS, {})

    def answer(self, number: str, *, is_taken: bool, words: str = "") -> None:
        told = its.TAKEN if is_taken else its.NOT_TAKEN
        self._call(its.ANSWER, {"mahoso": number, "trangthai": told, "noidung": words})

    def fetch(self, path: str) -> bytes:
        """A file that somebody attached there."""
        return self._in_session(lambda: self._fetched(path))

    def _fetched(self, path: str) -> bytes:
        given: dict[str, Any] = {"session": self._ready(), "madonvi": self._access.unit, "duongdan": path}
        with self._answering(its.FILE, given) as answer:
            if not answer.is_success:
                raise Silent(f"{its.FILE}: HTTP {answer.status_code}, no file")
            content = read_whole(answer, LARGEST)
            if "json" in answer.headers.get("Content-Type", ""):
                _taken(its.FILE, json.loads(content), answer.status_code)
            return content

    def tell_ratings(self, rows: Sequence[dict[str, Any]]) -> None:
        self._call(its.RATINGS, {"data": list(rows)})

    def list_questions(self) -> list[Question]:
        names = (
            ("HOIDAPID", 40),
            ("MALINHVUC", 40),
            ("NOIDUNG", 4_000),
            ("MADONVI", 40),
            ("NOIDUNGTRALOI", 4_000),
        )
        return [Question(*(text(row, *name) for name in names)) for row in self._rows(its.QUESTIONS, {})]

    def reply(self, question: str, *, agency: str, key: str, words: str) -> None:
        """Answers a question. ``key`` names this answer for ever: told again, it changes nothing there."""
        item = dict(zip(its.REPLIED, (question, agency, key, words), strict=True))
        self._call(its.REPLY, {"data": [item]})

    def _rows(self, service: str, asked: dict[str, Any]) -> list[dict[str, Any]]:
        found = self._call(service, asked).get("result")
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            raise Silent(f"{service}: no list")
        return found

    def _call(self, service: str, asked: dict[str, Any]) -> dict[str, Any]:
        return self._in_session(lambda: self._called(service, asked))

    def _in_session[T](self, call: Callable[[], T]) -> T:
        try:
            return call()
        except Refused as refused:
            if refused.code not in its.SESSION_OVER:
                raise
            self._session = ""
            return call()

    def _called(self, service: str, asked: dict[str, Any]) -> dict[str, Any]:
        told = {"session": self._ready(), "madonvi": self._access.unit, "service": service, **asked}
        return self._posted(its.CALL, told)

    def _ready(self) -> str:
        self._session = self._session or self._logged_in()
        return self._session

    def _logged_in(self) -> str:
        given = {"username": self._access.username, "password": self._access.password}
        session = self._posted(its.LOGIN, given).get("session")
        if not isinstance(session, str) or not session:
            raise Silent("login: no session")
        return session

    def _posted(self, path: str, told: dict[str, Any]) -> dict[str, Any]:
        with self._answering(path, told) as answer:
            said = json.loads(read_whole(answer, LARGEST)) if answer.is_success else None
        return _taken(path, said, answer.status_code)

    @contextmanager
    def _answering(self, path: str, told: dict[str, Any]) -> Iterator[httpx.Response]:
        try:
            headers = {"dstcode": self._access.target}
            with self._http.stream("POST", f"/{path}", json=told, headers=headers) as answer:
                yield answer
        except (httpx.HTTPError, ValueError) as fault:
            raise Silent(f"{path}: {type(fault).__name__}") from fault


def _taken(path: str, said: Any, status: int) -> dict[str, Any]:
    """What was said, when it says that it is done."""
    if not isinstance(said, dict) or "error_code" not in said:
        raise Silent(f"{path}: HTTP {status}, no error_code")
    if str(said["error_code"]) not in its.DONE:
        raise Refused(str(said["error_code"])[:20], str(said.get("error_message") or "")[:300])
    return said


@contextmanager
def line() -> Iterator[Line]:
    """Raises NotConnected."""
    if not is_connected():
        raise NotConnected
    url = settings.LIENTHONG_NATIONAL_PORTAL_URL
    access = its.read_access(url) if url else fake.ACCESS
    transport = None if url else httpx.WSGITransport(app=fake.kept())
    with httpx.Client(base_url=access.address, timeout=SECONDS, transport=transport) as http:
        yield Line(http, access)
