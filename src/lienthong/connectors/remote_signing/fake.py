"""A signing service for tests and demonstration: one person with a telephone, who does as ``answer`` says."""

import base64
import json
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, Final
from wsgiref.simple_server import WSGIRequestHandler, make_server

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from lienthong.spine.signatures.tokens import OpenKey

BEARER: Final = "fake-bearer-of-at-least-thirty-two-bytes"
_CALLS: Final = ("credentials/info", "credentials/authorize", "signatures/signHash")


class FakeService:
    """A WSGI application. ``answer``: "yes", "no" (the person declines), "wrong" (signs something else), "broken"."""

    def __init__(self, key: OpenKey, credential: str = "credential-1") -> None:
        self._key, self._credential = key, credential
        self._allowed: dict[str, list[str]] = {}
        self.answer = "yes"
        self.read_on_telephone: list[str] = []

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        asked = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)) or b"{}")
        status, told = self._answered(environ, asked)
        head = f"{status.value} {status.phrase}"
        start(head, [("Content-Type", "application/json")])
        return [b"!" if self.answer == "broken" else json.dumps(told).encode()]

    def _answered(self, environ: dict[str, Any], asked: dict[str, Any]) -> tuple[HTTPStatus, dict[str, Any]]:
        name = environ["PATH_INFO"].removeprefix("/csc/v1/")
        if environ.get("HTTP_AUTHORIZATION") != f"Bearer {BEARER}" or name not in _CALLS:
            return HTTPStatus.UNAUTHORIZED, {"error": "invalid_token"}
        if asked.get("credentialID") != self._credential:
            return HTTPStatus.BAD_REQUEST, {
                "error": "invalid_request",
                "error_description": "no such credential",
            }
        calls = (self._info, self._authorize, self._sign)
        return calls[_CALLS.index(name)](asked)

    def _info(self, _: dict[str, Any]) -> tuple[HTTPStatus, dict[str, Any]]:
        ders = (self._key.certificate, *self._key.chain)
        return HTTPStatus.OK, {"cert": {"certificates": [base64.b64encode(der).decode() for der in ders]}}

    def _authorize(self, asked: dict[str, Any]) -> tuple[HTTPStatus, dict[str, Any]]:
        self.read_on_telephone.append(str(asked.get("description")))
        if self.answer == "no":
            return HTTPStatus.BAD_REQUEST, {
                "error": "access_denied",
                "error_description": "the signer declined",
            }
        sad = secrets.token_urlsafe(24)
        self._allowed[sad] = list(asked["hash"])
        return HTTPStatus.OK, {"SAD": sad, "expiresIn": 300}

    def _sign(self, asked: dict[str, Any]) -> tuple[HTTPStatus, dict[str, Any]]:
        """What was confirmed, once, and nothing else."""
        if self._allowed.pop(asked.get("SAD", ""), None) != asked["hash"]:
            return HTTPStatus.BAD_REQUEST, {"error": "invalid_request", "error_description": "not authorized"}
        digests = [base64.b64decode(text) for text in asked["hash"]]
        if self.answer == "wrong":
            digests = [bytes(32) for _ in digests]
        made = [base64.b64encode(self._signed(digest)).decode() for digest in digests]
        return HTTPStatus.OK, {"signatures": made}

    def _signed(self, digest: bytes) -> bytes:
        method = Prehashed(hashes.SHA256())
        if isinstance(self._key.private, rsa.RSAPrivateKey):
            return self._key.private.sign(digest, padding.PKCS1v15(), method)
        return self._key.private.sign(digest, ec.ECDSA(method))


@contextmanager
def running(service: FakeService) -> Iterator[str]:
    """The service listening on this machine until the block ends; gives its address."""
    server = make_server("127.0.0.1", 0, service, handler_class=_Silent)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Tests read what was asked, not lines."""
