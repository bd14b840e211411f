"""Small helps for processes: dying with the parent, free ports, ending a family."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import time

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)


def die_with_parent() -> None:
    """Asks the kernel to kill this process when its parent dies, even by ``kill -9``."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def free_port(first: int, bind: str, count: int = 1) -> int:
    """The first of ``count`` neighbouring free ports at or above ``first``; 0 lets the kernel choose."""
    for port in range(first, first + 200) if first else [_any_port(bind)]:
        if all(_is_free(port + step, bind) for step in range(count)):
            return port
    raise OSError(f"no free port from {first} on")


def _any_port(bind: str) -> int:
    with socket.socket() as probe:
        probe.bind((bind, 0))
        return int(probe.getsockname()[1])


def _is_free(port: int, bind: str) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except OSError:
            return False
    return True


def end(children: list[subprocess.Popen[bytes]], seconds: float = 10) -> None:
    """Asks politely, waits, then insists."""
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            child.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + seconds
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGKILL)
            child.wait()
