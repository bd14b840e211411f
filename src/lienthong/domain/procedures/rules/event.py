from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LifeEventEntry:
    """A row of the reference file: an event of life leads to a field, or to what ``words`` find in it."""

    code: str
    position: int
    name: str
    field: str
    words: str
    effective_from: date
    effective_to: date | None
    source: str
    confirmed: bool
