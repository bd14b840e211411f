"""What happened to money; ids only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class DemandSettled(Fact):
    """Nothing is owed any more: paid, waived or cancelled. ``about`` names what it was owed for."""

    demand: int
    about: str


@dataclass(frozen=True, slots=True)
class ReceiptIssued(Fact):
    receipt: int


@dataclass(frozen=True, slots=True)
class OrderAsked(Fact):
    """A citizen wants to pay through the payment platform."""

    order: int


@dataclass(frozen=True, slots=True)
class ElectronicAsked(Fact):
    """The provider of electronic receipts is to write a paper."""

    electronic: int


@dataclass(frozen=True, slots=True)
class RefundPaid(Fact):
    """Money left us again."""

    refund: int
