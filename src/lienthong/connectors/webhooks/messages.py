"""What goes over the line: headers by the names of Standard Webhooks, the signature, the secret as it is written."""

import base64
import hmac
import secrets
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

MARK: Final = "whsec_"
"""How a secret begins, so that people and scanners know a lost one."""
AGENT: Final = "Lienthong-Webhooks/1"


def new_secret() -> str:
    return MARK + base64.b64encode(secrets.token_bytes(32)).decode()


def sign(secret: str, *, key: str, sent: int, body: bytes) -> str:
    """``v1,`` and the base64 of HMAC-SHA256 over ``key.sent.body``."""
    content = b".".join((key.encode(), str(sent).encode(), body))
    digest = hmac.digest(base64.b64decode(secret.removeprefix(MARK)), content, sha256)
    return f"v1,{base64.b64encode(digest).decode()}"


def headers_of(*, key: str, sent: int, body: bytes, keys: Sequence[str]) -> dict[str, str]:
    """``keys`` are the secrets in force, the new one first; ``sent`` is Unix time."""
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": AGENT,
        "Connection": "close",
        "webhook-id": key,
        "webhook-timestamp": str(sent),
        "webhook-signature": " ".join(sign(one, key=key, sent=sent, body=body) for one in keys),
    }
