"""What happened to documents; ids only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class DocumentMoved(Fact):
    """Something happened to a document: ``verb`` as ``rules.moves.Verb`` names it."""

    document: int
    happening: int
    verb: str


@dataclass(frozen=True, slots=True)
class DocumentIssued(Fact):
    """It bears number, day and the agency's signature. ``about``: the subject of another room, or ""."""

    document: int
    about: str
