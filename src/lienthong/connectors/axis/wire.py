"""The headers by which clients of the axis (VXP) say who they are, and the proof of them.

Two forms are seen. NAMED: ``sign-header`` is the JSON of all own headers, ``sign-header-key`` their names in order,
``hash-header`` the HMAC of that JSON. BODY: ``hash-header`` is the HMAC of system, time, content type and body; names
beside those are not signed. Times are Viet Nam's; what stands behind "+" are milliseconds, not a zone.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from lienthong.connectors.axis.bodies import Agency, Item, Sent, Unit, agency, item, reply, sent, unit
from lienthong.connectors.axis.enclosed import enclosing
from lienthong.connectors.axis.errors import Forged, Forgery
from lienthong.spine.clock import ZONE, local

__all__ = [
    "Agency", "Caller", "Forged", "Forgery", "Form", "Item", "Sent", "Unit", "agency", "check", "enclosing", "form_of",
    "item", "reply", "same_hash", "sent", "signed", "stated", "timestamp", "unit",
]  # fmt: skip

PREFIX: Final = "XroadVnpt-"
VERSION: Final = "3.0.201608"
JSON: Final = "application/json"
OCTETS: Final = "application/octet-stream"
SERVICE: Final = "eDoc"
BEHIND: Final = timedelta(hours=24)
"""A client program of the axis takes the time once, when it starts; it is believed for a day."""
AHEAD: Final = timedelta(minutes=10)
LONGEST: Final = 8_192
_TIME: Final = re.compile(r"(\d{8}T\d{6})(\+\d{1,4})?", re.ASCII)


class Form(StrEnum):
    NAMED = "named"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Caller:
    """What a call says, once it is proved that ``system_id`` says it.

    Clients repeat ``agency`` (from) and ``stated_hash`` of their last sending on calls without a body: both mean
    something only where a body comes. ``fields`` are all of its own headers, without prefix.
    """

    system_id: str
    agency: str
    service_type: str
    message_type: str
    doc_id: str
    stated_hash: str
    at: datetime
    form: Form = Form.NAMED
    fields: Mapping[str, str] = field(default_factory=dict, compare=False)


def timestamp(at: datetime) -> str:
    return f"{local(at):%d%m%YT%H%M%S}+{at.microsecond // 1000:04}"


def stated(digest: str) -> str:
    """A SHA-256 as clients of the axis write it: the leading zero of each byte is dropped."""
    return "".join(f"{one:x}" for one in bytes.fromhex(digest))


def same_hash(said: str, digest: str) -> bool:
    """Whether ``said`` is the SHA-256 ``digest``, written whole or with the zeros dropped."""
    heard = said.strip().lower().encode()
    whole = hmac.compare_digest(heard, digest.lower().encode())
    return hmac.compare_digest(heard, stated(digest).encode()) or whole


def signed(
    fields: Mapping[str, str],
    *,
    secret: str,
    body_sha256: str | None = None,
    form: Form = Form.NAMED,
    body: Iterable[bytes] = (),
) -> dict[str, str]:
    """The headers of a call. ``fields`` hold systemid and timestamp; ``body`` is read in the form BODY only."""
    told = {"Content-Type": JSON, **fields}
    if body_sha256:
        told["hash-file"] = stated(body_sha256)
    headers = {f"{PREFIX}{name}": value for name, value in told.items()}
    own = {"Content-Type": told["Content-Type"], f"{PREFIX}version": VERSION}
    if form is Form.BODY:
        return {**headers, **own, f"{PREFIX}hash-header": _of_body(told, secret, body)}
    listing = json.dumps(headers, separators=(",", ":"))
    proof = {"sign-header-key": ";".join(told), "sign-header": listing, "hash-header": _hmac(secret, listing)}
    return {**headers, **own, **{f"{PREFIX}{name}": value for name, value in proof.items()}}


def _hmac(secret: str, text: str) -> str:
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def _of_body(told: Mapping[str, str], secret: str, body: Iterable[bytes]) -> str:
    begin = "".join(told.get(name, "") for name in ("systemid", "timestamp", "Content-Type"))
    made = hmac.new(secret.encode(), begin.encode(), hashlib.sha256)
    for piece in body:
        made.update(piece)
    return made.hexdigest()


def form_of(headers: Mapping[str, str]) -> Form:
    """BODY needs the body to be checked."""
    return Form.NAMED if _own(headers).get("sign-header-key") else Form.BODY


def check(
    headers: Mapping[str, str],
    *,
    secret_of: Callable[[str], str | None],
    now: datetime,
    body: Iterable[bytes] = (),
    behind: timedelta = BEHIND,
) -> Caller:
    """Who calls. ``now`` is real time. Only what is signed is believed, whatever stands beside it. Raises Forged."""
    own = _own(headers)
    form = form_of(headers)
    told = _listed(own) if form is Form.NAMED else own
    system, said_time = told.get("systemid", ""), told.get("timestamp", "")
    if not (system and said_time and own.get("hash-header")):
        raise Forged(Forgery.INCOMPLETE)
    secret = secret_of(system)
    key = secret or "unknown"
    proof = (
        _hmac(key, own["sign-header"]) if form is Form.NAMED else _of_body(_bare(told, headers), key, body)
    )
    is_right = hmac.compare_digest(proof.encode(), own["hash-header"].strip().lower().encode())
    if not secret:
        raise Forged(Forgery.UNKNOWN_SYSTEM)
    if not is_right:
        raise Forged(Forgery.SIGNATURE)
    if form is Form.NAMED:
        _refuse_others(own, told)
    at = _believed(said_time, now, behind)
    return _caller(told, at, form)


def _caller(told: Mapping[str, str], at: datetime, form: Form) -> Caller:
    return Caller(
        system_id=told["systemid"],
        agency=told.get("from", ""),
        service_type=told.get("servicetype", ""),
        message_type=told.get("messagetype", ""),
        doc_id=told.get("docid", ""),
        stated_hash=told.get("hash-file", ""),
        at=at,
        form=form,
        fields=dict(told),
    )


def _own(headers: Mapping[str, str]) -> dict[str, str]:
    """Names without prefix, in small letters, as HTTP takes them."""
    found: dict[str, str] = {}
    for name, value in headers.items():
        if name.lower().startswith(PREFIX.lower()):
            found[name[len(PREFIX) :].lower()] = _meant(value.strip())
    return found


def _bare(told: Mapping[str, str], headers: Mapping[str, str]) -> dict[str, str]:
    plain = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    return {
        "systemid": told["systemid"],
        "timestamp": told["timestamp"],
        "Content-Type": told.get("content-type", plain),
    }


def _listed(own: Mapping[str, str]) -> dict[str, str]:
    """The signed headers as their JSON tells them, each once. Raises Forged."""
    names = own["sign-header-key"].split(";")
    listing = own.get("sign-header", "")
    try:
        pairs = json.loads(listing, object_pairs_hook=list) if len(listing) <= LONGEST else None
    except (ValueError, RecursionError) as fault:
        raise Forged(Forgery.HEADERS) from fault
    if not isinstance(pairs, list) or not all(_is_text(pair) for pair in pairs):
        raise Forged(Forgery.HEADERS)
    if [f"{PREFIX}{name}" for name in names] != [name for name, _ in pairs]:
        raise Forged(Forgery.HEADERS)
    told = {name.lower(): value for name, (_, value) in zip(names, pairs, strict=True)}
    if len(told) < len(names):
        raise Forged(Forgery.HEADERS)
    return told


def _is_text(pair: Any) -> bool:
    return isinstance(pair, tuple) and isinstance(pair[1], str)


def _refuse_others(own: Mapping[str, str], told: Mapping[str, str]) -> None:
    """Each signed header also stands for itself, with the same value. Raises Forged."""
    for name, value in told.items():
        if own.get(name, "") != value.strip():
            raise Forged(Forgery.HEADERS)


def _meant(value: str) -> str:
    """Servers hand headers on in Latin-1, whatever was meant."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value.encode("utf-8", "replace").decode()


def _believed(said: str, now: datetime, behind: timedelta) -> datetime:
    found = _TIME.fullmatch(said.strip())
    try:
        at = datetime.strptime(found[1] if found else "", "%d%m%YT%H%M%S").replace(tzinfo=ZONE)
    except ValueError as fault:
        raise Forged(Forgery.TIME) from fault
    if not now - behind <= at <= now + AHEAD:
        raise Forged(Forgery.TIME)
    return at
