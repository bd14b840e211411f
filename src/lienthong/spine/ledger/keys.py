"""The key that signs seals, and the public keys that check them (beside the seals, on disk)."""

import contextlib
import os
import tempfile
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from lienthong.spine.ledger.errors import SealKeyMissing, SealKeyUnreadable

_RAW = (serialization.Encoding.Raw, serialization.PublicFormat.Raw)
_PEM = (serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
TEST_MARK = "test-"  # begins the name of a key that the demonstration made for itself


@dataclass(frozen=True, slots=True)
class SealKey:
    name: str
    private: Ed25519PrivateKey

    def sign(self, signed: bytes) -> bytes:
        return self.private.sign(signed)


def seal_key() -> SealKey:
    """This installation's key; its public half is published. Raises SealKeyMissing, SealKeyUnreadable."""
    given = settings.LIENTHONG_SEAL_KEY
    if not given and settings.LIENTHONG_MODE == "production":
        raise SealKeyMissing
    pem = given.encode() if given else _demonstration_key(settings.LIENTHONG_KEYS_DIR / "seal-test.pem")
    try:
        private = serialization.load_pem_private_key(pem, password=None)
    except ValueError as fault:
        raise SealKeyUnreadable from fault
    if not isinstance(private, Ed25519PrivateKey):
        raise SealKeyUnreadable
    name = ("" if given else TEST_MARK) + _digest(private.public_key())
    _publish(name, private.public_key())
    return SealKey(name, private)


def is_signed(*, key: str, signed: bytes, signature: bytes) -> bool:
    """True when the published key called ``key`` made ``signature``; False when it is unknown or says no."""
    public = _public_key(settings.LIENTHONG_SEALS_DIR / "keys" / f"{Path(key).name}.pem", key)
    if public is None:
        return False
    try:
        public.verify(signature, signed)
    except InvalidSignature:
        return False
    return True


@cache
def _public_key(path: Path, name: str) -> Ed25519PublicKey | None:
    """None unless the file holds the very key whose digest it is named after."""
    try:
        public = serialization.load_pem_public_key(path.read_bytes())
    except (OSError, ValueError):
        return None
    if isinstance(public, Ed25519PublicKey) and name.removeprefix(TEST_MARK) == _digest(public):
        return public
    return None


def _digest(public: Ed25519PublicKey) -> str:
    return sha256(public.public_bytes(*_RAW)).hexdigest()[:24]


def _publish(name: str, public: Ed25519PublicKey) -> None:
    path = settings.LIENTHONG_SEALS_DIR / "keys" / f"{name}.pem"
    if not path.exists():
        _put_once(path, public.public_bytes(*_PEM), mode=0o644)
        _public_key.cache_clear()


def _demonstration_key(path: Path) -> bytes:
    """Made once; who comes second reads what the first has linked into place."""
    if not path.exists():
        form = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        made = Ed25519PrivateKey.generate().private_bytes(serialization.Encoding.PEM, *form)
        _put_once(path, made, mode=0o600)
    return path.read_bytes()


def _put_once(path: Path, content: bytes, *, mode: int) -> None:
    """Whole or not there, whoever reads meanwhile; nothing when another thread or process came first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".") as made:
        made.write(content)
        made.flush()
        os.fchmod(made.fileno(), mode)
        with contextlib.suppress(FileExistsError):
            os.link(made.name, path)
