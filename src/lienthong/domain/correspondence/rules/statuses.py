"""The statuses of a document that was sent (QCVN 102:2016/BTTTT), as one table with the direction of each.

This table is also what the axis between nodes speaks: what is said here between two agencies of one house is there
said by messages.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Status(StrEnum):
    """The codes of the regulation; ``SENT`` is ours, before the recipient's software has it."""

    SENT = "00"
    ARRIVED = "01"
    REFUSED = "02"
    REGISTERED = "03"
    ASSIGNED = "04"
    IN_HAND = "05"
    DONE = "06"
    ASKED_BACK = "13"
    AGREED = "15"
    DECLINED = "16"


class Side(StrEnum):
    """Who says it."""

    SENDER = "SENDER"
    RECIPIENT = "RECIPIENT"


@dataclass(frozen=True, slots=True)
class Step:
    """``by`` whom it is said, ``after`` which statuses."""

    by: Side
    after: frozenset[Status]


_TAKEN: Final = frozenset({Status.REGISTERED, Status.ASSIGNED, Status.IN_HAND})
RECALLABLE: Final = frozenset({Status.SENT, Status.ARRIVED, *_TAKEN})
ENDED: Final = frozenset({Status.REFUSED, Status.DONE, Status.AGREED})
STEPS: Final[dict[Status, Step]] = {
    Status.ARRIVED: Step(Side.RECIPIENT, frozenset({Status.SENT})),
    Status.REFUSED: Step(Side.RECIPIENT, frozenset({Status.ARRIVED, *_TAKEN})),
    Status.REGISTERED: Step(Side.RECIPIENT, frozenset({Status.ARRIVED})),
    Status.ASSIGNED: Step(Side.RECIPIENT, frozenset({Status.REGISTERED, Status.IN_HAND})),
    Status.IN_HAND: Step(Side.RECIPIENT, frozenset({Status.REGISTERED, Status.ASSIGNED})),
    Status.DONE: Step(Side.RECIPIENT, _TAKEN),
    Status.ASKED_BACK: Step(Side.SENDER, RECALLABLE),
    Status.AGREED: Step(Side.RECIPIENT, frozenset({Status.ASKED_BACK})),
    Status.DECLINED: Step(Side.RECIPIENT, frozenset({Status.ASKED_BACK})),
}


def allows(status: Status, now: Status, by: Side) -> bool:
    step = STEPS.get(status)
    return step is not None and step.by is by and now in step.after


def after(status: Status, before: Status) -> Status:
    """How it stands after a status was said: a recall that was declined leaves it as it was before."""
    return before if status is Status.DECLINED else status


def way(status: Status, now: Status) -> tuple[Status, ...]:
    """What its recipient must have said from ``now`` on to say ``status``, that one last; () where it cannot.

    Between nodes a word may be lost or overtaken: whoever says that it is done has registered it.
    """
    reached: dict[Status, tuple[Status, ...]] = {now: ()}
    queue = [now]
    while queue:
        here = queue.pop(0)
        for said in _RECIPIENTS:
            if said not in reached and here in STEPS[said].after:
                reached[said] = (*reached[here], said)
                if said not in ENDED:
                    queue.append(said)
    return reached.get(status, ())


_RECIPIENTS: Final = (
    Status.ARRIVED,
    Status.REGISTERED,
    Status.ASSIGNED,
    Status.IN_HAND,
    Status.DONE,
    Status.REFUSED,
)
