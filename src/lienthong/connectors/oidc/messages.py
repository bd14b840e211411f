"""What is configured of a provider, what waits while a person is there, and what a good answer says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml


class Fault(StrEnum):
    """Why an answer was refused; stable, for logs and pages."""

    CANCELLED = "cancelled"  # the person or the provider said no
    UNREACHABLE = "unreachable"  # no answer within the limit, or an error status
    UNREADABLE = "unreadable"  # an answer that is not what the protocol says
    STATE = "state"  # an answer to a question this browser did not ask, or asked once already
    ISSUER = "issuer"
    SIGNATURE = "signature"
    AUDIENCE = "audience"
    EXPIRED = "expired"
    NONCE = "nonce"
    SUBJECT = "subject"
    LEVEL = "level"  # genuine, but not assured enough


class IdentityRefused(Exception):
    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(fault, detail)
        self.fault = fault


@dataclass(frozen=True)
class Provider:
    """One provider. ``claims`` maps our words (subject, name, level, kind, number, birth) to the names of its claims.

    ``levels`` are the assurance levels accepted, any when empty. ``kinds`` maps its sorts of account to ours.
    ``opens``: a person it knows and we do not gets an account; otherwise only known people come in.
    """

    key: str
    label: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False, default="")
    scopes: str = "openid profile"
    acr_values: str = ""
    levels: tuple[str, ...] = ()
    claims: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    opens: bool = False

    def claim(self, word: str) -> str:
        return self.claims.get(word, {"subject": "sub", "name": "name", "level": "acr"}.get(word, ""))


@dataclass(frozen=True)
class Pending:
    """What we must remember while the person is at the provider; kept in the session, used once."""

    provider: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Vouched:
    """A person as vouched for: ``issuer`` and ``subject`` name them for ever, the rest may change. ``number`` and
    ``birth`` are of the citizen's card, "" where the provider does not tell them.
    """

    issuer: str
    subject: str
    name: str
    kind: str
    level: str
    number: str = ""
    birth: str = ""


def read_providers(path: Path) -> dict[str, Provider]:
    """The providers of a YAML file by key; a ``client_secret_file`` is read in its place.

    Raises OSError, KeyError, TypeError or yaml.YAMLError for a file that cannot be used.
    """
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    return {provider.key: provider for provider in map(_provider, rows)}


def _provider(row: dict[str, Any]) -> Provider:
    secret_file = row.pop("client_secret_file", None)
    if secret_file:
        row["client_secret"] = Path(secret_file).read_text(encoding="utf-8").strip()
    row["levels"] = tuple(str(level) for level in row.get("levels", ()))
    row["kinds"] = {str(theirs): ours for theirs, ours in row.get("kinds", {}).items()}
    return Provider(**row)
