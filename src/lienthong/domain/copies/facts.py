"""What happened to copies; ids only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class CopyMoved(Fact):
    """Something happened to a copy: ``verb`` as ``rules.moves.Verb`` names it."""

    copy: int
    happening: int
    verb: str
