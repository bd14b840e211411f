"""Who listens to which fact."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Final

from lienthong.spine.outbox.facts import Fact

type Handler[F: Fact] = Callable[[F, datetime], None]

FACTS: Final = "default"
PAPERS: Final = "papers"
"""The queues: what is quick, and what sets long papers. The one never waits for the other."""

_keys: dict[str, Handler[Fact]] = {}
_queues: dict[str, str] = {}
_listening: dict[type[Fact], list[tuple[str, Callable[[Fact], bool]]]] = defaultdict(list)


def _always(fact: Fact) -> bool:
    del fact
    return True


def on[F: Fact](
    fact: type[F], *, key: str, queue: str = FACTS, when: Callable[[F], bool] = _always
) -> Callable[[Handler[F]], Handler[F]]:
    """Declares a handler ``f(fact, at)``: in ``reactions`` or ``jobs`` modules, which every process imports.

    ``key`` is ``room.what``, unique and stable: it is stored, and tells which deliveries are done. The
    handler runs in one transaction with the note that it ran, in order for one subject; ``at`` is the fact's
    business time. What it does outside the database must bear repetition. Who sets papers asks for the queue
    ``PAPERS``.
    """

    def register(handler: Handler[F]) -> Handler[F]:
        if key in _keys:
            raise ValueError(f"two handlers are called {key}")
        _keys[key] = handler  # type: ignore[assignment]
        _queues[key] = queue
        _listening[fact].append((key, when))  # type: ignore[arg-type]
        return handler

    return register


def keys_of(fact: Fact) -> tuple[str, ...]:
    """The handlers that are to hear of it."""
    return tuple(key for key, when in _listening[type(fact)] if when(fact))


def handler(key: str) -> Handler[Fact]:
    """The handler called ``key``. Raises LookupError when it left the code: its deliveries become dead
    letters.
    """
    return _keys[key]


def queue_of(key: str) -> str:
    """The queue of the handler called ``key``; one that left the code fails in the common queue."""
    return _queues.get(key, FACTS)
