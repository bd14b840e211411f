"""Asks a service for what a person confirms on a telephone: three seconds a call; nobody waits here for the person."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from json import loads
from time import monotonic
from typing import Any, Final

import httpx
from django.conf import settings

from lienthong.connectors.answers import read_whole
from lienthong.connectors.remote_signing import fake
from lienthong.connectors.remote_signing.messages import (
    Access,
    Answer,
    Credential,
    Question,
    body_of,
    read_access,
    read_answer,
    read_credentials,
    read_signatures,
    read_words,
    wish_to_list,
    wish_to_sign,
)
from lienthong.spine.log import get_logger
from lienthong.spine.signatures.errors import TokenDeclined, TokenSilent

SECONDS: Final = 3.0
LARGEST: Final = 2_000_000
_BUSY: Final = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.TOO_EARLY,
        HTTPStatus.TOO_MANY_REQUESTS,
    }
)
"""What says nothing about the question: it may be asked again."""
EARLIER: Final = 30.0
"""Seconds before its end at which an access token is no longer used."""
_log = get_logger(__name__)
_tokens: dict[Access, tuple[float, str]] = {}


def is_connected() -> bool:
    """False in production while no address is set: then nobody signs by telephone."""
    return bool(settings.LIENTHONG_SIGNING_URL) or is_stand_in()


def is_stand_in() -> bool:
    """Whether the service of this installation is the one in this repository, whose telephone is a page."""
    return not settings.LIENTHONG_SIGNING_URL and settings.LIENTHONG_MODE in ("demo", "training")


def list_credentials(user: str) -> list[Credential]:
    """Of the person or agency that the service knows by this name; none for a name that it does not know.

    Raises TokenSilent, TokenDeclined.
    """
    try:
        return _asked("credentials/list", wish_to_list(user), read_credentials)
    except TokenDeclined as no:
        if no.facts["error"] == "invalid_request":
            return []
        raise


def authorize(question: Question) -> Answer:
    """Puts the question on the telephone. One consent covers all it asks about. Raises TokenSilent, TokenDeclined."""
    return _asked("credentials/authorize", body_of(question), read_answer)


def check(handle: str) -> Answer:
    """What the person has said by now. Raises TokenDeclined for a no or a question that lapsed, TokenSilent."""
    return _asked("credentials/authorizeCheck", {"handle": handle}, read_answer)


def sign(credential: str, certificate: bytes, sad: str, contents: Sequence[bytes]) -> list[bytes]:
    """A signature for each content, in that order; whoever uses one checks it. Raises TokenSilent, TokenDeclined."""
    wish = wish_to_sign(credential, certificate, sad, contents)
    return _asked("signatures/signHash", wish, lambda told: read_signatures(told, len(contents)))


def _asked[T](name: str, wish: dict[str, Any], read: Callable[[Any], T]) -> T:
    """A token that is worn before its time is fetched anew, once."""
    with _line() as (http, access):
        status, told = _told(http, f"/csc/v2/{name}", _token(http, access), json=wish)
        if status == HTTPStatus.UNAUTHORIZED:
            _tokens.pop(access, None)
            status, told = _told(http, f"/csc/v2/{name}", _token(http, access), json=wish)
    if status in _BUSY or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise TokenSilent
    if status >= HTTPStatus.BAD_REQUEST:
        raise TokenDeclined(why=read_words(told), error=str(told.get("error") or ""))
    return _read(told, read)


def _token(http: httpx.Client, access: Access) -> str:
    until, kept = _tokens.get(access, (0.0, ""))
    if monotonic() < until:
        return kept
    form = {"grant_type": "client_credentials", "scope": "service"}
    status, told = _told(http, "/oauth2/token", "", data=form, auth=(access.user, access.secret))
    if status != HTTPStatus.OK:
        _log.warning("the signing service gives no access", why=read_words(told))
        raise TokenSilent
    made, lasts = _read(told, lambda one: (str(one["access_token"]), float(one.get("expires_in") or 0)))
    if not made:
        raise TokenSilent
    _tokens[access] = (monotonic() + lasts - EARLIER, made)
    return made


def _read[T](told: Any, read: Callable[[Any], T]) -> T:
    try:
        return read(told)
    except (ValueError, KeyError, TypeError, AttributeError) as garbage:
        raise TokenSilent from garbage


def _told(http: httpx.Client, path: str, token: str, **more: Any) -> tuple[int, Any]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        with http.stream("POST", path, headers=headers, **more) as answer:
            told = loads(read_whole(answer, LARGEST))
    except (httpx.HTTPError, ValueError) as fault:
        raise TokenSilent from fault
    if not isinstance(told, dict):
        raise TokenSilent
    return answer.status_code, told


@contextmanager
def _line() -> Iterator[tuple[httpx.Client, Access]]:
    """Raises TokenSilent where no service is named."""
    if not is_connected():
        raise TokenSilent
    url = settings.LIENTHONG_SIGNING_URL
    access = read_access(url) if url else fake.ACCESS
    transport = httpx.WSGITransport(app=fake.kept()) if is_stand_in() else None
    with httpx.Client(base_url=access.address, timeout=SECONDS, transport=transport) as http:
        yield http, access
