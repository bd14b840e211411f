"""A key at rest: encrypted under its holder's PIN, and that under the platform's data key. Neither opens it alone."""

import base64
import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from lienthong.spine import cipher

MOST_WRONG: Final = 5
SHORTEST_PIN: Final = 6
_USE: Final = "signatures.key"
_SALT, _NONCE = 16, 12


class PinWrong(Exception):
    """The PIN does not open the key."""


def seal(key: bytes, *, pin: str, context: str) -> bytes:
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    inner = salt + nonce + AESGCM(_stretched(pin, salt)).encrypt(nonce, key, context.encode())
    return cipher.encrypt(base64.b64encode(inner).decode(), use=_USE, context=context)


def unseal(sealed: bytes, *, pin: str, context: str) -> bytes:
    """Raises PinWrong; and what ``cipher.decrypt`` raises of another data key or a damaged row."""
    inner = base64.b64decode(cipher.decrypt(sealed, use=_USE, context=context))
    salt, nonce, rest = inner[:_SALT], inner[_SALT : _SALT + _NONCE], inner[_SALT + _NONCE :]
    try:
        return AESGCM(_stretched(pin, salt)).decrypt(nonce, rest, context.encode())
    except InvalidTag as fault:
        raise PinWrong from fault


def _stretched(pin: str, salt: bytes) -> bytes:
    """Slow on purpose: whoever steals both the database and the data key must still try every PIN."""
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(pin.encode())
