from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class CodeDue(Fact):
    """Somebody asked for a code to their telephone: ``trial`` holds it, encrypted."""

    trial: int


@dataclass(frozen=True, slots=True)
class ShortMessageDue(Fact):
    """A message is to go out; ``attempt`` counts from 1, and rises when a person sends it again."""

    message: int
    attempt: int
