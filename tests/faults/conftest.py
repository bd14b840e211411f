"""One durable cluster a session: fsync on, the schema made once and copied for each sweep."""

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from lienthong.config.ground.postgres import Cluster

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def faults_cluster() -> Iterator[tuple[Cluster, Path]]:
    """The cluster and the folder beside it; its database ``lienthong`` is migrated and then only copied."""
    with tempfile.TemporaryDirectory(prefix="lienthong-faults-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        cluster = Cluster(home / "pg", durable=True, mortal=True)
        with cluster.running() as url:
            migrate = [sys.executable, "-W", "ignore", "-m", "django", "migrate", "-v0"]
            subprocess.run(migrate, cwd=ROOT, env=environment_of(url, home), check=True)
            yield cluster, home


@pytest.fixture
def durable(faults_cluster: tuple[Cluster, Path], request: pytest.FixtureRequest) -> dict[str, str]:
    """The environment in which programs find a durable, migrated database and a folder of their own: what one
    sweep leaves behind would multiply the steps of the next.
    """
    cluster, home = faults_cluster
    name = f"sweep_{hashlib.sha256(request.node.name.encode()).hexdigest()[:12]}"
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE lienthong").format(sql.Identifier(name)))
    (home / name).mkdir(mode=0o755)
    return environment_of(cluster.url(name), home / name)


def environment_of(url: str, home: Path) -> dict[str, str]:
    paths = os.pathsep.join([str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    ours = {
        "LIENTHONG_DATABASE_URL": url,
        "LIENTHONG_VAR": str(home),
        "LIENTHONG_MODE": "test",
        "PYTHONPATH": paths,
    }
    return os.environ | ours
