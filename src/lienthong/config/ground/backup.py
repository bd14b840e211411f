"""``./lienthong backup FILE``: one encrypted, verified archive of the database and the files of one moment.

The moment is a snapshot of the database. Files are content-addressed and only ever added: those which the
snapshot refers to are there when they are copied after it.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import IO, Any

import psycopg

from lienthong import __version__
from lienthong.config.cli import database
from lienthong.config.environment import Environment, environment
from lienthong.config.ground import contents
from lienthong.config.ground.archive import ArchiveFault
from lienthong.config.ground.clients import address, client
from lienthong.config.ground.contents import Manifest, Readable, Writer
from lienthong.config.ground.paths import VAR
from lienthong.config.ground.postgres import ClusterFault


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("usage: ./lienthong backup FILE", file=sys.stderr)
        return 2
    target = Path(arguments[0]).absolute()
    if target.exists() or not target.parent.is_dir():
        print(f"{target} is there already, or its folder is not: name a new file", file=sys.stderr)
        return 2
    try:
        with database():
            manifest = back_up(target, environment())
    except (ArchiveFault, ClusterFault, OSError, psycopg.Error) as fault:
        print(f"No archive was made: {fault}", file=sys.stderr)
        return 1
    return _tell(target, manifest)


def back_up(target: Path, settings: Environment) -> Manifest:
    """Writes the archive beside ``target``, reads it back whole, and only then gives it its name.

    Raises ArchiveFault, OSError or psycopg.Error; then ``target`` does not exist.
    """
    unfinished = target.with_name(target.name + ".partial")
    try:
        unfinished.unlink(missing_ok=True)  # of a run that was killed
        with open(unfinished, "xb", opener=_private) as file:
            written = _write(file, settings)
            file.flush()
            os.fsync(file.fileno())
        say("Reading the archive back...")
        if verify(unfinished, settings) != written:
            raise ArchiveFault("what was read back is not what was written")
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return written


def verify(archive: Path, settings: Environment) -> Manifest:
    """Decrypts everything, compares every digest, and lets pg_restore read the dump to its end."""
    command = [str(client("pg_restore", settings.database_url)), "-f", os.devnull]
    with tempfile.TemporaryFile() as errors:
        with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=errors) as reader:
            manifest = contents.read(archive, settings.data_key, partial(_pass_dump, reader))
        if reader.returncode:
            raise ArchiveFault(f"pg_restore cannot read the dump: {_said(errors)}")
    return manifest


def damaged(manifest: Manifest) -> list[str]:
    """Files whose name promises another content than they have: damaged on disk before they were archived."""
    names = manifest.under("files").items()
    return [
        name for name, member in names if _is_digest(Path(name).name) and Path(name).name != member.sha256
    ]


def folders(settings: Environment) -> dict[str, Path]:
    """What an archive keeps beside the database: accepted files, and the seals that lie outside it."""
    return {"files": settings.files_dir, "seals": VAR / "seals"}


def files_below(root: Path) -> Iterator[Path]:
    """Every file in a fixed order; names with a leading dot are on their way in and refer to nothing yet."""
    for folder, inner, names in os.walk(root):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def _write(file: IO[bytes], settings: Environment) -> Manifest:
    with Writer(file, settings.data_key) as writer:
        _add_folder(
            writer, "seals", settings
        )  # before the moment: no seal may tell of rows that come after it
        with snapshot(settings.database_url) as (name, known):
            say("Writing the database...")
            dump(settings.database_url, name, writer)
        say("Writing the files...")
        _add_folder(writer, "files", settings)
        manifest = Manifest(members=writer.members, release=__version__, **known)
        writer.finish(manifest)
    return manifest


def _add_folder(writer: Writer, name: str, settings: Environment) -> None:
    root = folders(settings)[name]
    for path in files_below(root):
        writer.add_file(f"{name}/{path.relative_to(root)}", path)


@contextlib.contextmanager
def snapshot(url: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """A moment of the database that others can look at while this block lasts, and what is known of it."""
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        row = connection.execute("SELECT pg_export_snapshot(), to_regclass('django_migrations')").fetchone()
        assert row is not None  # noqa: S101
        applied = connection.execute("SELECT app, name FROM django_migrations").fetchall() if row[1] else []
        yield (
            row[0],
            {
                "moment": datetime.now(UTC).isoformat(timespec="seconds"),
                "postgresql": connection.info.server_version // 10_000,
                "migrations": sorted(f"{app}.{name}" for app, name in applied),
            },
        )


def dump(url: str, snapshot_name: str, writer: Writer) -> None:
    """pg_dump's output goes into the archive as it comes; nothing of it touches a disk unencrypted."""
    place, env = address(url)
    command = [str(client("pg_dump", url)), "--format=custom", "--compress=gzip:3"]
    command += ["--no-owner", "--no-privileges"]
    command += [f"--snapshot={snapshot_name}", f"--dbname={place}"]
    with tempfile.TemporaryFile() as errors:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, env=env) as dumper:
            assert dumper.stdout is not None  # noqa: S101  it was asked for
            writer.add_stream("database", dumper.stdout)
        if dumper.returncode:
            raise ArchiveFault(f"pg_dump failed: {_said(errors)}")


def _pass_dump(reader: subprocess.Popen[bytes], name: str, content: Readable) -> None:
    """A reader that gave up says why by itself; the rest of the archive is verified all the same."""
    assert reader.stdin is not None  # noqa: S101  it was asked for
    if name.startswith("database/"):
        with contextlib.suppress(BrokenPipeError):
            shutil.copyfileobj(content, reader.stdin)


def _tell(target: Path, manifest: Manifest) -> int:
    files = len(manifest.under("files"))
    print(f"{target}: {target.stat().st_size} bytes, {files} files, moment {manifest.moment}, verified")
    lost = damaged(manifest)
    for name in lost:
        print(f"{name} was damaged on disk before it was archived", file=sys.stderr)
    return 1 if lost else 0


def _is_digest(name: str) -> bool:
    return bool(re.fullmatch(r"[0-9a-f]{64}", name))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _said(errors: IO[bytes]) -> str:
    errors.seek(0)
    return errors.read().decode(errors="replace").strip()


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
