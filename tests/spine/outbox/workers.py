"""Real worker processes over the test database, and the handlers they run.

As a program (``python -m tests.spine.outbox.workers STALLED LOOK``, seconds) it is such a worker, with a quick
heartbeat.
"""

import contextlib
import faulthandler
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

HEARTBEAT = 0.3
STALLED_AFTER = 1.5
"""Seconds of silence after which a worker counts as dead, in the tests that kill one. In the others it is
``PATIENT``: on a busy machine a living worker may be silent that long, and would have its job taken from it."""
PATIENT = 30.0
ROOT = Path(__file__).parents[3]


@contextlib.contextmanager
def worker(
    gate: Path, *, stalled_after: float = PATIENT, look_every: float = 1.0
) -> Iterator[subprocess.Popen[bytes]]:
    """A worker whose ``GateReached`` handler waits in the folder ``gate``; killed at the end if it still
    lives.
    """
    command = [sys.executable, "-m", __name__, str(stalled_after), str(look_every)]
    started = subprocess.Popen(command, cwd=ROOT, env=environment(gate))
    try:
        wait_for(lambda: started.poll() is not None or (gate / f"up-{started.pid}").exists(), 60)
        assert started.poll() is None
        yield started
    except AssertionError:
        _tell_what_it_does(started)
        raise
    finally:
        started.kill()
        started.wait()


def _tell_what_it_does(started: subprocess.Popen[bytes]) -> None:
    """On standard error, which a failed test shows: its threads, and what the database has of it."""
    from django.db import connection

    print(f"worker {started.pid} ended: {started.poll()}", file=sys.stderr)
    with contextlib.suppress(ProcessLookupError):
        started.send_signal(signal.SIGUSR1)
        time.sleep(1)
    with connection.cursor() as cursor:
        for seen in (
            "SELECT pid, state, wait_event, left(query, 120) FROM pg_stat_activity",
            "SELECT id, status, task_name, lock, attempts, scheduled_at FROM procrastinate_jobs LIMIT 50",
        ):
            cursor.execute(seen)
            print(*cursor.fetchall(), sep="\n", file=sys.stderr)


def environment(gate: Path) -> dict[str, str]:
    from django.db import connection

    parts = connection.settings_dict
    url = f"postgresql://{parts['USER']}:{parts['PASSWORD']}@/{parts['NAME']}?host={parts['HOST']}"
    paths = os.pathsep.join([str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    return os.environ | {"LIENTHONG_DATABASE_URL": url, "PYTHONPATH": paths, "GATE": str(gate)}


def wait_for(condition: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lienthong.config.settings")
    import django

    django.setup()
    from lienthong.config.ground.processes import die_with_parent
    from lienthong.spine.outbox import engine
    from lienthong.spine.outbox import worker as real
    from tests.spine.outbox import gates  # noqa: F401  its handlers

    die_with_parent()
    faulthandler.register(signal.SIGUSR1)
    logging.getLogger("procrastinate").setLevel(logging.INFO)  # why a job is tried again
    engine.LOOK_EVERY = float(sys.argv[2])
    Path(os.environ["GATE"], f"up-{os.getpid()}").touch()
    real.run(heartbeat=HEARTBEAT, stalled_after=float(sys.argv[1]))


if __name__ == "__main__":
    main()
