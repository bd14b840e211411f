"""One durable cluster a session: fsync on, the schema made once."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from lienthong.config.ground.postgres import Cluster

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def durable() -> Iterator[dict[str, str]]:
    """The environment in which programs find a durable, migrated database of their own."""
    with tempfile.TemporaryDirectory(prefix="lienthong-faults-") as home:
        Path(home).chmod(0o755)
        with Cluster(Path(home, "pg"), durable=True).running() as url:
            environment = _environment(url, home)
            migrate = [sys.executable, "-W", "ignore", "-m", "django", "migrate", "-v0"]
            subprocess.run(migrate, cwd=ROOT, env=environment, check=True)
            yield environment


def _environment(url: str, home: str) -> dict[str, str]:
    paths = os.pathsep.join([str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    ours = {
        "LIENTHONG_DATABASE_URL": url,
        "LIENTHONG_VAR": home,
        "LIENTHONG_MODE": "test",
        "PYTHONPATH": paths,
    }
    return os.environ | ours
