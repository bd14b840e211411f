"""What happened here; ids only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class MessageWritten(Fact):
    """A message waits to be sent to its subscription's address."""

    message: int


@dataclass(frozen=True, slots=True)
class SubscriptionPaused(Fact):
    """An address did not take messages for days, or said that it is gone."""

    subscription: int
