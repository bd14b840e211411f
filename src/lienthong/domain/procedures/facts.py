"""What happened to procedures; ids only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class ProcedureSubmitted(Fact):
    """A draft waits for control."""

    procedure: int
    version: int


@dataclass(frozen=True, slots=True)
class ProcedureSentBack(Fact):
    procedure: int
    version: int


@dataclass(frozen=True, slots=True)
class ProcedureAnnounced(Fact):
    procedure: int
    version: int


@dataclass(frozen=True, slots=True)
class ProcedurePublished(Fact):
    """The public sees the version; the one before it ends on the day on which this one begins."""

    procedure: int
    version: int


@dataclass(frozen=True, slots=True)
class ProcedureAbolished(Fact):
    procedure: int
    version: int


@dataclass(frozen=True, slots=True)
class VersionToSend(Fact):
    """The national database must hear of a version; ``event`` of ``rules.sending``, ``round`` 0 or told again."""

    procedure: int
    version: int
    event: str
    round: int


@dataclass(frozen=True, slots=True)
class ComparisonWanted(Fact):
    """Somebody wants to know now how the national database differs."""

    day: str


@dataclass(frozen=True, slots=True)
class TriggerRecorded(Fact):
    """A ministry's decision obliges the province to announce."""

    trigger: int
