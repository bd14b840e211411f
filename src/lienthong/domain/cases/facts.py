"""What happened to cases; ids only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class CaseMoved(Fact):
    """Something happened to a case: ``verb`` as ``rules.moves.Verb`` names it."""

    case: int
    happening: int
    verb: str
