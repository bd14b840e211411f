"""A signing service for tests and demonstration: people with telephones, who say yes or no when they like.

``fault``: "refuse" (its own error), "hang" (no answer until released), "reset" (the line breaks), "garbage" (no JSON),
"busy" (too many calls), "late" (it does what it is asked, and a gateway gives up before the answer), "wrong" (it signs
something else), "fewer" (one signature is missing), "worn" (the next call finds its access token worn).
"""

import base64
import json
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qs

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import load_der_private_key

from lienthong.connectors.listening import listening
from lienthong.connectors.remote_signing.messages import Access
from lienthong.connectors.remote_signing.models import KeptSigning
from lienthong.connectors.shelves import Shelf, Table

ACCESS: Final = Access("http://signing.invalid", "gialai", "khoa-ky-tu-xa-thu-nghiem")
TOKEN: Final = "fake-bearer-of-at-least-thirty-two-bytes"  # noqa: S105 - of a stand-in
type Told = dict[str, Any]
type Reply = tuple[HTTPStatus, Told]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the telephone shows it; ``is_open`` until somebody answers."""

    handle: str
    user: str
    say: str
    count: int
    is_open: bool


class FakeService:
    """A WSGI application. What it keeps is only added to, so that all processes of a demonstration agree."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf, self.fault = shelf, ""
        self.released = threading.Event()
        self._wears = False

    def open_account(self, user: str, certificate: bytes, key: bytes, chain: Sequence[bytes]) -> None:
        """A key (PKCS #8) for whom the service will know as ``user``; the first one stays."""
        told = {
            "user": user,
            "certificates": [_text(one) for one in (certificate, *chain)],
            "key": _text(key),
        }
        self._shelf.put(f"credential:{secrets.token_hex(8)}", told)

    def list_asked(self, users: Sequence[str]) -> list[Asked]:
        """What these have been asked on their telephones, the newest first."""
        kept = dict(self._shelf.all())
        owners = {name: told["user"] for name, told in kept.items() if name.startswith("credential:")}
        asked = [
            Asked(
                name.removeprefix("asked:"),
                owners[told["credential"]],
                told["say"],
                len(told["hashes"]),
                f"answer:{name.removeprefix('asked:')}" not in kept,
            )
            for name, told in kept.items()
            if name.startswith("asked:") and owners.get(told["credential"]) in users
        ]
        return asked[::-1]

    def has_account(self, user: str) -> bool:
        return bool(self._owned(user))

    def answer(self, handle: str, *, yes: bool) -> None:
        """What the person says; what was said first stands."""
        self._shelf.put(f"answer:{handle}", {"yes": yes})

    def answer_all(self, *, yes: bool) -> None:
        for name in list(self._shelf.all()):
            if name.startswith("asked:"):
                self.answer(name.removeprefix("asked:"), yes=yes)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if self.fault == "hang":
            self.released.wait(30)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        status, told = self._reply(environ, body)
        if self.fault == "late":
            status = HTTPStatus.GATEWAY_TIMEOUT
        if self.fault == "busy":
            status, told = HTTPStatus.TOO_MANY_REQUESTS, {"error": "too_many_requests"}
        start(f"{status.value} {status.phrase}", [("Content-Type", "application/json")])
        return [b"<html>" if self.fault in {"garbage", "late"} else json.dumps(told).encode()]

    def _reply(self, environ: dict[str, Any], body: bytes) -> Reply:
        path, proof = environ["PATH_INFO"], environ.get("HTTP_AUTHORIZATION", "")
        if path == "/oauth2/token":
            return _grant(proof, body)
        worn, self._wears = self._wears, self.fault == "worn" and not self._wears
        if proof != f"Bearer {TOKEN}" or worn:
            return HTTPStatus.UNAUTHORIZED, {"error": "invalid_token"}
        if self.fault == "refuse":
            return _no("unavailable", "The service is closed for maintenance")
        calls = {
            "credentials/list": self._list,
            "credentials/authorize": self._authorize,
            "credentials/authorizeCheck": self._check,
            "signatures/signHash": self._sign,
        }
        call = calls.get(path.removeprefix("/csc/v2/"))
        if call is None:
            return HTTPStatus.NOT_FOUND, {"error": "invalid_request"}
        return call(json.loads(body or b"{}"))

    def _list(self, asked: Told) -> Reply:
        found = self._owned(str(asked.get("userID")))
        if not found:
            return _no("invalid_request", "Invalid parameter userID")
        infos = [
            {
                "credentialID": name,
                "key": {"status": "enabled"},
                "cert": {"status": "valid", "certificates": told["certificates"]},
                "auth": {"mode": "explicit", "objects": []},
                "SCAL": "2",
                "multisign": 600,
            }
            for name, told in found.items()
        ]
        return HTTPStatus.OK, {"credentialIDs": list(found), "credentialInfos": infos, "onlyValid": True}

    def _authorize(self, asked: Told) -> Reply:
        """Asked again under the same ``clientData`` it is the same question."""
        credential, handle = str(asked.get("credentialID")), str(asked.get("clientData"))
        if credential not in self._shelf.all():
            return _no("invalid_request", "Invalid parameter credentialID")
        if asked.get("numSignatures") != len(asked.get("hashes") or ()):
            return _no("invalid_request", "Invalid value for parameter numSignatures")
        told = {"credential": credential, "hashes": asked["hashes"], "say": str(asked.get("description"))}
        self._shelf.put(f"asked:{handle}", told)
        return self._check({"handle": handle})

    def _check(self, asked: Told) -> Reply:
        kept, handle = self._shelf.all(), str(asked.get("handle"))
        if f"asked:{handle}" not in kept:
            return _no("invalid_request", "Invalid parameter handle")
        answer = kept.get(f"answer:{handle}")
        if answer is None:
            return HTTPStatus.ACCEPTED, {"handle": handle}
        if not answer["yes"]:
            return _no("invalid_authentication_data", "The signer declined on the telephone")
        return HTTPStatus.OK, {"SAD": f"sad-{handle}", "expiresIn": 300}

    def _sign(self, asked: Told) -> Reply:
        """What was confirmed, once, and nothing else."""
        handle, kept = str(asked.get("SAD")).removeprefix("sad-"), self._shelf.all()
        told = kept.get(f"asked:{handle}")
        is_confirmed = told is not None and bool(kept.get(f"answer:{handle}", {}).get("yes"))
        if told is None or not is_confirmed or f"used:{handle}" in kept:
            return _no("invalid_request", "SAD expired")
        if (told["credential"], told["hashes"]) != (asked.get("credentialID"), asked.get("hashes")):
            return _no("invalid_request", "Hash is not authorized by the SAD")
        self._shelf.put(f"used:{handle}", {})
        key = load_der_private_key(_bytes(kept[told["credential"]]["key"]), password=None)
        digests = [bytes(32) if self.fault == "wrong" else _bytes(text) for text in told["hashes"]]
        made = [_text(_signed(key, digest)) for digest in digests]
        return HTTPStatus.OK, {"signatures": made[1:] if self.fault == "fewer" else made}

    def _owned(self, user: str) -> dict[str, Told]:
        """The first of each, as ``open_account`` promises."""
        owned = [
            (name, told)
            for name, told in self._shelf.all().items()
            if name.startswith("credential:") and told["user"] == user
        ]
        return dict(owned[:1])


