"""The process that handles facts and schedules."""

from lienthong.spine.outbox import engine

CONCURRENCY = 4  # threads that handle at once, each with a connection of its own
HEARTBEAT = 5.0  # seconds
STALLED_AFTER = 20.0  # seconds without a heartbeat after which a worker counts as dead


def run(
    *,
    wait: bool = True,
    concurrency: int = CONCURRENCY,
    heartbeat: float = HEARTBEAT,
    stalled_after: float = STALLED_AFTER,
) -> None:
    """Works until SIGTERM or SIGINT, finishing what it began; without ``wait``, until nothing is due."""
    engine.run(concurrency=concurrency, wait=wait, heartbeat=heartbeat, stalled_after=stalled_after)
