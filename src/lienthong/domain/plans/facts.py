"""What happened to plans and to what they oblige to; ids only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class PlanImported(Fact):
    plan_id: int
    version_id: int


@dataclass(frozen=True, slots=True)
class PlanIssued(Fact):
    """A version is in force; its duties are laid, those it drops are closed."""

    plan_id: int
    version_id: int


@dataclass(frozen=True, slots=True)
class ObligationChanged(Fact):
    """Something happened to an obligation: ``verb`` as ``rules.standing.Verb`` names it."""

    obligation: int
    happening: int
    verb: str


@dataclass(frozen=True, slots=True)
class ContributionAsked(Fact):
    """``by``: the account of who asked."""

    obligation: int
    agency: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class ReportRequested(Fact):
    """``by``: the account of who asked."""

    obligation: int
    agency: str
    by: str = ""
