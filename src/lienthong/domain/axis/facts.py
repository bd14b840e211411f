"""What happened on the axis; ids only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class MessageSetAside(Fact):
    """A message could not be taken in: it waits in quarantine for an operator."""

    message: int
