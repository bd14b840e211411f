"""The OpenID Connect code flow with PKCE, nonce and a signed ID token; the whole way back within three
seconds.

Checked as OWASP ASVS 5.0 (10.2, 10.5, 6.8) asks: state once, exact issuer, signature by a key of that issuer,
audience, times, nonce, assurance level, and the same subject in every answer.
"""

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import httpx
import jwt

from lienthong.connectors.oidc.messages import Fault, IdentityRefused, Pending, Provider, Vouched

SECONDS = 3.0  # for the whole exchange while a person waits
LARGEST = 500_000  # bytes of one answer
LEEWAY = 30  # seconds that clocks may differ
OLDEST = 600  # seconds since the ID token was issued
ALGORITHMS = ("RS256", "PS256", "ES256", "RS384", "RS512", "ES384")
_KEPT_FOR = 3600.0  # discovery documents
_discovered: dict[str, tuple[float, dict[str, Any]]] = {}


def begin(provider: Provider, return_to: str) -> tuple[str, Pending]:
    """The address to send the person to, and what to remember. Raises IdentityRefused when it cannot be
    reached.
    """
    pending = Pending(
        provider.key, secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    )
    digest = hashlib.sha256(pending.verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": return_to,
        "scope": provider.scopes,
        "state": pending.state,
        "nonce": pending.nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    if provider.acr_values:
        asked["acr_values"] = provider.acr_values
    endpoint = str(_Exchange(provider).endpoint("authorization_endpoint"))
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}", pending


def finish(provider: Provider, pending: Pending, answer: Mapping[str, str], return_to: str) -> Vouched:
    """Reads the provider's answer, the query it came back with. Raises IdentityRefused: the first fault."""
    if not hmac.compare_digest(answer.get("state", "").encode(), pending.state.encode()):
        raise IdentityRefused(Fault.STATE)
    if answer.get("iss", provider.issuer) != provider.issuer:
        raise IdentityRefused(Fault.ISSUER, "answer")
    if "error" in answer or not answer.get("code"):
        raise IdentityRefused(Fault.CANCELLED)
    exchange = _Exchange(provider)
    tokens = exchange.tokens(answer["code"], pending.verifier, return_to)
    identity = exchange.verified(tokens.get("id_token"), pending.nonce)
    return _vouched(provider, identity, identity | exchange.more(identity, tokens))


def _vouched(provider: Provider, identity: Mapping[str, Any], claims: Mapping[str, Any]) -> Vouched:
    subject = str(claims.get(provider.claim("subject")) or "")
    if not subject:
        raise IdentityRefused(Fault.SUBJECT)
    level = str(claims.get(provider.claim("level")) or "")
    if provider.levels and level not in provider.levels:
        raise IdentityRefused(Fault.LEVEL, level)
    kind = provider.kinds.get(str(claims.get(provider.claim("kind"))), "")
    name = " ".join(str(claims.get(provider.claim("name")) or "").split())[:200]
    number = str(claims.get(provider.claim("number")) or "")[:20]
    birth = str(claims.get(provider.claim("birth")) or "")[:20]
    return Vouched(str(identity["iss"]), subject, name, kind, level, number, birth)


