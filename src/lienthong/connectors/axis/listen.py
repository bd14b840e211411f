"""A stand-in that listens as long as its process lives."""

import threading
from contextlib import ExitStack
from typing import Final

from lienthong.connectors.listening import StandIn, listening

_open: Final = ExitStack()
_one: Final = threading.Lock()


def listen(stand_in: StandIn) -> str:
    """Host and port; it ends with the process, whose threads are daemons."""
    with _one:
        return _open.enter_context(listening(stand_in))
