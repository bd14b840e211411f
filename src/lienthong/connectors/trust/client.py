"""Authorities that an operator names, or the demonstration's own: anchors and lists from a folder, time over HTTP.

``LIENTHONG_TRUST_DIR`` holds certificates (``anchors/``, ``between/``) and revocation lists (``lists/``), DER or PEM;
``lists.txt`` there names where lists are fetched from, one address a line; ``ocsp.txt`` who answers about single
certificates (OCSP): an authority's file and an address a line. Nothing that a certificate or a stranger's file names
is ever asked.
"""

import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from time import monotonic
from typing import Final

import httpx
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from pyhanko_certvalidator.authority import AuthorityWithCert
from pyhanko_certvalidator.fetchers.common_utils import format_ocsp_request

from lienthong.connectors.answers import read_whole
from lienthong.connectors.trust.fake import TEST_MARK, KeptAuthority
from lienthong.spine import log
from lienthong.spine.signatures.signing import Helpers
from lienthong.spine.signatures.statuses import AskStatus
from lienthong.spine.signatures.trust import Trust, parsed_certificate

SECONDS: Final = 3.0  # while a person signs
LARGEST: Final = 20_000_000  # bytes of a list; an answer about time is a few thousand
LARGEST_ANSWER: Final = 100_000
ANSWERS_LIVE, SILENCE_LIVES = 600.0, 30.0
MOST_REMEMBERED: Final = 1_000
_LISTS: Final = "lists"
_log = log.get_logger(__name__)


def current_trust() -> Trust:
    """Whom this installation believes now; nobody where no authority has been named."""
    folder = settings.LIENTHONG_TRUST_DIR
    if folder is not None:
        return _read(folder)
    return Trust(anchors=()) if settings.PRODUCTION else demonstration().trust()


def current_helpers() -> Helpers:
    """What a signature needs besides its key. Without a time-stamp authority it is of the basic level."""
    address, own = settings.LIENTHONG_TIMESTAMP_URL, current_authority()
    own_time = own.answer_time if own else None
    return Helpers(current_trust(), _clerk(address) if address else own_time, current_status())


def current_status() -> AskStatus | None:
    """Who is asked about a single certificate; nobody where the operator has named nobody."""
    own, folder = current_authority(), settings.LIENTHONG_TRUST_DIR
    if own:
        return _Asking(lambda _, request: own.answer_status(request), None)
    responders = _responders(folder) if folder else {}
    return _Asking(_ask_status, responders) if responders else None


def ask_issuer(issuer: bytes, request: bytes) -> bytes | None:
    """About a certificate of a stranger's file: an answer, and silence, are remembered for a while by this process."""
    own, folder = current_authority(), settings.LIENTHONG_TRUST_DIR
    if own:
        return own.answer_status(request)
    address = _responders(folder).get(issuer) if folder else None
    return _remembered.ask(address, request) if address else None


def current_authority() -> KeptAuthority | None:
    """Who issues certificates here: the demonstration's own authority, or nobody."""
    is_own = settings.LIENTHONG_TRUST_DIR is None and not settings.PRODUCTION
    return demonstration() if is_own else None


@cache
def demonstration() -> KeptAuthority:
    """Made once for each installation, below ``var/``; production never asks for it."""
    return KeptAuthority(settings.LIENTHONG_KEYS_DIR / "authority-test")


def fetch_lists() -> int:
    """Brings the lists that ``lists.txt`` names; one that cannot be had or read stays as it was.

    Returns how many came.
    """
    folder = settings.LIENTHONG_TRUST_DIR
    return sum(_fetch_list(folder / _LISTS, address) for address in _addresses(folder)) if folder else 0


@cache
def _clerk(address: str) -> partial[bytes]:
    """The same object for the same address, so that what was learnt about it is kept."""
    return partial(_ask_time, address)


def _ask_time(address: str, request: bytes) -> bytes:
    headers = {"Content-Type": "application/timestamp-query"}
    try:
        answer = httpx.post(address, content=request, headers=headers, timeout=SECONDS)
        answer.raise_for_status()
    except httpx.HTTPError as fault:
        raise OSError(f"no time from {address}: {type(fault).__name__}") from fault
    return answer.content


class _Asking:
    """Asks once about each certificate, for as long as somebody signs: a batch waits for no issuer twice."""

    def __init__(self, send: Callable[[str, bytes], bytes], responders: Mapping[bytes, str] | None) -> None:
        self._send, self._responders = send, responders
        self._told: dict[bytes, bytes | None] = {}

    def __call__(self, certificate: bytes, issuer: bytes) -> bytes | None:
        """None when the issuer's address has not been named, and when it was silent before."""
        if certificate not in self._told:
            self._told[certificate] = None
            self._told[certificate] = self._ask(certificate, issuer)
        return self._told[certificate]

    def _ask(self, certificate: bytes, issuer: bytes) -> bytes | None:
        address = "" if self._responders is None else self._responders.get(issuer)
        if address is None:
            return None
        authority = AuthorityWithCert(parsed_certificate(issuer))
        parsed = parsed_certificate(certificate)
        asked = format_ocsp_request(parsed, authority, certid_hash_algo="sha1", request_nonces=False)
        return self._send(address, asked.dump())


