from lienthong.spine.outbox import engine
from lienthong.spine.outbox.delivery import wake


@engine.every("* * * * *", "outbox.wake")
def find_lost_deliveries() -> None:
    """Nothing should be lost; whatever loses a job (an operator's hand in the queue, an upgrade) is healed
    here.
    """
    wake()
