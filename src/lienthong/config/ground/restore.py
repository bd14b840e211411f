"""``./lienthong restore FILE``: brings an archive back into an empty place, all of it or nothing.

Everything is decrypted and verified into a folder aside before the database is touched; the database comes
back in one transaction; then the files on disk are digested once more and the ledger verifies itself.
"""

import contextlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from hashlib import file_digest
from pathlib import Path

import psycopg

from lienthong.config.cli import database
from lienthong.config.environment import Environment, environment
from lienthong.config.ground import contents
from lienthong.config.ground.archive import ArchiveFault
from lienthong.config.ground.backup import folders, say
from lienthong.config.ground.clients import address, client
from lienthong.config.ground.contents import Manifest, Readable
from lienthong.config.ground.postgres import ClusterFault

_RELATIONS = """
    SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
"""


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("usage: ./lienthong restore FILE", file=sys.stderr)
        return 2
    archive = Path(arguments[0]).absolute()
    if not archive.is_file():
        print(f"{archive} is not there", file=sys.stderr)
        return 2
    try:
        with database():
            manifest = restore(archive, environment())
            return _prove(manifest, environment())
    except (ArchiveFault, ClusterFault, OSError, psycopg.Error) as fault:
        print(f"Nothing was restored: {fault}", file=sys.stderr)
        return 1


def restore(archive: Path, settings: Environment) -> Manifest:
    """Raises ArchiveFault, OSError or psycopg.Error; then database and folders are as empty as before."""
    refuse_unless_empty(settings)
    with _aside(settings) as aside:
        say("Reading and verifying the archive...")
        manifest = contents.read(archive, settings.data_key, partial(_unpack, aside))
        refuse_unknown_migrations(manifest)
        with _put_in_place(aside, settings):
            say("Restoring the database...")
            load(archive, settings)
    return manifest


def refuse_unless_empty(settings: Environment) -> None:
    for folder in folders(settings).values():
        if folder.exists() and any(folder.iterdir()):
            raise ArchiveFault(f"{folder} is not empty")
    with psycopg.connect(settings.database_url) as connection:
        row = connection.execute(_RELATIONS).fetchone()
    if row and row[0]:
        raise ArchiveFault(f"the database is not empty: it has {row[0]} tables")


def refuse_unknown_migrations(manifest: Manifest) -> None:
    """An archive of a newer release would come back as tables that this code does not know."""
    import django
    from django.db.migrations.loader import MigrationLoader

    django.setup()
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations or ()}
    unknown = sorted(set(manifest.migrations) - known)
    if unknown:
        raise ArchiveFault(
            f"the archive was made by release {manifest.release}, which has migrations that this one lacks, "
            f"first {unknown[0]}: bring the code up to that release"
        )


def load(archive: Path, settings: Environment) -> None:
    """The database in one transaction: pg_restore commits only after the last piece was verified."""
    place, env = address(settings.database_url)
    command = [str(client("pg_restore", settings.database_url)), "--single-transaction", "--exit-on-error"]
    command += ["--no-owner", "--no-privileges", "--no-comments", f"--dbname={place}"]
    with tempfile.TemporaryFile() as errors:
        with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=errors, env=env) as loader:
            assert loader.stdin is not None  # noqa: S101  it was asked for
            try:
                with contextlib.suppress(BrokenPipeError), loader.stdin:
                    contents.database_of(archive, settings.data_key, loader.stdin)
            except BaseException:
                loader.kill()
                raise
        if loader.returncode:
            errors.seek(0)
            raise ArchiveFault(f"pg_restore failed: {errors.read().decode(errors='replace').strip()}")


def lost_files(manifest: Manifest, settings: Environment) -> list[str]:
    """Names whose content on disk is not the one of the manifest."""
    return [
        name
        for folder, root in folders(settings).items()
        for name, member in manifest.under(folder).items()
        if _digest(root / name.removeprefix(folder + "/")) != member.sha256
    ]


@contextlib.contextmanager
def _aside(settings: Environment) -> Iterator[dict[str, Path]]:
    """Folders beside the real ones, so that moving them there is one rename; gone when the block ends."""
    aside = {name: real.with_name(real.name + ".restoring") for name, real in folders(settings).items()}
    try:
        for folder in aside.values():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(mode=0o750, parents=True)
        yield aside
    finally:
        for folder in aside.values():
            shutil.rmtree(folder, ignore_errors=True)


def _unpack(aside: dict[str, Path], name: str, content: Readable) -> None:
    folder, _, rest = name.partition("/")
    if folder not in aside:
        return
    target = aside[folder] / rest
    target.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    with target.open("xb") as file:
        target.chmod(0o640)
        shutil.copyfileobj(content, file)


@contextlib.contextmanager
def _put_in_place(aside: dict[str, Path], settings: Environment) -> Iterator[None]:
    """Files come before the rows that name them, and leave again when those do not come."""
    real = folders(settings)
    moved = []
    try:
        for name, folder in aside.items():
            if real[name].exists():
                real[name].rmdir()
            folder.rename(real[name])
            moved.append(name)
        yield
    except BaseException:
        for name in moved:
            real[name].rename(aside[name])
        raise


def _prove(manifest: Manifest, settings: Environment) -> int:
    """What a restore ends with: every file's digest from the disk, then the ledger's own proof."""
    lost = lost_files(manifest, settings)
    for name in lost:
        print(f"{name} is not what the archive holds", file=sys.stderr)
    print(f"{len(manifest.under('files'))} files, moment {manifest.moment}, release {manifest.release}")
    if not ledger_verifies():
        print("All was restored, but the ledger does not verify: see above", file=sys.stderr)
        return 1
    return 1 if lost else 0


def ledger_verifies() -> bool:
    from django.core.management import get_commands

    if "ledger" not in get_commands():
        return True
    say("Verifying the ledger...")
    command = [sys.executable, "-m", "lienthong.config.cli", "ledger", "verify"]
    return subprocess.run(command, check=False).returncode == 0


def _digest(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()