def _grant(proof: str, body: bytes) -> Reply:
    basic = base64.b64encode(f"{ACCESS.user}:{ACCESS.secret}".encode()).decode()
    if proof != f"Basic {basic}":
        return HTTPStatus.UNAUTHORIZED, {"error": "invalid_client"}
    if parse_qs(body.decode()).get("grant_type") != ["client_credentials"]:
        return HTTPStatus.BAD_REQUEST, {"error": "unsupported_grant_type"}
    return HTTPStatus.OK, {"access_token": TOKEN, "token_type": "Bearer", "expires_in": 3600}


def _no(error: str, words: str) -> Reply:
    return HTTPStatus.BAD_REQUEST, {"error": error, "error_description": words}


def _signed(key: Any, digest: bytes) -> bytes:
    method = Prehashed(hashes.SHA256())
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(digest, padding.PKCS1v15(), method)
    assert isinstance(key, ec.EllipticCurvePrivateKey)  # noqa: S101 - what open_account was given
    return key.sign(digest, ec.ECDSA(method))


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)


_kept = FakeService(Table(KeptSigning))


def kept() -> FakeService:
    """That of the demonstration, in this process."""
    return _kept


@contextmanager
def running(service: FakeService) -> Iterator[str]:
    """The service listening on this machine until the block ends; gives the address as the setting writes it."""
    with listening(service) as place:
        yield f"http://{ACCESS.user}:{ACCESS.secret}@{place}"
