"""Keys are enrolled, opened by their holders, and ended; every step but the opening stands in the ledger."""

from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_der_x509_certificate
from django.db import transaction

from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json
from lienthong.spine.signatures.errors import (
    KeyEnded,
    KeyLocked,
    KeyUnfit,
    NoKey,
    NotYourKey,
    PinTooShort,
    ReasonMissing,
    WrongPin,
)
from lienthong.spine.signatures.holders import Holder, TokenKind
from lienthong.spine.signatures.models import SigningKey
from lienthong.spine.signatures.permissions import can_use
from lienthong.spine.signatures.sealing import MOST_WRONG, SHORTEST_PIN, PinWrong, seal, unseal
from lienthong.spine.signatures.statuses import AskStatus
from lienthong.spine.signatures.tokens import OpenKey
from lienthong.spine.signatures.trust import Trust, check_certificate, holder_of


@dataclass(frozen=True, slots=True)
class Enrolment:
    """``key`` (PKCS #8, DER) and ``pin`` of a key that we keep, ``handle`` of one that lies elsewhere."""

    certificate: bytes
    chain: tuple[bytes, ...] = ()
    kind: TokenKind = TokenKind.STORE
    key: bytes = b""
    pin: str = ""
    handle: str = ""
    picture: bytes = b""


@transaction.atomic
def enrol(
    *,
    holder: Holder,
    enrolment: Enrolment,
    trust: Trust,
    agency: str,
    by: Actor,
    at: datetime,
    ask: AskStatus | None = None,
) -> int:
    """Takes a key into use; the holder's earlier one of this kind ends. ``agency`` is whose ledger tells it.

    Raises a CertificateRefused, KeyUnfit, PinTooShort.
    """
    believed = trust.knowing(enrolment.chain)
    check_certificate(enrolment.certificate, believed, clock.real_now(), ask)
    sealed = _sealed(holder, enrolment) if enrolment.kind is TokenKind.STORE else None
    told = holder_of(enrolment.certificate)
    _end_others(holder, enrolment.kind, by=by, at=at)
    key = SigningKey.objects.create(
        holder_kind=holder.kind,
        holder=holder.code,
        kind=enrolment.kind,
        name=told.name,
        serial=told.serial,
        until=told.until,
        certificate=enrolment.certificate,
        chain=list(enrolment.chain),
        sealed=sealed,
        handle=enrolment.handle,
        picture=enrolment.picture,
        enrolled_at=at,
        enrolled_by=by.account,
    )
    _record(key, agency, verb="signatures.enrol", by=by, at=at)
    return key.pk


def unlock(*, key: int, pin: str, by: Actor) -> OpenKey:
    """The key, open in the memory of this process for as long as the caller holds it: one PIN for a whole batch.

    A wrong PIN is counted whatever the caller does next, therefore not within the caller's transaction. Raises
    NoKey, KeyEnded, NotYourKey, KeyLocked, WrongPin.
    """
    with transaction.atomic(durable=True):
        row = SigningKey.objects.select_for_update().filter(pk=key, kind=TokenKind.STORE).first()
        _refuse(row, by)
        assert row is not None and row.sealed is not None  # noqa: S101 - _refuse and a constraint
        try:
            opened = unseal(bytes(row.sealed), pin=pin, context=_context(row.owner, row.serial))
        except PinWrong:
            opened = b""
        row.wrong_pins = 0 if opened else row.wrong_pins + 1
        row.save(update_fields=["wrong_pins"])
    if not opened:
        left = MOST_WRONG - row.wrong_pins
        raise WrongPin(left=left) if left else KeyLocked
    return OpenKey.of(bytes(row.certificate), opened, tuple(map(bytes, row.chain)))


@transaction.atomic
def end(*, key: int, reason: str, agency: str, by: Actor, at: datetime) -> None:
    """Out of use for good; the encrypted key is destroyed. Raises NoKey, KeyEnded, ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    row = SigningKey.objects.select_for_update().filter(pk=key).first()
    if row is None:
        raise NoKey
    if row.ended_at:
        raise KeyEnded
    _end(row, reason.strip(), by=by, at=at)
    _record(row, agency, verb="signatures.end", by=by, at=at, reason=reason.strip())


def _refuse(row: SigningKey | None, by: Actor) -> None:
    if row is None:
        raise NoKey
    if not can_use(by, row.owner):
        raise NotYourKey
    if row.ended_at:
        raise KeyEnded
    if row.wrong_pins >= MOST_WRONG:
        raise KeyLocked


def _sealed(holder: Holder, enrolment: Enrolment) -> bytes:
    if len(enrolment.pin) < SHORTEST_PIN:
        raise PinTooShort(least=SHORTEST_PIN)
    try:
        opened = OpenKey.of(enrolment.certificate, enrolment.key)
    except (ValueError, TypeError) as fault:
        raise KeyUnfit from fault
    certified = load_der_x509_certificate(enrolment.certificate).public_key()
    form = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    if opened.private.public_key().public_bytes(*form) != certified.public_bytes(*form):
        raise KeyUnfit
    serial = holder_of(enrolment.certificate).serial
    return seal(enrolment.key, pin=enrolment.pin, context=_context(holder, serial))


def _context(holder: Holder, serial: str) -> str:
    return f"{holder}:{serial}"


def _end_others(holder: Holder, kind: TokenKind, *, by: Actor, at: datetime) -> None:
    in_use = SigningKey.objects.select_for_update().filter(
        holder_kind=holder.kind, holder=holder.code, kind=kind, ended_at=None
    )
    for row in in_use:
        _end(row, "replaced", by=by, at=at)


def _end(row: SigningKey, reason: str, *, by: Actor, at: datetime) -> None:
    row.ended_at, row.ended_by, row.reason = at, by.account, reason
    row.sealed = b"" if row.sealed is not None else None
    row.save(update_fields=["ended_at", "ended_by", "reason", "sealed"])


def _record(row: SigningKey, agency: str, *, verb: str, by: Actor, at: datetime, reason: str = "") -> None:
    details: dict[str, Json] = {
        "holder": str(row.owner),
        "owner": row.name,
        "serial": row.serial,
        "kind": row.kind,
    }
    record(
        by=by,
        verb=verb,
        subject=f"key:{row.pk}",
        agency=agency,
        at=at,
        details=details | ({"reason": reason} if reason else {}),
    )
