"""What the platform asks of a PostgreSQL that someone else runs. Extensions are tried and taken back."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from lienthong.config.ground.faults import Fault

OLDEST = 17
EXTENSIONS = ("unaccent", "pg_trgm", "btree_gist", "btree_gin")
SKEW_SECONDS = 2.0
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")
CONNECT_SECONDS = 5
CREATEDB = "createdb -T template0 -E UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C NAME"

type Connection = psycopg.Connection[tuple[Any, ...]]


def database_faults(url: str) -> list[Fault]:
    """Everything that keeps the database at ``url`` from carrying the platform; empty when it can."""
    try:
        connection = _connect(url, client_encoding="UTF8", autocommit=True)
    except (psycopg.Error, UnicodeError) as refusal:
        return [_unreachable(url, refusal)]
    with connection:
        return [fault for check in _CHECKS for fault in check(connection)]


def durability_faults(url: str) -> list[Fault]:
    """Settings under which an acknowledged row can be lost. Asked of production only: tests turn them off."""
    with _connect(url) as connection:
        weak = [name for name in DURABLE if _setting(connection, name) == "off"]
    return [
        Fault(
            "not_durable", f"{name} is off: an accepted row can be lost", f"set {name} = on in its settings"
        )
        for name in weak
    ]


def clock_faults(url: str) -> list[Fault]:
    """A database whose clock is not this machine's: sessions, retries and seals would disagree."""
    with _connect(url) as connection:
        before = time.time()
        theirs = float(_one(connection, "SELECT extract(epoch FROM clock_timestamp())"))
        after = time.time()
    skew = min(abs(theirs - before), abs(theirs - after))
    if before <= theirs <= after or skew <= SKEW_SECONDS:
        return []
    return [
        Fault(
            "clock_skew",
            f"the clocks of this machine and of the database differ by {skew:.1f} s",
            "run a time service (chrony, systemd-timesyncd) on both machines",
        )
    ]


def _version(connection: Connection) -> Iterator[Fault]:
    major = connection.info.server_version // 10_000
    if major < OLDEST:
        yield Fault(
            "server_too_old",
            f"PostgreSQL {major} is too old: {OLDEST} or newer is needed",
            f"move the database to PostgreSQL {OLDEST} or newer",
        )


def _encoding(connection: Connection) -> Iterator[Fault]:
    encoding = _setting(connection, "server_encoding")
    if encoding != "UTF8":
        yield Fault(
            "encoding_not_utf8",
            f"the database is encoded in {encoding}, not UTF8",
            f"make it anew: {CREATEDB}",
        )


def _lower(connection: Connection) -> Iterator[Fault]:
    """Accent-insensitive search lowers in SQL; under a C locale only ASCII letters change."""
    if _setting(connection, "server_encoding") != "UTF8" or _one(connection, "SELECT lower('Đ')") == "đ":
        return
    yield Fault(
        "locale_cannot_lower",
        "lower('Đ') is not 'đ': the database's locale knows only ASCII letters",
        f"make it anew: {CREATEDB}",
    )


def _writable(connection: Connection) -> Iterator[Fault]:
    if _setting(connection, "transaction_read_only") == "on":
        yield Fault(
            "read_only",
            "the database accepts no writes (a standby, or default_transaction_read_only)",
            "point LIENTHONG_DATABASE_URL at the primary",
        )


def _may_create(connection: Connection) -> Iterator[Fault]:
    role, name = connection.info.user, connection.info.dbname
    # current_schema() is null when the search path names nothing this role may use.
    if not _one(connection, "SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)"):
        yield Fault(
            "may_not_create",
            f"role {role} may not create tables in database {name}",
            f'as its owner: GRANT ALL ON SCHEMA public TO "{role}"; '
            f'better still: ALTER DATABASE "{name}" OWNER TO "{role}"',
        )


def _extensions(connection: Connection) -> Iterator[Fault]:
    if _setting(connection, "transaction_read_only") == "on":
        return
    for name in EXTENSIONS:
        if not _one(connection, "SELECT count(*) FROM pg_available_extensions WHERE name = %s", name):
            yield Fault(
                "extension_missing",
                f"extension {name} is not installed on the server",
                "install PostgreSQL's contrib package there (Debian: it comes with postgresql-17)",
            )
        elif refusal := _refusal_of(connection, name):
            yield Fault(
                "extension_refused",
                f"extension {name} cannot be made: {refusal}",
                f"as a superuser in database {connection.info.dbname}: CREATE EXTENSION {name}",
            )


def _refusal_of(connection: Connection, extension: str) -> str:
    """Makes the extension and takes it back; what the server said against it, or nothing."""
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}".encode())
    except psycopg.Error as refusal:
        return first_line(refusal)
    return ""


_CHECKS: tuple[Callable[[Connection], Iterator[Fault]], ...] = (
    _version,
    _encoding,
    _lower,
    _writable,
    _may_create,
    _extensions,
)


def _connect(url: str, **words: Any) -> Connection:
    return psycopg.connect(url, connect_timeout=CONNECT_SECONDS, **words)


def _unreachable(url: str, refusal: Exception) -> Fault:
    return Fault(
        "unreachable",
        f"the database does not answer at {without_password(url)}: {first_line(refusal)}",
        "check LIENTHONG_DATABASE_URL, that the server runs, and its pg_hba.conf",
    )


def without_password(url: str) -> str:
    """``url`` as it may be shown or logged."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.Error:
        return "an address that cannot be read"
    return " ".join(f"{name}={value}" for name, value in parts.items() if name != "password")


def first_line(refusal: Exception) -> str:
    return (str(refusal).strip().splitlines() or [type(refusal).__name__])[0]


def _setting(connection: Connection, name: str) -> str:
    return str(_one(connection, "SELECT current_setting(%s)", name))


def _one(connection: Connection, query: str, *values: object) -> Any:
    row = connection.execute(query.encode(), values or None).fetchone()
    assert row is not None  # noqa: S101  every query here answers with exactly one row
    return row[0]
