"""What happened to cases; ids only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class CaseMoved(Fact):
    """Something happened to a case: ``verb`` as ``rules.moves.Verb`` names it. ``version`` of its procedure; 0 in facts
    that were stated before they told it.
    """

    case: int
    happening: int
    verb: str
    version: int = 0
