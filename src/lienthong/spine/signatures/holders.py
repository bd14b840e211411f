"""Whose a key is, by opaque code, and where it lies."""

from dataclasses import dataclass
from enum import StrEnum


class HolderKind(StrEnum):
    ACCOUNT = "ACCOUNT"
    AGENCY = "AGENCY"


class TokenKind(StrEnum):
    """``STORE`` our own, encrypted; ``BRIDGE`` a device at the officer's desk; ``REMOTE`` a service elsewhere."""

    STORE = "STORE"
    BRIDGE = "BRIDGE"
    REMOTE = "REMOTE"


@dataclass(frozen=True, slots=True)
class Holder:
    kind: HolderKind
    code: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.code}"


def account(code: str) -> Holder:
    return Holder(HolderKind.ACCOUNT, code)


def agency(code: str) -> Holder:
    return Holder(HolderKind.AGENCY, code)
