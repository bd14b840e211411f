"""What happened to proposals; ids only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True)
class ActProposed(Fact):
    proposal: int


@dataclass(frozen=True)
class ProposalDecided(Fact):
    """``state`` is APPROVED, REFUSED or WITHDRAWN."""

    proposal: int
    state: str
