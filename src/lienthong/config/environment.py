"""Every setting an operator can give, in one typed table. ``LIENTHONG_<NAME>`` or ``LIENTHONG_<NAME>_FILE``.

Each field's description is what ``.env.example`` says. A value is read from the process environment first, then
from ``.env`` beside the script. Unknown names warn; in production, demonstration secrets and a moved clock are
refused at once.
"""

import os
import warnings
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from lienthong.config.ground.paths import ROOT, VAR

PREFIX = "LIENTHONG_"
_TEST_AUTHORITY = "THỬ NGHIỆM"  # stands in the name of every authority that a demonstration made
DEMO_SECRET = "demonstration-only-" + "0" * 50

Names = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda v: tuple(v.replace(",", " ").split()) if isinstance(v, str) else v),
]


class EnvironmentFault(SystemExit):
    """The settings cannot be used; each fault on a line of its own. Exit status 2."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(2)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(self.faults)


class Environment(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    mode: Literal["demo", "production", "training", "test"] = Field(
        "demo",
        description="demo: the reference province and a moving demonstration day; production: starts empty;"
        " training: a place for practice with false data, marked everywhere (./lienthong up --training)",
    )
    secret_key: str = Field(
        DEMO_SECRET, min_length=50, description="signs sessions and links; at least 50 characters"
    )
    data_key: str = Field(
        DEMO_SECRET, min_length=50, description="encrypts secrets kept in the database and backups"
    )
    database_url: str = Field("", description="PostgreSQL >= 17; empty: the embedded server under var/")
    now: str = Field("", description="demo only: ISO instant, or file:PATH, from which business time flows")
    port: int = Field(8000, ge=0, le=65535, description="first port tried by `up`; 0 takes any free one")
    bind: str = Field("127.0.0.1", description="address the page workers listen on")
    workers: int = Field(2, ge=1, le=64, description="page workers; about one a core")
    job_workers: int = Field(
        2, ge=1, le=16, description="processes that do jobs, with whatever the pages leave of the cores"
    )
    allowed_hosts: Names = Field(
        ("localhost", "127.0.0.1"), description="host names served, by spaces or commas"
    )
    public_origin: str = Field("", description="https://... as people type it; needed in production")
    stream_origin: str = Field("", description="origin of the upload process when it is not the pages' own")
    trusted_proxies: int = Field(
        0, ge=0, le=5, description="proxies in front whose X-Forwarded-For is believed"
    )
    seal_key: str = Field(
        "",
        description="PEM of the Ed25519 key that signs the ledger (openssl genpkey -algorithm ed25519);"
        " demo makes one for itself, which production refuses",
    )
    files_dir: Path = Field(VAR / "files", description="where accepted files are kept")
    trust_dir: Path | None = Field(
        None,
        description="folder of certificates and revocation lists that signatures are checked with"
        " (docs/howto/operate.md); empty: the demonstration's own, in production none",
    )
    timestamp_url: str = Field("", description="time-stamp authority (RFC 3161) asked while a person signs")
    training_url: str = Field(
        "", description="https://... of the place for practice, to which pages lead; empty: no link"
    )
    files_accel: str = Field("", description="nginx path that serves files_dir internally (X-Accel-Redirect)")
    mail_url: str = Field(
        "", description="smtp://user:password@host:587/?tls=1; empty in demo: letters on a page"
    )
    mail_from: str = Field("lienthong@localhost", description="sender of letters")
    national_procedures_url: str = Field(
        "",
        description="https://user:password@host/path?madonvi=GL&dstcode=... of the national procedure database; "
        "empty in demo: a stand-in; in production: nothing is sent",
    )
    payment_platform_url: str = Field(
        "",
        description="https://MaDoiTac:key@host/path of the national payment platform; "
        "empty in demo: a stand-in; in production: nobody is led there",
    )
    e_receipts_url: str = Field(
        "",
        description="https://customer:key@host/path of the provider of electronic receipts; "
        "empty in demo: a stand-in; in production: receipts are those that the platform sets",
    )
    public_post_url: str = Field(
        "",
        description="https://customerCode:key@host/path of the public post; "
        "empty in demo: a stand-in; in production: parcels are followed on paper",
    )
    sms_url: str = Field(
        "",
        description="https://user:key@host/path?brand=NAME of the gateway of short messages; "
        "empty in demo: a stand-in; in production: nobody is told by SMS",
    )
    zalo_url: str = Field(
        "",
        description="https://app:secret@business.openapi.zalo.me?template=ID&refresh=TOKEN"
        "&tokens=https://oauth.zaloapp.com of Zalo Notification Service; "
        "empty in demo: a stand-in; in production: nobody is told by Zalo",
    )
    signing_url: str = Field(
        "",
        description="https://client:secret@host/path of the signing service that asks people on their telephones"
        " (CSC protocol, version 2; the path ends before /csc/v2); empty in demo: a stand-in whose telephone is a page;"
        " in production: nobody signs by telephone",
    )
    axis_url: str = Field(
        "",
        description="https://system:secret@host/path?agency=000.00.00.H21 of the node above on the document axis;"
        " empty in demo: a stand-in; in production: nothing goes out or comes in; off: nothing in demo either",
    )
    node_key: str = Field(
        "",
        description="PEM of the key (P-256 or RSA) and certificate that sign receipts of the document axis;"
        " demo makes a pair for itself, in production nothing is sent or taken without one",
    )
    national_portal_url: str = Field(
        "",
        description="https://user:password@host/path?madonvi=000.00.00.H21&dstcode=... of the national public service"
        " portal; empty in demo: a stand-in; in production: nothing is sent or fetched; off: nothing in demo either",
    )
    portal: Literal["standalone", "national"] = Field(
        "standalone",
        description="where people apply. standalone: here; national: at the national portal, whose page is given below",
    )
    national_portal_page: str = Field(
        "https://dichvucong.gov.vn/", description="https://... to which people are led when they apply there"
    )
    lanes: Literal["postgres", "nats"] = Field(
        "postgres",
        description="what carries messages between houses from one worker to the next (docs/howto/document-axis.md)."
        " postgres: the database alone; nats: a NATS JetStream server, given below",
    )
    nats_url: str = Field(
        "nats://127.0.0.1:4222",
        description="nats:// or tls://user:password@host:4222 of the NATS server; several of a cluster by commas",
    )
    province: str = Field("GL", description="code of the agency that this installation serves")
    log_format: Literal["text", "json"] = Field("text", description="how log lines are written")
    metrics_allowed: Names = Field((), description="addresses besides this machine that may read /metrics")
    second_factor: Literal["", "offered", "required"] = Field(
        "", description="second factor of officials; empty: required in production, offered elsewhere"
    )
    session_idle_minutes: int = Field(30, ge=6, le=720, description="a session unused this long ends")
    session_hours: int = Field(12, ge=1, le=24, description="a session ends after this long in any case")
    password_composition: bool = Field(
        False, description="demand small and capital letters, digits and signs (the checklist 742/QĐ-BTTTT)"
    )
    password_rotation_days: int = Field(
        0, ge=0, le=730, description="passwords expire after so many days; 0: never"
    )
    identity_providers: str = Field(
        "", description="YAML file naming the OpenID Connect providers of sign-in"
    )

    @model_validator(mode="after")
    def _practice_reaches_nobody(self) -> "Environment":
        """Partners of a place for practice are stand-ins."""
        outward = (
            "mail_url",
            "national_procedures_url",
            "axis_url",
            "national_portal_url",
            "payment_platform_url",
            "e_receipts_url",
            "public_post_url",
            "sms_url",
            "zalo_url",
            "signing_url",
            "timestamp_url",
            "identity_providers",
        )
        if self.mode == "training" and (given := [name for name in outward if getattr(self, name)]):
            names = ", ".join(f"{PREFIX}{name.upper()}" for name in given)
            raise ValueError(f"a place for practice reaches no partner: take away {names}")
        return self

    @model_validator(mode="after")
    def _production_is_strict(self) -> "Environment":
        if self.mode != "production":
            return self
        refused = {
            "LIENTHONG_SECRET_KEY": self.secret_key == DEMO_SECRET,
            "LIENTHONG_DATA_KEY": self.data_key == DEMO_SECRET or self.data_key == self.secret_key,
            "LIENTHONG_SEAL_KEY": not _is_own_seal_key(self.seal_key),
            "LIENTHONG_PUBLIC_ORIGIN": not self.public_origin.startswith("https://"),
            "LIENTHONG_TRUST_DIR": self.trust_dir is not None and _holds_test_authority(self.trust_dir),
        }
        missing = [name for name, bad in refused.items() if bad]
        if missing:
            raise ValueError("production needs a value of its own for " + ", ".join(missing))
        if self.now:
            raise ValueError("LIENTHONG_NOW moves the clock and is refused in production")
        return self


def _is_own_seal_key(pem: str) -> bool:
    """True for an Ed25519 private key other than the one that a demonstration made for itself on this machine."""
    made = VAR / "keys" / "seal-test.pem"
    key = _public_half(pem)
    return bool(key) and not (made.is_file() and _public_half(made.read_text(encoding="utf-8")) == key)


def _holds_test_authority(folder: Path) -> bool:
    """True when what a demonstration made for itself lies among the anchors, under whatever name."""
    from cryptography import x509

    for path in (folder / "anchors").glob("*"):
        content = path.read_bytes() if path.is_file() else b""
        is_text = content.lstrip().startswith(b"-----")
        try:
            found = (
                x509.load_pem_x509_certificates(content)
                if is_text
                else [x509.load_der_x509_certificate(content)]
            )
        except ValueError:
            continue  # said by whoever reads the folder
        if any(_TEST_AUTHORITY in one.subject.rfc4514_string() for one in found):
            return True
    return False


def _public_half(pem: str) -> bytes:
    """Empty for what is no Ed25519 private key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError):
        return b""
    return key.public_key().public_bytes_raw() if isinstance(key, Ed25519PrivateKey) else b""


