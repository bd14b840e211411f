"""The process that handles facts and schedules."""

import ctypes
import os
import signal

from lienthong.spine.outbox import engine

CONCURRENCY = 4  # threads that handle at once, each with a connection of its own
HEARTBEAT = 5.0  # seconds
STALLED_AFTER = 20.0  # seconds without a heartbeat after which a worker counts as dead
_PR_SET_PDEATHSIG = 1


def run(
    *,
    wait: bool = True,
    concurrency: int = CONCURRENCY,
    heartbeat: float = HEARTBEAT,
    stalled_after: float = STALLED_AFTER,
) -> None:
    """Works until SIGTERM or SIGINT, finishing what it began; without ``wait``, until nothing is due."""
    engine.run(concurrency=concurrency, wait=wait, heartbeat=heartbeat, stalled_after=stalled_after)


def die_with_parent() -> None:
    """Asks the kernel for SIGTERM should the supervisor be killed, so that no worker outlives its house."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() == 1 and os.environ.get("LIENTHONG_SUPERVISED"):
        os.kill(os.getpid(), signal.SIGTERM)  # it died before we could ask
