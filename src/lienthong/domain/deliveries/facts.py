"""What happened to parcels; ids and codes only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class OrderToTell(Fact):
    """The post is to hear of it."""

    order: int


@dataclass(frozen=True, slots=True)
class OrderDropped(Fact):
    """The post, which knows it already, is to forget it."""

    order: int


@dataclass(frozen=True, slots=True)
class HandedOver(Fact):
    """A list was signed for."""

    handover: int


@dataclass(frozen=True, slots=True)
class PapersArrived(Fact):
    """A list of what the post brought was signed."""

    arrival: int


@dataclass(frozen=True, slots=True)
class DeliveryFailed(Fact):
    """The post could not hand it over; it is on its way back."""

    order: int
    about: str


@dataclass(frozen=True, slots=True)
class AddressWanted(Fact):
    """A result is to go by post, and nobody said whereto or by which telephone."""

    order: int
    about: str


@dataclass(frozen=True, slots=True)
class DeliveryEnded(Fact):
    """``state``: DELIVERED, BACK or CANCELLED."""

    order: int
    about: str
    state: str
