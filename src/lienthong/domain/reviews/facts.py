"""What happened to reviews; ids only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class PlanIssued(Fact):
    """Agencies owe reviews from now on."""

    plan: int


@dataclass(frozen=True, slots=True)
class ReviewSubmitted(Fact):
    """A review waits for the office's opinion."""

    review: int


@dataclass(frozen=True, slots=True)
class ReviewSentBack(Fact):
    review: int


@dataclass(frozen=True, slots=True)
class ReviewAgreed(Fact):
    review: int


@dataclass(frozen=True, slots=True)
class ProposalsApproved(Fact):
    """The simplification of some procedures is decided; they are to be drafted anew."""

    decision: int


@dataclass(frozen=True, slots=True)
class OpinionAsked(Fact):
    """The draft of a legal document waits for the office's opinion."""

    text: int


@dataclass(frozen=True, slots=True)
class OpinionGiven(Fact):
    text: int
