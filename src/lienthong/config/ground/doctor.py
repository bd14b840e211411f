"""``./lienthong doctor [--json]``: exit 0, or each fault of this installation with its remedy (exit 1).

It changes nothing: a database that was never made is reported, not made.
"""

import json
import os
import re
import shutil
import socket
import stat
import sys
import urllib.error
import urllib.request
import warnings
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from lienthong.config.cli import database
from lienthong.config.environment import Environment, EnvironmentFault, environment
from lienthong.config.ground.database import clock_faults, database_faults, durability_faults
from lienthong.config.ground.faults import Fault
from lienthong.config.ground.paths import ROOT, SOURCE, VAR
from lienthong.config.ground.postgres import ClusterFault, house_cluster
from lienthong.config.ground.programs import PROGRAMS
from lienthong.spine.lanes.line import look

OLDEST_PYTHON = (3, 12)
FREE_BYTES = 2_000_000_000
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*])?==(\S+)( ;.*)? \\?$", re.MULTILINE)
_FONT = re.compile(r"url\([\"']?([^)\"']+\.woff2)")


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--json"]):
        print("usage: ./lienthong doctor [--json]", file=sys.stderr)
        return 2
    faults = list(examine())
    if arguments:
        print(json.dumps({"faults": [_as_json(fault) for fault in faults], "programs": programs()}, indent=1))
    else:
        _tell(faults)
    return 1 if faults else 0


def examine() -> Iterator[Fault]:
    """Every fault, those that hide others first: without settings the rest cannot be looked at."""
    yield from python_faults()
    yield from package_faults(locked_list())
    settings, faults = read_settings()
    yield from faults
    if settings is not None:
        for check in _MACHINE:
            yield from check(settings)
        yield from stored_faults(settings)


def python_faults(version: tuple[int, ...] = tuple(sys.version_info[:2])) -> Iterator[Fault]:
    if version < OLDEST_PYTHON:
        yield Fault(
            "python_too_old",
            f"Python {version[0]}.{version[1]} is too old: 3.12 or newer is needed",
            "sudo apt-get install -y python3 python3-venv, then remove var/venv",
        )


def locked_list(environment_folder: Path = Path(sys.prefix)) -> Path:
    """The list that the script brought this environment from; it notes beside it which."""
    level = environment_folder / "level"
    return ROOT / "requirements" / f"{level.read_text().strip() if level.is_file() else 'run'}.txt"


def package_faults(locked: Path) -> Iterator[Fault]:
    """Installed packages that are not the locked ones; those with a condition (after ``;``) may lack."""
    wrong = []
    for name, wanted, condition in _PINNED.findall(locked.read_text(encoding="utf-8")):
        found = _installed(name)
        if found != wanted and not (found is None and condition):
            wrong.append(f"{name} {found or 'missing'} instead of {wanted}")
    if wrong:
        yield Fault(
            "packages_differ",
            "the environment is not the locked one: " + ", ".join(wrong),
            "rm -f var/venv/stamp, then any ./lienthong command brings it in step",
        )


