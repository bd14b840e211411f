"""What happened to incoming documents and sendings; ids only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class IncomingMoved(Fact):
    """Something happened to an incoming document: ``verb`` as ``rules.moves.Verb`` names it."""

    incoming: int
    happening: int
    verb: str


@dataclass(frozen=True, slots=True)
class SendingAmended(Fact):
    """What was told of a sent document was put right by its sender."""

    sending: int
    amendment: int


@dataclass(frozen=True, slots=True)
class SendingMoved(Fact):
    """Something was said of a sending: ``status`` as ``rules.statuses.Status`` codes it."""

    sending: int
    word: int
    status: str
