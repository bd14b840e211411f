"""Personal numbers at rest: encrypted so that they can be read again, digested so that they can be found.

Both keys are made from ``LIENTHONG_DATA_KEY``, one pair for each ``use`` ("parties.identifier"). What was encrypted
for one use, or bound to one ``context``, opens for no other: a ciphertext copied to another row is refused.
"""

import hmac
import secrets
from functools import cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_FORMAT = b"\x01"
_NAME_BYTES = 4  # names the key, so that another key is told apart from a damaged row
_NONCE_BYTES = 12


class AnotherKey(RuntimeError):
    """The text was encrypted under another ``LIENTHONG_DATA_KEY`` than the one that is set."""


class Damaged(RuntimeError):
    """The text was changed, cut off, or belongs to another row."""


def encrypt(text: str, *, use: str, context: str) -> bytes:
    """Never twice the same. ``context`` is what the row is: it must be given again to decrypt."""
    key, name = _encryption_key(settings.LIENTHONG_DATA_KEY, use)
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _FORMAT + name + nonce + AESGCM(key).encrypt(nonce, text.encode(), context.encode())


def decrypt(encrypted: bytes, *, use: str, context: str) -> str:
    """Raises AnotherKey, Damaged."""
    key, name = _encryption_key(settings.LIENTHONG_DATA_KEY, use)
    start = len(_FORMAT) + _NAME_BYTES
    if encrypted[: len(_FORMAT)] != _FORMAT:
        raise Damaged(use)
    if encrypted[len(_FORMAT) : start] != name:
        raise AnotherKey(use)
    nonce, sealed = encrypted[start : start + _NONCE_BYTES], encrypted[start + _NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, sealed, context.encode()).decode()
    except (InvalidTag, ValueError) as fault:
        raise Damaged(use) from fault


def digest(text: str, *, use: str) -> bytes:
    """Thirty-two bytes, equal for equal texts, that nobody without the key can try numbers against."""
    key = _derived(settings.LIENTHONG_DATA_KEY, f"lienthong.digest.1:{use}")
    return hmac.digest(key, text.encode(), sha256)


@cache
def _encryption_key(data_key: str, use: str) -> tuple[bytes, bytes]:
    key = _derived(data_key, f"lienthong.encrypt.1:{use}")
    return key, sha256(key).digest()[:_NAME_BYTES]


@cache
def _derived(data_key: str, info: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info.encode()).derive(data_key.encode())
