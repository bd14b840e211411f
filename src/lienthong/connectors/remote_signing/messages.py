"""What goes over the line to a signing service and comes back, by its field names."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from lienthong.connectors.address import read_address
from lienthong.spine.signatures.trust import holder_of, parsed_certificate

SHA256: Final = "2.16.840.1.101.3.4.2.1"
ALGORITHMS: Final[Mapping[str, str]] = {"rsa": "1.2.840.113549.1.1.11", "ec": "1.2.840.10045.4.3.2"}
_OWN_NO: Final = frozenset({"access_denied", "invalid_authentication_data"})
LONGEST: Final = 500
"""Letters of what is read on the telephone."""


@dataclass(frozen=True, slots=True)
class Access:
    """``address`` ends before ``/csc/v2``; ``user`` and ``secret`` are the platform's own at the service."""

    address: str
    user: str
    secret: str


@dataclass(frozen=True, slots=True)
class Credential:
    """One key of a person or an agency at a service, with its certificate and what lies above it (DER)."""

    id: str
    certificate: bytes
    chain: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is put on the telephone: one question for all ``contents``. ``say`` is what is read there; ``key`` is ours
    and the same however often it is asked.
    """

    key: str
    credential: str
    contents: Sequence[bytes]
    say: str


@dataclass(frozen=True, slots=True)
class Answer:
    """``sad`` lets the key sign what was asked about, once; empty while the person has not answered: then ``handle`` is
    what the service is asked by the next time.
    """

    handle: str = ""
    sad: str = ""


def read_access(url: str) -> Access:
    """From https://client:secret@host/path. Raises ValueError without all of it."""
    told = read_address(url)
    if not (told.place and told.is_proved):
        raise ValueError("https://client:secret@host/path")
    return Access(told.place, told.user, told.secret)


def digest_of(content: bytes) -> str:
    return base64.b64encode(sha256(content).digest()).decode()


def wish_to_list(user: str) -> dict[str, Any]:
    return {"userID": user, "credentialInfo": True, "certificates": "chain", "onlyValid": True}


def body_of(question: Question) -> dict[str, Any]:
    return {
        "credentialID": question.credential,
        "numSignatures": len(question.contents),
        "hashes": list(map(digest_of, question.contents)),
        "hashAlgorithmOID": SHA256,
        "description": question.say[:LONGEST],
        "clientData": question.key,
    }


def wish_to_sign(credential: str, certificate: bytes, sad: str, contents: Sequence[bytes]) -> dict[str, Any]:
    return {
        "credentialID": credential,
        "SAD": sad,
        "hashes": list(map(digest_of, contents)),
        "hashAlgorithmOID": SHA256,
        "signAlgo": ALGORITHMS.get(parsed_certificate(certificate).public_key.algorithm, ""),
    }


def read_credentials(told: Mapping[str, Any]) -> list[Credential]:
    """Raises ValueError for what is none."""
    return [_credential(one) for one in told["credentialInfos"]]


def _credential(told: Mapping[str, Any]) -> Credential:
    first, *above = map(_bytes, told["cert"]["certificates"])
    name = str(told["credentialID"])
    for der in (first, *above):
        holder_of(der)  # what cannot be read is no certificate
    if not 0 < len(name) <= 200:
        raise ValueError("credentialID")
    return Credential(name, first, tuple(above))


def read_answer(told: Mapping[str, Any]) -> Answer:
    """Raises ValueError where it holds neither the one nor the other."""
    answer = Answer(str(told.get("handle") or ""), str(told.get("SAD") or ""))
    if not (answer.sad or 0 < len(answer.handle) <= 500):
        raise ValueError("handle")
    return answer


def read_signatures(told: Mapping[str, Any], count: int) -> list[bytes]:
    """Raises ValueError for more or fewer than were asked for."""
    made = list(map(_bytes, told["signatures"]))
    if len(made) != count:
        raise ValueError("signatures")
    return made


def read_words(told: Mapping[str, Any]) -> str:
    """Why it declined; nothing for the person's own no, which needs no words of a service."""
    if told.get("error") in _OWN_NO:
        return ""
    return str(told.get("error_description") or told.get("error") or "")[:200]


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as fault:
        raise ValueError("base64") from fault
