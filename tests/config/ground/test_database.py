"""A database that someone else runs, broken in each way that the platform cannot live with."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from lienthong.config.ground import database as ground
from lienthong.config.ground.database import (
    clock_faults,
    database_faults,
    durability_faults,
    without_password,
)

type Make = Callable[[str], str]


@pytest.fixture
def server() -> str:
    """A superuser's address of the throw-away server."""
    return make_conninfo(os.environ["LIENTHONG_DATABASE_URL"], dbname="postgres")


@pytest.fixture
def make(server: str) -> Iterator[Make]:
    """Makes a database with the given options, gives its address, drops it at the end."""
    made = []

    def create(options: str) -> str:
        name = f"broken_{secrets.token_hex(4)}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 {options}".encode())
        made.append(name)
        return make_conninfo(server, dbname=name)

    yield create
    with psycopg.connect(server, autocommit=True) as connection:
        for name in made:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def guest(server: str) -> Iterator[tuple[str, str]]:
    """A role that may connect and nothing more."""
    name, password = f"guest_{secrets.token_hex(4)}", secrets.token_hex(8)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(name), password))
    yield name, password
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


def codes(url: str) -> list[str]:
    return [fault.code for fault in database_faults(url)]


def test_a_fit_database_has_no_fault_and_is_left_as_it_was(make: Make) -> None:
    url = make("ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'")
    assert database_faults(url) == []
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT extname FROM pg_extension").fetchall() == [("plpgsql",)]


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_it_refuses_another_encoding(make: Make, encoding: str) -> None:
    (fault,) = database_faults(make(f"ENCODING '{encoding}' LOCALE_PROVIDER libc LOCALE 'C'"))
    assert fault.code == "encoding_not_utf8"
    assert encoding in fault.message
    assert "createdb" in fault.remedy


def test_it_refuses_a_locale_that_cannot_lower_vietnamese_letters(make: Make) -> None:
    (fault,) = database_faults(make("ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C'"))
    assert fault.code == "locale_cannot_lower"


def test_it_tells_a_role_that_may_create_nothing(make: Make, guest: tuple[str, str]) -> None:
    name, password = guest
    url = make_conninfo(make("ENCODING 'UTF8'"), user=name, password=password)
    faults = database_faults(url)
    assert [fault.code for fault in faults] == ["may_not_create"] + ["extension_refused"] * 4
    assert f'GRANT ALL ON SCHEMA public TO "{name}"' in faults[0].remedy
    assert "CREATE EXTENSION unaccent" in faults[1].remedy


def test_an_extension_that_is_there_already_needs_no_right(make: Make, guest: tuple[str, str]) -> None:
    name, password = guest
    url = make("ENCODING 'UTF8'")
    with psycopg.connect(url) as connection:
        for extension in ("unaccent", "pg_trgm", "btree_gist", "btree_gin"):
            connection.execute(f"CREATE EXTENSION {extension}".encode())
    assert codes(make_conninfo(url, user=name, password=password)) == ["may_not_create"]


@pytest.mark.sampled(test=3)
def test_a_role_that_owns_neither_database_nor_extensions_carries_the_platform(
    make: Make, guest: tuple[str, str], tmp_path: Path
) -> None:
    """As a managed server gives it: somebody else owns all, and lets the role make tables."""
    name, password = guest
    url = make("ENCODING 'UTF8'")
    with psycopg.connect(url) as connection:
        for extension in ("unaccent", "pg_trgm", "btree_gist", "btree_gin"):
            connection.execute(f"CREATE EXTENSION {extension}".encode())
        connection.execute(sql.SQL("GRANT ALL ON SCHEMA public TO {}").format(sql.Identifier(name)))
    theirs = make_conninfo(url, user=name, password=password)
    assert codes(theirs) == []
    kept = {key: value for key, value in os.environ.items() if not key.startswith("LIENTHONG_")}
    done = subprocess.run(
        [sys.executable, "-m", "lienthong.config.cli", "migrate", "-v", "0"],
        env=kept | {"LIENTHONG_DATABASE_URL": theirs, "LIENTHONG_VAR": str(tmp_path)},
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with psycopg.connect(url, autocommit=True) as connection:
        owners = connection.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'")
        assert owners.fetchall() == [(name,)]
        connection.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(name)))


def test_it_tells_an_extension_the_server_lacks(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ground, "EXTENSIONS", ("no_such_extension",))
    assert codes(make("ENCODING 'UTF8'")) == ["extension_missing"]


def test_it_tells_a_database_that_takes_no_writes(make: Make) -> None:
    url = make_conninfo(make("ENCODING 'UTF8'"), options="-c default_transaction_read_only=on")
    assert codes(url) == ["read_only"]


def test_it_tells_a_server_that_is_too_old(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ground, "OLDEST", 99)
    assert codes(make("ENCODING 'UTF8'")) == ["server_too_old"]


@pytest.mark.parametrize(
    "address",
    ["postgresql://someone:opensesame@/x?host=/nowhere", "postgresql://someone:opensesame@127.0.0.1:1/x"],
)
def test_a_server_that_does_not_answer_is_one_fault_without_the_password(address: str) -> None:
    (fault,) = database_faults(address)
    assert fault.code == "unreachable"
    assert "opensesame" not in str(fault)


def test_a_wrong_password_is_told_as_such(server: str) -> None:
    (fault,) = database_faults(make_conninfo(server, password="wrong"))
    assert "password authentication failed" in fault.message


def test_an_address_that_cannot_be_read_is_a_fault_too() -> None:
    assert codes("postgresql://[") == ["unreachable"]
    assert without_password("postgresql://[") == "an address that cannot be read"


def test_a_clock_that_differs_is_told(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert clock_faults(server) == []
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() - 90)
    (fault,) = clock_faults(server)
    assert fault.code == "clock_skew"
    assert "90.0 s" in fault.message


def test_settings_that_lose_rows_are_told(server: str) -> None:
    """The throw-away server is started exactly so."""
    assert {fault.message.split()[0] for fault in durability_faults(server)} == {
        "fsync", "full_page_writes", "synchronous_commit",
    }  # fmt: skip


def test_up_refuses_an_unfit_database_before_it_writes_anything(make: Make, tmp_path: Path) -> None:
    url = make("ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LIENTHONG_")}
    done = subprocess.run(
        [sys.executable, "-m", "lienthong.config.cli", "up"],
        env=kept | {"LIENTHONG_DATABASE_URL": url, "LIENTHONG_VAR": str(tmp_path)},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "LATIN1, not UTF8" in done.stderr
    assert done.stdout == ""
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public'").fetchone() is None
