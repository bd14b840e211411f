"""Compositors that wait for the next paper, started when all others are busy."""

import atexit
import os
import select
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final, cast

from lienthong.spine.pdf.letters import FONTS

KEPT: Final = 4
"""How many may wait."""
PAPERS: Final = 500
"""How many one sets before another takes its place: what the typesetter remembers of them stays small."""
_PROGRAM: Final = Path(__file__).parent / "compositor.py"
_HEAD: Final = struct.Struct(">iQ")
_waiting: list["Compositor"] = []


class Compositor:
    """One process of ``compositor.py``, isolated (``-I``): it needs the typesetter and nothing of ours, no variable of
    the environment.
    """

    def __init__(self) -> None:
        command = [sys.executable, "-I", str(_PROGRAM), str(FONTS)]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8"},
        )
        self.papers = 0

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, told: bytes, seconds: float) -> tuple[int, bytes]:
        """The status and what was made. Raises TimeoutError, and EOFError when it was killed; either way it is over
        with this compositor.
        """
        self.papers, ends_at = self.papers + 1, time.monotonic() + seconds
        with suppress(BrokenPipeError):
            self._stdin.write(len(told).to_bytes(8) + told)
            self._stdin.flush()
        status, length = _HEAD.unpack(self._read(_HEAD.size, ends_at))
        return status, self._read(length, ends_at)

    def _read(self, length: int, ends_at: float) -> bytes:
        made = bytearray()
        while len(made) < length:
            ready, _, _ = select.select([self._stdout], [], [], max(0, ends_at - time.monotonic()))
            if not ready:
                raise TimeoutError
            part = os.read(self._stdout.fileno(), min(length - len(made), 1 << 20))
            if not part:
                raise EOFError
            made += part
        return bytes(made)

    def end(self) -> None:
        """Its paper, if it is at one, ends with it."""
        self._process.kill()
        self._process.wait()
        with suppress(BrokenPipeError):
            self._stdin.close()
        self._stdout.close()

    @property
    def _stdin(self) -> IO[bytes]:
        return cast("IO[bytes]", self._process.stdin)

    @property
    def _stdout(self) -> IO[bytes]:
        return cast("IO[bytes]", self._process.stdout)


@contextmanager
def compositor() -> Iterator[Compositor]:
    """One that waits, or a new one; it waits again afterwards, unless its work was cut off."""
    one = _take() or Compositor()
    try:
        yield one
    except BaseException:
        one.end()
        raise
    if len(_waiting) < KEPT and one.papers < PAPERS:
        _waiting.append(one)
    else:
        one.end()


def _take() -> Compositor | None:
    with suppress(IndexError):
        while True:
            one = _waiting.pop()
            if one.is_alive:
                return one
            one.end()
    return None


@atexit.register
def end_all() -> None:
    while one := _take():
        one.end()


os.register_at_fork(after_in_child=_waiting.clear)  # they are its parent's
