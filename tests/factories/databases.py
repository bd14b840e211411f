"""Databases filled once a run and copied for whoever needs one, so that each may write and none sees another."""

import csv
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from tests.faults.drain import drain

from lienthong.config import demo, demo_year, reference
from lienthong.config.ground.paths import DATA, VAR
from lienthong.domain.accounts import actions as account_actions
from lienthong.domain.accounts import queries as accounts
from lienthong.domain.organisations.actions import load_reference
from lienthong.domain.organisations.exchange import read_reference
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.calendar import actions as calendars
from lienthong.spine.clock.actions import start
from lienthong.spine.clock.queries import DEMO_START

_RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]  # the same for all workers of a run
_OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"


def name_of_database() -> str:
    return str(connection.settings_dict["NAME"])


def filled(fill: Callable[[], None]) -> str:
    """The name of a database with what ``fill`` puts there: made by the worker that asks first, kept for the whole run.
    Nobody looks at it, it waits to be copied.
    """
    name = f"{fill.__name__}_{_RUN}"
    with Path(VAR, f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _is_there(name):
            _fill(f"{name}_begun", fill)
            _execute(f'ALTER DATABASE "{name}_begun" RENAME TO "{name}"')
    return name


def _fill(name: str, fill: Callable[[], None]) -> None:
    _copy("template1" if fill is migrated else filled(migrated), name)
    with _looking_at(name):
        fill()
    _execute(_OTHERS, name)


@contextmanager
def copy_of(source: str) -> Iterator[None]:
    """All threads look at a copy of the database ``source`` until the block ends; then it is dropped."""
    name = f"{source}_{os.getpid()}"  # each worker of a parallel run has its own
    _copy(source, name)
    with _looking_at(name):
        yield
    _drop(name)


def migrated() -> None:
    """Tables and nothing in them: what every other database of a run begins with."""
    call_command("migrate", verbosity=0)


def demonstration() -> None:
    """What a fresh demonstration holds."""
    by, at = platform("test"), start()
    reference.load(by=by, at=at)
    demo.load_people(by=by, at=at)
    drain()


def province_without_plan() -> None:
    """People and organisations on the first day: nothing else was ever done."""
    by, at = platform("test"), start()
    load_reference(reference=read_reference(DATA / "organisations"), by=by, at=at)
    demo.load_people(by=by, at=at)
    drain()


def eve_of_the_plan() -> None:
    """The province on the eve of its plan of 2021: its officials, all of whom may sign in, and no plan yet."""
    by, at = platform("test"), demo_year.EVE
    with clock.holding(at):
        calendars.load_reference(folder=DATA / "calendars", by=by, at=at)
        load_reference(reference=read_reference(DATA / "organisations"), by=by, at=at)
        reference.load_urging(by=by, at=at)
        demo.load_people(by=by, at=at)
        demo_year.load_people(by=by, at=at)
        _give_passwords()
        drain()


def opening_morning() -> None:
    """The demonstration as it opens on 15/10/2021: its year was played; the papers handed in are stand-ins."""
    by, at = platform("test"), demo_year.EVE
    with clock.holding(at), pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo_year, "_paper", lambda subject: b"%PDF-1.4\n%%EOF\n" + subject.encode())
        reference.load_drafted(by=by, at=at)
        demo.load_people(by=by, at=at)
        demo_year.load_people(by=by, at=at)
        demo_year.play(until=DEMO_START)


def _give_passwords() -> None:
    """To those of the demonstration's officials who cannot sign in there."""
    with (DATA / "demo" / "people.csv").open(newline="", encoding="utf-8") as lines:
        silent = [row["username"] for row in csv.DictReader(lines) if row["signs_in"] == "no"]
    for username in silent:
        account = accounts.find_account(username)
        assert account
        token = accounts.link_token(account.id, accounts.INVITATION)
        account_actions.set_password_by_link(
            token=token, password=demo.PASSWORD, by=platform("test"), at=demo_year.EVE
        )


@contextmanager
def _looking_at(name: str) -> Iterator[None]:
    before = name_of_database()
    _look_at(name)
    try:
        yield
    finally:
        _look_at(before)


def _look_at(name: str) -> None:
    """Connections of every thread are opened by this one table of settings."""
    connections.close_all()
    connections.settings[DEFAULT_DB_ALIAS]["NAME"] = name


def _copy(source: str, name: str) -> None:
    connections.close_all()
    _drop(name)
    _execute(_OTHERS, source)  # an idle connection of a server's thread would forbid the copy
    _execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')


def _is_there(name: str) -> bool:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def _drop(name: str) -> None:
    _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _execute(statement: str, *values: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement, values or None)
