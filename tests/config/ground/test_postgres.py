"""The embedded server: shared by those who use it, stopped by the last, alive again after any kill."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from lienthong.config.ground.postgres import Cluster

HOLD = """
import sys
from pathlib import Path
from lienthong.config.ground.postgres import Cluster
with Cluster(Path(sys.argv[1]), durable=False).running():
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("cluster")
    for parent in (folder, folder.parent, folder.parent.parent):
        parent.chmod(0o755)
    yield folder
    with contextlib.suppress(OSError, ValueError):
        os.kill(server_of(folder), signal.SIGKILL)


def server_of(home: Path) -> int:
    return int((home / "data" / "postmaster.pid").read_text().split()[0])


def answers(cluster: Cluster) -> bool:
    try:
        psycopg.connect(cluster.url(), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def holder(home: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


def test_it_serves_utf8_with_vietnamese_letters_and_stops_after_use(home: Path) -> None:
    cluster = Cluster(home, durable=False)
    with cluster.running() as url, psycopg.connect(url) as connection:
        row = connection.execute("SELECT lower('Đ'), current_setting('server_encoding')").fetchone()
    assert row == ("đ", "UTF8")
    assert not answers(cluster)


def test_the_last_user_stops_it_not_the_first(home: Path) -> None:
    cluster = Cluster(home, durable=False)
    with holder(home) as other:
        with cluster.running():
            pass
        assert answers(cluster)
        other.communicate("")
    assert not answers(cluster)


def test_a_killed_user_does_not_keep_it_running(home: Path) -> None:
    cluster = Cluster(home, durable=False)
    with holder(home) as other:
        other.kill()
        other.wait()
    assert answers(cluster)  # nobody was left to stop it
    with cluster.running():
        pass
    assert not answers(cluster)


def test_committed_rows_outlive_a_killed_server(home: Path) -> None:
    cluster = Cluster(home)
    with cluster.running() as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept (n int)")
            connection.execute("INSERT INTO kept VALUES (7)")
        os.kill(server_of(home), signal.SIGKILL)
        time.sleep(0.2)
    with Cluster(home).running() as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT n FROM kept").fetchone() == (7,)


def test_a_pid_file_left_by_a_dead_machine_is_no_hindrance(home: Path) -> None:
    with Cluster(home, durable=False).running():
        kept = (home / "data" / "postmaster.pid").read_text()
    (home / "data" / "postmaster.pid").write_text(kept.replace(kept.split()[0], str(os.getpid()), 1))
    with Cluster(home, durable=False).running():
        assert answers(Cluster(home))


def test_a_server_whose_folder_was_removed_makes_way_for_a_new_one(home: Path) -> None:
    first = holder(home)
    first.kill()
    first.communicate()
    shutil.rmtree(home / "data")
    with Cluster(home, durable=False).running():
        assert answers(Cluster(home))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can own a folder that nobody may enter")
def test_it_runs_under_a_closed_home_of_root(home: Path) -> None:
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    with Cluster(closed / "pg", durable=False).running() as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
