"""An identity provider for tests and demonstration, which misbehaves on command.

It knows one person at a time (``person``) and breaks its answers in the way ``fault`` names. It speaks like
the national portal's: Vietnamese claims in the userinfo answer beside the standard ones.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import parse_qs, urlencode
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "lienthong-demo", "fake-secret-of-at-least-thirty-two-bytes"
Start = Callable[..., Any]
Claims = dict[str, Any]


class FakeProvider:
    """A WSGI application. ``fault`` is the name of a misbehaviour below, or "" to behave."""

    def __init__(self) -> None:
        self.issuer = ""
        self.fault = ""
        self.person: Claims = {
            "sub": "vn-0001",
            "HoVaTen": "Rơ Châm H’Phương",
            "LoaiTaiKhoan": "1",
            "loAs": "2",
        }
        self.asked: Claims = {}
        self._codes: dict[str, Claims] = {}
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._other = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        pages = {
            "/.well-known/openid-configuration": self._discovery,
            "/authorize": self._authorize,
            "/token": self._token,
            "/userinfo": self._userinfo,
            "/keys": self._keys,
        }
        page = pages.get(environ["PATH_INFO"])
        if page is None:
            return _answer(start, "404 Not Found", b"")
        return page(environ, start)

    def authorize(self, query: Claims) -> dict[str, str]:
        """What a browser would bring back after the person agreed, without a browser."""
        code = secrets.token_urlsafe(16)
        self._codes[code] = self.asked = query
        return {"code": code, "state": query["state"]}

    def _discovery(self, _environ: Claims, start: Start) -> Iterable[bytes]:
        issuer = "https://elsewhere.example" if self.fault == "discovery_other_issuer" else self.issuer
        document = {
            "issuer": issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": "ftp://keys" if self.fault == "strange_endpoint" else f"{self.issuer}/keys",
        }
        return _json(start, document)

    def _authorize(self, environ: Claims, start: Start) -> Iterable[bytes]:
        query = {name: values[0] for name, values in parse_qs(environ["QUERY_STRING"]).items()}
        back = f"{query['redirect_uri']}?{urlencode(self.authorize(query))}"
        start("302 Found", [("Location", back)])
        return [b""]

    def _token(self, environ: Claims, start: Start) -> Iterable[bytes]:
        posted = parse_qs(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode())
        broken = self._broken_transport(start)
        if broken is not None:
            return broken
        asked = self._codes.pop(posted["code"][0], None)
        digest = hashlib.sha256(posted["code_verifier"][0].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or asked["code_challenge"] != challenge
            or posted["client_secret"] != [CLIENT_SECRET]
        ):
            return _json(start, {"error": "invalid_grant"}, "400 Bad Request")
        tokens = {"access_token": "t", "token_type": "Bearer", "id_token": self._id_token(asked["nonce"])}
        if self.fault == "no_id_token":
            del tokens["id_token"]
        return _json(start, tokens)

    def _broken_transport(self, start: Start) -> Iterable[bytes] | None:
        if self.fault == "slow":
            time.sleep(4)
        if self.fault == "error_500":
            return _answer(start, "500 Internal Server Error", b"{}")
        if self.fault == "redirect":
            start("302 Found", [("Location", f"{self.issuer}/userinfo")])
            return [b""]
        bodies = {"not_json": b"<html>", "not_an_object": b"[1]", "huge": b" " * 600_000}
        return _answer(start, "200 OK", bodies[self.fault]) if self.fault in bodies else None

    def _userinfo(self, _environ: Claims, start: Start) -> Iterable[bytes]:
        other = {"sub": "vn-9999"} if self.fault == "userinfo_other_subject" else {}
        return _json(start, self.person | other)

    def _keys(self, _environ: Claims, start: Start) -> Iterable[bytes]:
        key = jwt.algorithms.RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True) | {"kid": "k1"}
        return _json(start, {"keys": [key, key] if self.fault == "duplicate_key" else [key]})

    def _id_token(self, nonce: str) -> str:
        claims = self._claims(nonce)
        if self.fault == "alg_none":
            return jwt.encode(claims, "", "none", {"kid": "k1"})
        if self.fault == "alg_hs256":
            return jwt.encode(claims, CLIENT_SECRET, "HS256", {"kid": "k1"})
        signer = self._other if self.fault == "wrong_signature" else self._key
        token = jwt.encode(claims, signer, "RS256", {"kid": "k2" if self.fault == "unknown_key" else "k1"})
        return token[:-8] + "AAAAAAAA" if self.fault == "damaged" else token

    def _claims(self, nonce: str) -> Claims:
        now = int(time.time())
        good = {"iss": self.issuer, "sub": self.person["sub"], "aud": CLIENT_ID, "exp": now + 300, "iat": now}
        good |= {"nonce": nonce, "acr": self.person.get("loAs", "")}
        changes: dict[str, Claims] = {
            "wrong_nonce": {"nonce": "another"},
            "wrong_audience": {"aud": "another-client"},
            "wrong_azp": {"aud": [CLIENT_ID, "another"], "azp": "another"},
            "wrong_issuer": {"iss": "https://elsewhere.example"},
            "issuer_with_slash": {"iss": f"{self.issuer}/"},
            "expired": {"exp": now - 120},
            "from_the_future": {"iat": now + 3600, "nbf": now + 3600},
            "too_old": {"iat": now - 3600},
        }
        lacks = {"no_nonce": "nonce", "no_subject": "sub", "no_expiry": "exp", "no_audience": "aud"}.get(
            self.fault
        )
        return {name: value for name, value in (good | changes.get(self.fault, {})).items() if name != lacks}


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: tests read standard error."""


@contextmanager
def running(port: int = 0) -> Iterator[FakeProvider]:
    """A provider listening on this machine until the block ends."""
    provider = FakeProvider()
    server = make_server("127.0.0.1", port, provider, _Server, _Silent)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _json(start: Start, content: Claims, status: str = "200 OK") -> Iterable[bytes]:
    return _answer(start, status, json.dumps(content).encode())


def _answer(start: Start, status: str, body: bytes) -> Iterable[bytes]:
    start(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
