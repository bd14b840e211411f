"""What happened to lists of destruction; ids only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class DisposalApproved(Fact):
    """The head decided: the worker destroys what is on the list."""

    disposal: int


@dataclass(frozen=True, slots=True)
class DisposalErased(Fact):
    """Everything on the list is gone from the database: the store is cleaned and the certificate written."""

    disposal: int
