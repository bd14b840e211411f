"""What the house does by itself on a technical schedule, in real time."""

from lienthong.spine.files.actions import sweep
from lienthong.spine.ledger.actions import seal
from lienthong.spine.outbox import engine


@engine.every("5 17 * * *", "ledger.seal")
def seal_the_day() -> None:
    """Five past midnight in Viet Nam (17:05 UTC)."""
    seal()


@engine.every("20 18 * * *", "files.sweep")
def sweep_orphans() -> None:
    sweep()
