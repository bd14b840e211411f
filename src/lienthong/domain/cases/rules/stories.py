"""What the simulation writes down before anything is counted: who filed what, and which acts followed when."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Act:
    """A verb of ``rules.moves``, when, and what the actor chose: a commune, a row of the process, a reason."""

    verb: str
    at: datetime
    chosen: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Story:
    """``person`` counts the applicants of an agency, who come back; ``procedure`` is its code."""

    agency: str
    procedure: str
    channel: str
    return_by: str
    person: int
    name: str
    content: str
    acts: tuple[Act, ...]
