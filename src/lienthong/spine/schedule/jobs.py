"""The technical clock beats each minute; what it then does is ruled by business time."""

from lienthong.spine import clock
from lienthong.spine.outbox import engine
from lienthong.spine.schedule import actions


@engine.every("* * * * *", "schedule.tick")
def take_due_turns() -> None:
    actions.tick(clock.now())
