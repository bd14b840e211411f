"""What was found; ids only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class MatterOpened(Fact):
    matter: int
