"""Whom we believe: anchors, what lies between them and a certificate, and lists of what was revoked."""

import asyncio
import base64
from collections.abc import Coroutine, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from asn1crypto import crl, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InsufficientRevinfoError,
    InvalidCertificateError,
    NotYetValidError,
    PathBuildingError,
    PathError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.path import ValidationPath

from lienthong.spine.signatures.errors import (
    CertificateExpired,
    CertificateRefused,
    CertificateRevoked,
    CertificateUnfit,
    CertificateUntrusted,
    StatusUnknown,
)
from lienthong.spine.signatures.statuses import AskStatus, fetchers_of, sure_answers

_REFUSALS: tuple[tuple[type[Exception], type[CertificateRefused]], ...] = (
    (RevokedError, CertificateRevoked),
    (ExpiredError, CertificateExpired),
    (NotYetValidError, CertificateExpired),
    (InsufficientRevinfoError, StatusUnknown),
    (InvalidCertificateError, CertificateUnfit),
    (PathBuildingError, CertificateUntrusted),
    (ValidationError, CertificateUntrusted),
)


_PARTS: Final = ("anchors", "between", "lists", "answers")


@dataclass(frozen=True, slots=True)
class Trust:
    """Certificates, lists and issuers' answers about single certificates (OCSP) as DER. ``is_test`` says that a
    demonstration made them.
    """

    anchors: tuple[bytes, ...]
    between: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()
    answers: tuple[bytes, ...] = ()
    is_test: bool = False

    def knowing(self, chain: Iterable[bytes]) -> "Trust":
        """The same, with what a key or a file brings between itself and an anchor."""
        return replace(self, between=(*self.between, *chain))

    def told(self) -> dict[str, Any]:
        """Plain values of JSON."""
        texts = {name: [base64.b64encode(der).decode() for der in getattr(self, name)] for name in _PARTS}
        return texts | {"is_test": self.is_test}

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Trust":
        parts = {name: tuple(base64.b64decode(text) for text in told[name]) for name in _PARTS}
        return cls(**parts, is_test=bool(told["is_test"]))


@dataclass(frozen=True, slots=True)
class Holder:
    """What a certificate says of itself."""

    name: str
    organisation: str
    serial: str
    issuer: str
    since: datetime
    until: datetime


def holder_of(certificate: bytes) -> Holder:
    parsed = parsed_certificate(certificate)
    return Holder(
        name=_part(parsed.subject, "common_name"),
        organisation=_part(parsed.subject, "organization_name"),
        serial=f"{parsed.serial_number:x}",
        issuer=_part(parsed.issuer, "common_name"),
        since=parsed.not_valid_before,
        until=parsed.not_valid_after,
    )


def check_certificate(certificate: bytes, trust: Trust, at: datetime, ask: AskStatus | None = None) -> None:
    """Status and whole path, before anything is signed; raises a CertificateRefused with the reason.

    What cannot be said for sure is a refusal too. ``ask`` is what issuers are asked with.
    """
    checked_path(certificate, context_for(trust, at, ask=ask))


def checked_path(certificate: bytes, context: ValidationContext) -> ValidationPath:
    """The way from an anchor down to the certificate, checked. Raises as ``check_certificate``."""
    parsed = parsed_certificate(certificate)
    validator = CertificateValidator(parsed, validation_context=context)
    try:
        path: ValidationPath = run(validator.async_validate_usage({"non_repudiation"}))
    except (ValidationError, PathError) as fault:
        refusal = next(refusal for kind, refusal in _REFUSALS if isinstance(fault, kind))
        raise refusal(name=_part(parsed.subject, "common_name")) from fault
    return path


def context_for(
    trust: Trust, at: datetime, *, looking_back: bool = False, ask: AskStatus | None = None
) -> ValidationContext:
    """A strict one: every certificate below an anchor needs an answer about its status, and only ``ask`` fetches.

    ``looking_back``: ``at`` is a proven time of the past, about which later answers speak as well.
    """
    return ValidationContext(
        trust_roots=list(map(parsed_certificate, trust.anchors)),
        other_certs=list(map(parsed_certificate, trust.between)),
        crls=list(map(parsed_list, trust.lists)),
        ocsps=list(sure_answers(trust.answers)),
        revocation_mode="require",
        allow_fetching=ask is not None,
        fetchers=fetchers_of(ask, trust.lists) if ask else None,
        moment=at,
        retroactive_revinfo=looking_back,
    )


@lru_cache(maxsize=256)
def parsed_certificate(der: bytes) -> x509.Certificate:
    return x509.Certificate.load(der)


@lru_cache(maxsize=64)
def parsed_list(der: bytes) -> crl.CertificateList:
    return crl.CertificateList.load(der)


def run[Result](work: Coroutine[Any, Any, Result]) -> Result:
    """The signature library speaks in coroutines that wait for nothing; beside a running loop they get a thread."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, work).result()


def _part(name: x509.Name, part: str) -> str:
    value = name.native.get(part, "")
    return ", ".join(value) if isinstance(value, list) else str(value)


def parsed_all(ders: Iterable[bytes]) -> list[x509.Certificate]:
    return list(map(parsed_certificate, ders))
