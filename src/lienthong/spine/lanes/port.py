"""What every carrier of loads does; tests/spine/lanes holds each implementation to the same behaviour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Load:
    """``tries`` counts how often it was lent, this time included; ``failures`` how often it was said to have
    failed. Lent and no word of it: its carrier died. Where that happens again and again, the load may be what kills it.
    """

    lane: str
    key: str
    tries: int
    failures: int = 0
    fault: str = ""


class Transport(Protocol):
    def put(self, lane: str, key: str) -> bool:
        """False when the lane knows the key, whatever became of it: a message put twice is carried once."""
        ...

    def take(self, lane: str, *, most: int, lease: timedelta) -> Sequence[Load]:
        """Lends what has waited longest. Whoever says nothing within ``lease`` is taken for dead: it is lent anew."""
        ...

    def done(self, lane: str, key: str) -> None: ...
    def again(self, lane: str, key: str, *, after: timedelta, fault: str) -> None:
        """It failed; lent again once ``after`` has passed, to whoever asks first."""
        ...

    def dead(self, lane: str, key: str, *, fault: str) -> None:
        """Set aside: nobody is lent it until it is revived."""
        ...

    def revive(self, lane: str, key: str) -> bool:
        """Waits again with its tries and failures forgotten; False where it is not dead."""
        ...

    def list_dead(self, lane: str, *, most: int) -> Sequence[Load]: ...
    def count_waiting(self, lane: str) -> int: ...
