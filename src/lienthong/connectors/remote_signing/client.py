"""Asks a service for what a person has confirmed: three seconds a call; waiting for the person is the caller's."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

import httpx

from lienthong.spine.signatures.errors import TokenDeclined, TokenSilent
from lienthong.spine.signatures.trust import parsed_certificate

SECONDS: Final = 3.0
LARGEST: Final = 500_000
SHA256: Final = "2.16.840.1.101.3.4.2.1"
_ALGORITHMS: Final = {"rsa": "1.2.840.113549.1.1.11", "ec": "1.2.840.10045.4.3.2"}


@dataclass(frozen=True, slots=True)
class Service:
    """``address`` ends before ``/csc/v1``; ``bearer`` is this platform's own access to the service."""

    address: str
    bearer: str


@dataclass(frozen=True, slots=True)
class Credential:
    """One key of a person at a service, with its certificate and what lies above it (DER)."""

    id: str
    certificate: bytes
    chain: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Consent:
    """What the person has confirmed: ``sad`` lets the key sign these digests, once."""

    credential: str
    sad: str


def get_credential(service: Service, credential: str) -> Credential:
    """Raises TokenSilent, TokenDeclined."""
    asked = {"credentialID": credential, "certificates": "chain"}
    told = _called(service, "credentials/info", asked)
    try:
        first, *above = (base64.b64decode(text, validate=True) for text in told["cert"]["certificates"])
    except (KeyError, TypeError, ValueError, binascii.Error) as fault:
        raise TokenSilent from fault
    return Credential(credential, first, tuple(above))


def authorize(service: Service, credential: Credential, contents: Sequence[bytes], *, say: str) -> Consent:
    """Puts the question on the person's telephone and waits for the service's answer; ``say`` is what is read there.

    One consent covers the batch. Raises TokenDeclined when the person says no, TokenSilent.
    """
    asked = {
        "credentialID": credential.id,
        "numSignatures": len(contents),
        "hash": list(map(_digest, contents)),
        "description": say[:500],
    }
    sad = _called(service, "credentials/authorize", asked).get("SAD")
    if not isinstance(sad, str) or not sad:
        raise TokenSilent
    return Consent(credential.id, sad)


def sign(
    service: Service, credential: Credential, consent: Consent, contents: Sequence[bytes]
) -> list[bytes]:
    """A signature for each content, in that order; whoever uses one checks it. Raises TokenSilent, TokenDeclined."""
    kind = parsed_certificate(credential.certificate).public_key.algorithm
    asked = {
        "credentialID": credential.id,
        "SAD": consent.sad,
        "hash": list(map(_digest, contents)),
        "hashAlgo": SHA256,
        "signAlgo": _ALGORITHMS.get(kind, ""),
    }
    told = _called(service, "signatures/signHash", asked).get("signatures")
    try:
        made = [base64.b64decode(text, validate=True) for text in told or ()]
    except (TypeError, ValueError, binascii.Error) as fault:
        raise TokenSilent from fault
    if len(made) != len(contents):
        raise TokenSilent
    return made


def _digest(content: bytes) -> str:
    return base64.b64encode(sha256(content).digest()).decode()


def _called(service: Service, name: str, asked: dict[str, Any]) -> dict[str, Any]:
    address = f"{service.address.rstrip('/')}/csc/v1/{name}"
    headers = {"Authorization": f"Bearer {service.bearer}"}
    try:
        answer = httpx.post(address, json=asked, headers=headers, timeout=SECONDS)
        told = answer.json() if len(answer.content) <= LARGEST else None
    except (httpx.HTTPError, ValueError) as fault:
        raise TokenSilent from fault
    if not isinstance(told, dict) or answer.status_code >= 500:
        raise TokenSilent
    if answer.status_code != 200:
        raise TokenDeclined(why=str(told.get("error_description") or told.get("error") or "")[:200])
    return told
