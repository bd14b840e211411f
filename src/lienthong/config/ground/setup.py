"""``./lienthong setup FILE.yaml``: an installation for real work out of one file; twice changes nothing.

First what must be there before any other command can run: keys and settings. Then, with those, the schema,
the organisation and its first administrator (the management command of the same name).
"""

import os
import secrets
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import yaml
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from lienthong.config import cli
from lienthong.config.environment import PREFIX, environment
from lienthong.config.ground.database import database_faults
from lienthong.config.ground.paths import ROOT, VAR

SETTINGS = ROOT / ".env"
KEYS = ("secret_key", "data_key", "seal_key")


def _https(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or parts.path.strip("/"):
        raise ValueError("must be https:// and a host, as people type it")
    return address.rstrip("/")


def _one_line(text: str) -> str:
    if "\n" in text or "\r" in text:
        raise ValueError("must be one line")
    return text.strip()


type Line = Annotated[str, AfterValidator(_one_line)]
type Named = Annotated[Line, Field(min_length=1, max_length=300)]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Organisation(Part):
    """The agency that this installation serves. ``kind`` and ``level`` as organisations know them."""

    code: Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9-]{0,30}$")]
    name: Named
    short_name: Line = ""
    kind: Named = "PROVINCE"
    level: Literal["PROVINCE", "DISTRICT", "COMMUNE"] = "PROVINCE"
    since: date
    decision: Line = ""


class Administrator(Part):
    username: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{2,60}$")]
    full_name: Named
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")]
    title: Named = "Quản trị nền tảng"


class Mail(Part):
    url: Annotated[Line, Field(pattern=r"^smtp://")]
    sender: Annotated[Line, Field(pattern=r"@")]


class SetUp(Part):
    public_origin: Annotated[str, AfterValidator(_https)]
    database_url: Line = ""
    mail: Mail
    keys: Path = VAR / "keys"
    organisation: Organisation
    administrator: Administrator

    def settings(self) -> dict[str, str]:
        """What goes into the settings file, by name without prefix."""
        return {
            "MODE": "production",
            "PUBLIC_ORIGIN": self.public_origin,
            "ALLOWED_HOSTS": urlsplit(self.public_origin).hostname or "",
            "PROVINCE": self.organisation.code,
            "MAIL_URL": self.mail.url,
            "MAIL_FROM": self.mail.sender,
            **({"DATABASE_URL": self.database_url} if self.database_url else {}),
            **{f"{name.upper()}_FILE": str(self.keys / name) for name in KEYS},
        }


class SetUpFault(Exception):
    """The file cannot be used; one line for each fault, beginning with its key."""


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("usage: ./lienthong setup FILE.yaml (docs/howto/operate.md shows one)", file=sys.stderr)
        return 2
    try:
        wanted = read(Path(arguments[0]))
        for line in (*make_keys(wanted.keys), *write_settings(wanted.settings(), SETTINGS)):
            print(line, file=sys.stderr)
    except (SetUpFault, OSError) as fault:
        print(fault, file=sys.stderr)
        return 2
    environment.cache_clear()
    with cli.database():
        if faults := database_faults(environment().database_url):
            print("\n".join(map(str, faults)), file=sys.stderr)
            return 1
        return cli.manage(["migrate", "-v", "0"]) or cli.manage(["setup", str(Path(arguments[0]).absolute())])


def read(path: Path) -> SetUp:
    """Raises SetUpFault naming every key that is missing, unknown or unfit."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return SetUp.model_validate(content if isinstance(content, dict) else {})
    except (yaml.YAMLError, UnicodeDecodeError) as refusal:
        raise SetUpFault(f"{path} is no YAML: {' '.join(str(refusal).split())}") from refusal
    except ValidationError as refused:
        raise SetUpFault("\n".join(_sentence(error) for error in refused.errors())) from refused


def make_keys(folder: Path) -> Iterator[str]:
    """Makes the keys that are not there; a key that is there is never touched."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in KEYS:
        path = folder / name
        if not path.exists():
            _write_new(path, new_seal_key() if name == "seal_key" else secrets.token_urlsafe(48))
            yield f"made {path}: keep a copy away from this machine"


def write_settings(wanted: dict[str, str], path: Path) -> Iterator[str]:
    """Adds what the file lacks. Raises SetUpFault for what it says otherwise: a person decides."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    there = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    named = {f"{PREFIX}{name}": value for name, value in wanted.items()}
    other = [name for name, value in named.items() if there.get(name, value) != value]
    if other:
        raise SetUpFault("\n".join(f"{name}: {path} says otherwise; change one of the two" for name in other))
    new = [f"{name}={value}" for name, value in named.items() if name not in there]
    if new:
        _write_private(path, "\n".join([*lines, *new]) + "\n")
        yield f"wrote {len(new)} settings to {path}"


def new_seal_key() -> str:
    """PEM of a fresh Ed25519 key."""
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    return Ed25519PrivateKey.generate().private_bytes(pem, serialization.PrivateFormat.PKCS8, plain).decode()


def _write_new(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def _write_private(path: Path, text: str) -> None:
    """All of it or nothing of it, whatever happens meanwhile."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    _write_new(new, text)
    new.replace(path)


def _sentence(error: Any) -> str:
    return f"{'.'.join(str(part) for part in error['loc'])}: {error['msg']}"