class _Remembered:
    """What was said for ``ANSWERS_LIVE`` seconds, and who was silent for ``SILENCE_LIVES``: a page that is looked at
    again and again, or many files of one hand, ask once.
    """

    def __init__(self) -> None:
        self._told: dict[tuple[str, bytes], tuple[float, bytes]] = {}
        self._silent: dict[str, float] = {}

    def ask(self, address: str, request: bytes) -> bytes | None:
        now = monotonic()
        until, answer = self._told.get((address, request), (0.0, b""))
        if now < until:
            return answer
        if now < self._silent.get(address, 0.0):
            return None
        try:
            answer = _ask_status(address, request)
        except OSError:
            self._silent[address] = monotonic() + SILENCE_LIVES
            return None
        if len(self._told) >= MOST_REMEMBERED:
            self._told.clear()
        self._told[address, request] = (monotonic() + ANSWERS_LIVE, answer)
        return answer


_remembered: Final = _Remembered()


def _ask_status(address: str, request: bytes) -> bytes:
    headers = {"Content-Type": "application/ocsp-request"}
    try:
        with (
            httpx.Client(timeout=SECONDS) as http,
            http.stream("POST", address, content=request, headers=headers) as answer,
        ):
            answer.raise_for_status()
            return read_whole(answer, LARGEST_ANSWER)
    except (httpx.HTTPError, ValueError) as fault:
        _log.warning("no answer about a certificate", address=address, fault=type(fault).__name__)
        raise OSError(f"no status from {address}: {type(fault).__name__}") from fault


def _responders(folder: Path) -> dict[bytes, str]:
    """By the authority's certificate, which a line names by its file below ``between/`` or ``anchors/``."""
    path = folder / "ocsp.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    named = [line.split() for line in lines if len(line.split()) == 2]
    return {
        certificate: address
        for name, address in named
        if address.startswith(("http://", "https://"))
        for place in ("between", "anchors")
        if (folder / place / Path(name).name).is_file()
        for certificate in _read_certificates(folder / place / Path(name).name)
    }


def _addresses(folder: Path) -> list[str]:
    path = folder / "lists.txt"
    lines = path.read_text(encoding="utf-8").split() if path.is_file() else []
    return [line for line in lines if line.startswith(("http://", "https://"))]


def _fetch_list(folder: Path, address: str) -> bool:
    try:
        with httpx.Client(timeout=SECONDS) as http, http.stream("GET", address) as answer:
            answer.raise_for_status()
            content = b""
            for part in answer.iter_bytes():
                content += part
                if len(content) > LARGEST:
                    raise ValueError("too large")
        found = _list_of(content)
    except (httpx.HTTPError, ValueError) as fault:
        _log.warning("a revocation list did not come", address=address, fault=type(fault).__name__)
        return False
    _put(folder / f"{_name_of(address)}.crl", found)
    return True


def _name_of(address: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in address.split("://", 1)[1])[:100]


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    new.write_bytes(content)
    os.replace(new, path)


def _read(folder: Path) -> Trust:
    anchors, between = (tuple(_certificates(folder / name)) for name in ("anchors", "between"))
    lists = tuple(_list_of(path.read_bytes()) for path in _files(folder / _LISTS))
    return Trust(anchors, between, lists, is_test=any(is_test(der) for der in anchors))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.is_file() and not path.name.startswith("."))


def _certificates(folder: Path) -> Iterator[bytes]:
    for path in _files(folder):
        yield from _read_certificates(path)


def _read_certificates(path: Path) -> Iterator[bytes]:
    content = path.read_bytes()
    is_text = content.lstrip().startswith(b"-----")
    found = x509.load_pem_x509_certificates(content) if is_text else [x509.load_der_x509_certificate(content)]
    yield from (certificate.public_bytes(Encoding.DER) for certificate in found)


def _list_of(content: bytes) -> bytes:
    """Raises ValueError for what is no revocation list."""
    is_text = content.lstrip().startswith(b"-----")
    found = x509.load_pem_x509_crl(content) if is_text else x509.load_der_x509_crl(content)
    return found.public_bytes(Encoding.DER)


def is_test(certificate: bytes) -> bool:
    """Whether a demonstration made it."""
    return TEST_MARK in x509.load_der_x509_certificate(certificate).subject.rfc4514_string()
