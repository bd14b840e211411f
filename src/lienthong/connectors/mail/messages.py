from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """A plain-text letter. ``key`` names the wish that caused it: the same key is never delivered twice."""

    to: str
    subject: str
    body: str
    key: str
