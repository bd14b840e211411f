"""What people said, and what was answered; ids only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class CaseRated(Fact):
    """For the first time, or otherwise than before."""

    case: int
    rating: int


@dataclass(frozen=True, slots=True)
class RemarkRaised(Fact):
    remark: int


@dataclass(frozen=True, slots=True)
class RemarkAnswered(Fact):
    remark: int
