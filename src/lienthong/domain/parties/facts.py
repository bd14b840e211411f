"""What happened to parties. Ids only: whoever needs more asks, and is written down."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class PartyRegistered(Fact):
    party: int
    agency: str


@dataclass(frozen=True, slots=True)
class ProfileChanged(Fact):
    party: int


@dataclass(frozen=True, slots=True)
class ContactsChanged(Fact):
    party: int


@dataclass(frozen=True, slots=True)
class PartiesLinked(Fact):
    """``other`` is a second record of ``kept``."""

    kept: int
    other: int


@dataclass(frozen=True, slots=True)
class PartiesParted(Fact):
    kept: int
    other: int


@dataclass(frozen=True, slots=True)
class AuthorityGiven(Fact):
    authority: int
    party: int
    holder: int


@dataclass(frozen=True, slots=True)
class AuthorityEnded(Fact):
    authority: int
    party: int
    holder: int


@dataclass(frozen=True, slots=True)
class ConsentGiven(Fact):
    party: int
    purpose: str


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn(Fact):
    party: int
    purpose: str


@dataclass(frozen=True, slots=True)
class PaperKept(Fact):
    party: int
    paper: int


@dataclass(frozen=True, slots=True)
class IdentityVerified(Fact):
    account: str
    party: int
