"""What happened here; ids only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class QuestionCame(Fact):
    """It is an agency's to answer: new, or passed to it by ``passing`` (0: by none)."""

    question: int
    passing: int


@dataclass(frozen=True, slots=True)
class ComparisonWanted(Fact):
    """Somebody wants both sides laid beside each other now; days as ISO."""

    since: str
    until: str