class _Exchange:
    """The calls of one way back; all of them share one deadline."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self.deadline = time.monotonic() + SECONDS

    def endpoint(self, name: str) -> str:
        endpoint = self._discovery().get(name)
        if not isinstance(endpoint, str) or not endpoint.startswith(
            ("https://", "http://127.0.0.1", "http://localhost")
        ):
            raise IdentityRefused(Fault.UNREADABLE, name)
        return endpoint

    def tokens(self, code: str, verifier: str, return_to: str) -> dict[str, Any]:
        asked = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": return_to,
            "client_id": self.provider.client_id,
            "client_secret": self.provider.client_secret,
            "code_verifier": verifier,
        }
        return self._json("POST", self.endpoint("token_endpoint"), data=asked)

    def verified(self, id_token: object, nonce: str) -> dict[str, Any]:
        """The claims of a genuine ID token meant for us, now, in answer to our own question."""
        if not isinstance(id_token, str):
            raise IdentityRefused(Fault.UNREADABLE, "id_token")
        claims = self._decoded(id_token)
        if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise IdentityRefused(Fault.NONCE)
        if claims.get("azp", self.provider.client_id) != self.provider.client_id:
            raise IdentityRefused(Fault.AUDIENCE, "azp")
        if time.time() - float(claims["iat"]) > OLDEST:
            raise IdentityRefused(Fault.EXPIRED, "iat")
        return claims

    def more(self, identity: Mapping[str, Any], tokens: Mapping[str, Any]) -> dict[str, Any]:
        """What the ID token leaves unsaid and the claim map needs; its subject must be the same."""
        wanted = [self.provider.claim(word) for word in ("subject", "name", "level", "kind")]
        if all(not claim or claim in identity for claim in wanted):
            return {}
        headers = {"Authorization": f"Bearer {tokens.get('access_token')}"}
        told = self._json("GET", self.endpoint("userinfo_endpoint"), headers=headers)
        if told.get("sub", identity["sub"]) != identity["sub"]:
            raise IdentityRefused(Fault.SUBJECT, "userinfo")
        return {claim: value for claim, value in told.items() if claim not in identity}

    def _decoded(self, id_token: str) -> dict[str, Any]:
        try:
            return jwt.decode(
                id_token,
                self._key(id_token),
                algorithms=list(ALGORITHMS),
                audience=self.provider.client_id,
                issuer=self.provider.issuer,
                leeway=LEEWAY,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except jwt.PyJWTError as fault:
            raise IdentityRefused(_named(fault), str(fault)) from None

    def _key(self, id_token: str) -> jwt.PyJWK:
        """The issuer's key that the token names. The keys are asked for each time: sign-in is rare, keys
        rotate.
        """
        header = jwt.get_unverified_header(id_token)
        keys = self._json("GET", self.endpoint("jwks_uri")).get("keys")
        fitting = [key for key in keys or () if isinstance(key, dict) and key.get("kid") == header.get("kid")]
        if len(fitting) != 1 or fitting[0].get("kty") not in ("RSA", "EC"):
            raise jwt.InvalidKeyError("no such key")
        return jwt.PyJWK(fitting[0])

    def _discovery(self) -> dict[str, Any]:
        issuer = self.provider.issuer
        until, found = _discovered.get(issuer, (0.0, {}))
        if until < time.monotonic():
            found = self._json("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
            if found.get("issuer") != issuer:
                raise IdentityRefused(Fault.ISSUER, "discovery")
            _discovered[issuer] = (time.monotonic() + _KEPT_FOR, found)
        return found

    def _json(self, method: str, url: str, **options: Any) -> dict[str, Any]:
        try:
            answer = json.loads(self._body(method, url, **options))
        except ValueError:
            raise IdentityRefused(Fault.UNREADABLE, url) from None
        if not isinstance(answer, dict):
            raise IdentityRefused(Fault.UNREADABLE, url)
        return answer

    def _body(self, method: str, url: str, **options: Any) -> bytes:
        """A body that arrives whole before the deadline; redirects are not followed."""
        body = b""
        try:
            with httpx.Client(timeout=self._left()) as http, http.stream(method, url, **options) as response:
                if response.status_code != 200:
                    raise IdentityRefused(Fault.UNREACHABLE, str(response.status_code))
                for part in response.iter_bytes():
                    body += part
                    if len(body) > LARGEST:
                        raise IdentityRefused(Fault.UNREADABLE, "too large")
                    self._left()
        except httpx.HTTPError as fault:
            raise IdentityRefused(Fault.UNREACHABLE, type(fault).__name__) from None
        return body

    def _left(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise IdentityRefused(Fault.UNREACHABLE, "deadline")
        return left


def _named(fault: jwt.PyJWTError) -> Fault:
    names: list[tuple[type[Exception], Fault]] = [
        (jwt.InvalidAudienceError, Fault.AUDIENCE),
        (jwt.InvalidIssuerError, Fault.ISSUER),
        (jwt.ExpiredSignatureError, Fault.EXPIRED),
        (jwt.ImmatureSignatureError, Fault.EXPIRED),
        (jwt.MissingRequiredClaimError, Fault.UNREADABLE),
    ]
    return next((name for sort, name in names if isinstance(fault, sort)), Fault.SIGNATURE)
