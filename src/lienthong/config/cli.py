"""The command line behind ``./lienthong WORD``: its own words, else a management command.

Exit status: 0 done, 1 failed, 2 wrong input or use.
"""

import contextlib
import importlib
import os
import sys
from collections.abc import Iterator, Sequence

from lienthong.config.environment import EnvironmentFault, environment
from lienthong.config.ground.database import first_line
from lienthong.config.ground.postgres import Cluster, ClusterFault, house_cluster

WORDS = {
    "up": "brings everything and serves the pages; --training a second place, for practice with false data",
    "test": "runs the tests; --all adds sweeps, chaos, hostile files and mutants; --whole runs sweeps whole",
    "check": "lint, types, import contracts, migrations, translations, templates, deployment",
    "fix": "mends what can be mended by itself: format, imports, catalogues, .env.example",
    "mutants": "how many small faults the tests notice; NAME picks a subject, --whole tries them all",
    "bench": "measures; NAME picks one, --json prints figures as one document",
    "backup": "one encrypted, verified archive of database and files",
    "restore": "brings an archive back into an empty place",
    "setup": "an installation for real work out of FILE.yaml: keys, settings, organisation, administrator",
    "doctor": "tells each fault of this installation with its remedy",
}
# Read plain files when the platform was never brought up, so they must not make a database.
READS_FILES_TOO = {"plan", "calendar"}


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    word = given[0] if given else "help"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lienthong.config.settings")
    try:
        if word in ("help", "--help", "-h"):
            return _help()
        if word in WORDS:
            return int(importlib.import_module(f"lienthong.config.ground.{word}").main(given[1:]))
        return manage(given)
    except EnvironmentFault as fault:
        print(fault, file=sys.stderr)
        return 2
    except ClusterFault as fault:
        print(fault, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _help() -> int:
    print("usage: ./lienthong WORD ...\n")
    for word, meaning in WORDS.items():
        print(f"  {word:9} {meaning}")
    print("\nAny other word is a management command; `./lienthong help_commands` lists them.")
    return 0


def manage(arguments: list[str]) -> int:
    """Runs a management command in this process; its exit status."""
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    with database(optional=arguments[0] in READS_FILES_TOO):
        try:
            execute_from_command_line(["lienthong", *arguments])
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else int(bool(end.code))
        except OperationalError as refusal:
            if getattr(refusal.__cause__, "sqlstate", None):  # it answered: a fault of ours, told in full
                raise
            print(f"The database does not answer: {first_line(refusal)}", file=sys.stderr)
            print("./lienthong doctor tells what is wrong and how to mend it.", file=sys.stderr)
            return 1
    return 0


@contextlib.contextmanager
def database(*, optional: bool = False) -> Iterator[Cluster | None]:
    """A database that answers for the length of a command, in ``LIENTHONG_DATABASE_URL``; gives the embedded
    cluster when it is that one.

    ``optional``: when none was ever made, go on without one.
    """
    cluster = house_cluster()
    if environment().database_url or (optional and not cluster.exists):
        yield None
        return
    with cluster.running() as url:
        os.environ["LIENTHONG_DATABASE_URL"] = url
        environment.cache_clear()
        yield cluster


if __name__ == "__main__":
    sys.exit(main())
