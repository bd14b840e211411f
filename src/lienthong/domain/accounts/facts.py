"""What happened to accounts; ``account`` is always the public id."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class PersonInvited(Fact):
    account: str


@dataclass(frozen=True, slots=True)
class PasswordResetAsked(Fact):
    account: str


@dataclass(frozen=True, slots=True)
class PasswordChanged(Fact):
    account: str


@dataclass(frozen=True, slots=True)
class AccountDisabled(Fact):
    account: str


@dataclass(frozen=True, slots=True)
class AccountEnabled(Fact):
    account: str


@dataclass(frozen=True, slots=True)
class PersonLeft(Fact):
    account: str


@dataclass(frozen=True, slots=True)
class NamesChanged(Fact):
    account: str


@dataclass(frozen=True, slots=True)
class SecondFactorCleared(Fact):
    account: str


@dataclass(frozen=True, slots=True)
class IdentityLinked(Fact):
    account: str
