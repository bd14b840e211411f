from lienthong.spine.audits import actions
from lienthong.spine.outbox import engine


@engine.task(actions.TASK)
def prove(audit: int) -> None:
    actions.run(audit=audit)