def read_settings() -> tuple[Environment | None, list[Fault]]:
    """The settings, or none and why; names that are no setting are faults but hide nothing."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        environment.cache_clear()
        try:
            settings, refused = environment(), []
        except EnvironmentFault as fault:
            settings, refused = None, fault.faults
    unknown = [str(warning.message) for warning in warned if "is not a setting" in str(warning.message)]
    remedy = "correct it in .env or in the environment; see .env.example"
    faults = [Fault("settings", line, remedy) for line in refused]
    faults += [Fault("unknown_setting", line, "correct the name or remove it") for line in unknown]
    return settings, faults


def disk_faults(settings: Environment, least: int = FREE_BYTES) -> Iterator[Fault]:
    for folder in {_existing(VAR), _existing(settings.files_dir)}:
        free = shutil.disk_usage(folder).free
        if free < least:
            yield Fault(
                "disk_nearly_full",
                f"only {free / 1e9:.1f} GB are free at {folder}",
                f"make room, {least / 1e9:.0f} GB at least: look at old archives and var/log first",
            )


def folder_faults(settings: Environment) -> Iterator[Fault]:
    for folder in (VAR, settings.files_dir):
        if not os.access(_existing(folder), os.W_OK | os.X_OK):
            yield Fault("not_writable", f"{folder} cannot be written", "give it to the user that runs this")


def privacy_faults(settings: Environment) -> Iterator[Fault]:
    """What holds secrets or files of people. ``var/`` stays open: the server of root runs as another user."""
    secret = (ROOT / ".env", VAR / "postgres" / "password", VAR / "postgres" / "data")
    # the group of the files may be that of an nginx that hands them out
    for path, bits, remedy in [
        *((path, 0o077, "go-rwx") for path in secret),
        (settings.files_dir, 0o007, "o-rwx"),
    ]:
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & bits:
            yield Fault("not_private", f"others on this machine may enter {path}", f"chmod {remedy} {path}")


def port_faults(settings: Environment) -> Iterator[Fault]:
    """A port that someone else holds. One that answers as this platform does is as it should be."""
    for port in (settings.port, settings.port + 1) if settings.port else ():
        if _is_taken(port) and not _is_ours(port):
            yield Fault(
                "port_taken",
                f"port {port} is held by another program",
                "stop that program or set LIENTHONG_PORT (`up` itself moves on to the next free port)",
            )


def production_faults(settings: Environment) -> Iterator[Fault]:
    if settings.mode != "production":
        return
    host = urlsplit(settings.public_origin).hostname or ""
    if host not in settings.allowed_hosts:
        yield Fault(
            "host_not_allowed",
            f"{settings.public_origin} would be refused: its host is not served",
            f"add {host} to LIENTHONG_ALLOWED_HOSTS",
        )
    if not settings.mail_url:
        yield Fault("no_mail", "letters cannot be sent", "set LIENTHONG_MAIL_URL")


def lanes_faults(settings: Environment) -> Iterator[Fault]:
    """The carrier that the settings choose; PostgreSQL is looked at by itself."""
    if settings.lanes == "nats" and (why := look(settings.nats_url)):
        yield Fault(
            "nats_unreachable",
            f"NATS JetStream does not answer at LIENTHONG_NATS_URL: {why}",
            "start it with JetStream (nats-server -js -sd FOLDER); until then messages are carried by PostgreSQL alone",
        )


def static_faults(_: Environment) -> Iterator[Fault]:
    """Static files of ours that were not collected. The manifest maps each name to the one with its hash."""
    collected = VAR / "static" / "staticfiles.json"
    paths = json.loads(collected.read_text(encoding="utf-8"))["paths"] if collected.is_file() else {}
    ours = {str(p.relative_to(f)) for f in SOURCE.glob("web/*/static") for p in f.rglob("*") if p.is_file()}
    lost = sorted(name for name in ours if not (VAR / "static" / paths.get(name, "\0")[:255]).is_file())
    if lost:
        yield Fault(
            "static_not_collected",
            f"{len(lost)} static files are not collected, such as {lost[0]}",
            "./lienthong prepare (`up` does it too)",
        )


def font_faults(_: Environment, source: Path = SOURCE) -> Iterator[Fault]:
    """Fonts that a stylesheet names and that are not there: pages would fall back to another face."""
    for sheet in source.glob("web/*/static/**/*.css"):
        for name in _FONT.findall(sheet.read_text(encoding="utf-8")):
            if not (sheet.parent / name).is_file():
                message = f"{sheet.name} names {name}, which is not there"
                yield Fault("font_missing", message, "bring the file back from the repository")


def stored_faults(settings: Environment) -> Iterator[Fault]:
    if not settings.database_url and not house_cluster().exists:
        yield Fault("no_database", "the database was never made", "./lienthong up")
        return
    try:
        with database():
            yield from _database(environment())
    except ClusterFault as fault:
        yield Fault("cluster", str(fault), "see the message; LIENTHONG_DATABASE_URL points to another server")


def _database(settings: Environment) -> Iterator[Fault]:
    faults = database_faults(settings.database_url)
    yield from faults
    if any(fault.code == "unreachable" for fault in faults):
        return
    yield from clock_faults(settings.database_url)
    if settings.mode == "production":
        yield from durability_faults(settings.database_url)
    import django

    django.setup()
    yield from migration_faults()


def migration_faults() -> Iterator[Fault]:
    """Asked in Django's own words; the database that the settings name must answer."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, psycopg.Error) as refusal:
        yield Fault("migrations_unreadable", f"migrations cannot be read: {refusal}", "./lienthong migrate")
        return
    if plan:
        first = plan[0][0]
        yield Fault(
            "migrations_pending",
            f"{len(plan)} migrations are not applied, first {first.app_label}.{first.name}",
            "./lienthong migrate (`up` does it too)",
        )


def programs() -> list[dict[str, str | bool]]:
    """Information only: nothing that serves people needs them."""
    return [{"name": p.name, "purpose": p.purpose, "present": bool(shutil.which(p.name))} for p in PROGRAMS]


_MACHINE: tuple[Callable[[Environment], Iterable[Fault]], ...] = (
    production_faults,
    disk_faults,
    folder_faults,
    privacy_faults,
    port_faults,
    lanes_faults,
    static_faults,
    font_faults,
)


def _tell(faults: list[Fault]) -> None:
    for fault in faults:
        print(fault)
    absent = [f"{p['name']} ({p['purpose']})" for p in programs() if not p["present"]]
    if absent:
        print("For information, tests would also use: " + "; ".join(absent), file=sys.stderr)
    if not faults:
        print("All is well.", file=sys.stderr)


def _as_json(fault: Fault) -> dict[str, Any]:
    return {"code": fault.code, "message": fault.message, "remedy": fault.remedy}


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _existing(folder: Path) -> Path:
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _is_ours(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=3) as answer:
            return bool(answer.read(8) == b"ok\n")
    except (urllib.error.URLError, OSError):
        return False