@cache
def environment() -> Environment:
    """The settings of this process. Raises EnvironmentFault (exit 2) naming every fault."""
    return read(_dotenv(ROOT / ".env") | dict(os.environ))


def read(variables: dict[str, str]) -> Environment:
    """Builds the table from ``variables``; a ``*_FILE`` value is the stripped content of that file."""
    given: dict[str, str] = {}
    faults: list[str] = []
    for variable, value in variables.items():
        if not variable.startswith(PREFIX) or value == "" or variable == "LIENTHONG_VAR":
            continue
        name, is_file = _field(variable)
        if name is None:
            warnings.warn(f"{variable} is not a setting of Lienthong; see .env.example", stacklevel=2)
        elif is_file:
            _read_secret(variable, name, value, given, faults)
        else:
            given.setdefault(name, value)
    return _build(given, faults)


def _build(given: dict[str, str], faults: list[str]) -> Environment:
    try:
        built = Environment.model_validate(given)
    except ValidationError as refused:
        faults += [_sentence(error) for error in refused.errors()]
    if faults:
        raise EnvironmentFault(faults)
    return built


def _read_secret(variable: str, name: str, path: str, given: dict[str, str], faults: list[str]) -> None:
    try:
        given[name] = Path(path).read_text(encoding="utf-8").strip()
    except OSError as fault:
        faults.append(f"{variable}: cannot read {path}: {fault.strerror}")


def _field(variable: str) -> tuple[str | None, bool]:
    name = variable.removeprefix(PREFIX).lower()
    if name in Environment.model_fields:
        return name, False
    if (base := name.removesuffix("_file")) != name and base in Environment.model_fields:
        return base, True
    return None, False


def _sentence(error: Any) -> str:
    place = ".".join(str(part) for part in error["loc"])
    return f"{PREFIX}{place.upper()}: {error['msg']}" if place else str(error["msg"])


def _dotenv(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("\"'") for name, value in pairs}


def example() -> str:
    """The text of ``.env.example``, written from the table so that the two cannot differ."""
    parts = ["# Settings of Lienthong. Each can also be given as <NAME>_FILE=/path/of/a/secret.\n"]
    for name, field in Environment.model_fields.items():
        default = "" if name in ("secret_key", "data_key", "files_dir") else _shown(field.default)
        parts.append(f"# {field.description}\n#{PREFIX}{name.upper()}={default}\n")
    return "\n".join(parts)


def _shown(value: object) -> str:
    if value is None:
        return ""
    return " ".join(value) if isinstance(value, tuple) else str(value)
