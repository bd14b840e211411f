"""Files from strangers are opened by a program of their own: no secrets, no files, limits of time and memory."""

import json
import os
import subprocess
import sys
from typing import Any, Final

CPU_SECONDS: Final = 5
SECONDS: Final = 15.0  # of waiting, on a machine that has other work
MOST_BYTES: Final = 25_000_000


class TooMuchWork(Exception):
    """The file exhausted the limits, or broke the program that read it."""


def run_confined(
    task: str, told: dict[str, Any], content: bytes, *, seconds: float = SECONDS, cpu: int = CPU_SECONDS
) -> tuple[Any, bytes]:
    """What the program says of ``content`` (plain values of JSON), and the bytes it made. Raises TooMuchWork."""
    if len(content) > MOST_BYTES:
        raise TooMuchWork
    command = [sys.executable, "-s", "-P", "-m", "lienthong.spine.signatures.program", task, str(cpu)]
    head = json.dumps(told).encode() + b"\n"
    try:
        done = subprocess.run(
            command,
            input=head + content,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=_environment(),
        )
    except subprocess.TimeoutExpired:
        raise TooMuchWork from None
    if done.returncode:
        raise TooMuchWork
    said, _, made = done.stdout.partition(b"\n")
    return json.loads(said), made


def _environment() -> dict[str, str]:
    """Where our code lies and nothing else: no secret of ours is within reach of what a file might do."""
    return {"PYTHONPATH": os.environ.get("PYTHONPATH", ""), "PATH": os.defpath, "LANG": "C.UTF-8"}
