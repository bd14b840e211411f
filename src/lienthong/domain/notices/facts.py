from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class DigestDue(Fact):
    """On the working morning ``day`` (ISO) there is something new to write to ``account`` (public id)."""

    account: str
    day: str
