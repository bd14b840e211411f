"""What happened here; ids only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class ComparisonWanted(Fact):
    """Somebody wants both sides laid beside each other now; days as ISO."""

    since: str
    until: str
