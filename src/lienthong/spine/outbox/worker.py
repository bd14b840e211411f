"""The process that handles facts and schedules."""

from lienthong.spine.outbox import engine

CONCURRENCY = 4  # threads that handle at once, each with a connection of its own
PAPERS_AT_ONCE = (
    2  # threads that set papers, each with a typesetter of its own: a receipt need not wait for a book
)
CALLS_AT_ONCE = 2  # threads that wait for other systems' answers, which may hang
HEARTBEAT = 5.0  # seconds
STALLED_AFTER = 20.0  # seconds without a heartbeat after which a worker counts as dead


def run(
    *,
    wait: bool = True,
    concurrency: int = CONCURRENCY,
    papers: int = PAPERS_AT_ONCE,
    calls: int = CALLS_AT_ONCE,
    heartbeat: float = HEARTBEAT,
    stalled_after: float = STALLED_AFTER,
) -> None:
    """Works until SIGTERM or SIGINT, finishing what it began; without ``wait``, until nothing is due."""
    engine.run(
        concurrency=concurrency,
        papers=papers,
        calls=calls,
        wait=wait,
        heartbeat=heartbeat,
        stalled_after=stalled_after,
    )
