"""A question on a telephone: how it stands, how long it waits, what is read there."""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Final


class RequestState(StrEnum):
    """``NEW`` has not reached the service; of ``MADE`` the signatures are here and not all in their papers yet.

    Over: ``DONE``, whatever became of each document; ``DECLINED`` by the person or the service; ``WITHDRAWN`` on the
    page; ``LAPSED``; ``LOST``: confirmed, but the signatures never came; ``VOID``: the key or the hat ended meanwhile.
    """

    NEW = "NEW"
    WAITING = "WAITING"
    MADE = "MADE"
    DONE = "DONE"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"
    LAPSED = "LAPSED"
    LOST = "LOST"
    VOID = "VOID"


UNANSWERED: Final = frozenset({RequestState.NEW, RequestState.WAITING})
OPEN: Final = UNANSWERED | {RequestState.MADE}
PATIENCE: Final = timedelta(minutes=5)
"""From the question to when it counts as not answered."""
GRACE: Final = timedelta(minutes=1)
"""In which a yes of the last moment is still heard."""
KEPT: Final = timedelta(hours=1)
"""How long what was signed waits for a time-stamp."""
_LONGEST: Final = 300


def words_of(code: str, titles: Sequence[str], *, seals: bool) -> str:
    """What the telephone shows, always in Vietnamese: the code first, that the page shows too."""
    deed = "Ký số của cơ quan" if seals else "Ký"
    if len(titles) == 1:
        return f"{code} · {deed}: {titles[0]}"[:_LONGEST]
    return f"{code} · {deed} {len(titles)} văn bản: {'; '.join(titles)}"[:_LONGEST]
