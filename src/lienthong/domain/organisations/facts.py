"""What happened to agencies and people. Days are ISO text; codes and ids only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True)
class AgencyCreated(Fact):
    agency: str
    on: str


@dataclass(frozen=True)
class AgencyChanged(Fact):
    """Its name, kind, parent or official code is another from ``on``."""

    agency: str
    on: str


@dataclass(frozen=True)
class AgencySucceeded(Fact):
    """One edge of a reorganisation; where ``principal``, ``successor`` answers for all that is open (""
    nobody).
    """

    kind: str
    predecessor: str
    successor: str
    on: str
    principal: bool


@dataclass(frozen=True)
class GroupMembershipSet(Fact):
    group: str
    agency: str
    member: bool
    on: str


@dataclass(frozen=True)
class PositionAssigned(Fact):
    position: int
    account: str
    agency: str


@dataclass(frozen=True)
class PositionEnded(Fact):
    """``handed_to``: who takes the open work on, where that was said."""

    position: int
    account: str
    agency: str
    on: str
    handed_to: str = ""


@dataclass(frozen=True)
class PersonLeft(Fact):
    """Every hat of an account is off from ``on``; its open work goes to ``handed_to`` ("" to its chiefs)."""

    account: str
    handed_to: str
    on: str


@dataclass(frozen=True)
class WorkSubstituted(Fact):
    position: int
    account: str


@dataclass(frozen=True)
class SigningGiven(Fact):
    authority: str
    account: str
    agency: str


@dataclass(frozen=True)
class SigningRevoked(Fact):
    authority: str
    account: str
    agency: str


@dataclass(frozen=True)
class ReferenceLoaded(Fact):
    agencies: int
