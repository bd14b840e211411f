"""What happened to work files and lists; ids only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class ListMoved(Fact):
    """A list of files was submitted, approved or sent back: ``state`` as ``rules.moves.ListState``."""

    listing: int
    state: str


@dataclass(frozen=True, slots=True)
class HandOverGiven(Fact):
    hand_over: int


@dataclass(frozen=True, slots=True)
class HandOverTaken(Fact):
    """The archivist received its files, or gave some back."""

    hand_over: int


@dataclass(frozen=True, slots=True)
class ClearanceProposed(Fact):
    clearance: int
