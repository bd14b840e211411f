"""Judging a file in a process that can be stopped: no network, no files, limits of time and memory."""

import json
import os
import subprocess
import sys
from datetime import datetime
from typing import Final

from lienthong.spine.signatures.trust import Trust
from lienthong.spine.signatures.verdicts import Reason, Report

CPU_SECONDS: Final = 5
SECONDS: Final = 15.0  # of waiting, on a machine that has other work
MOST_BYTES: Final = 25_000_000
_TOO_MUCH: Final = Report(faults=(Reason.TOO_MUCH_WORK,))


def verify(paper: bytes, trust: Trust, *, at: datetime, seconds: float = SECONDS) -> Report:
    """What each signature is worth; ``at`` is technical time. Never raises for what is in the file."""
    if len(paper) > MOST_BYTES:
        return _TOO_MUCH
    head = json.dumps({"trust": trust.told(), "at": at.isoformat()}).encode() + b"\n"
    command = [sys.executable, "-s", "-P", "-m", "lienthong.spine.signatures.verifier", str(CPU_SECONDS)]
    try:
        done = subprocess.run(
            command, input=head + paper, capture_output=True, timeout=seconds, check=False, env=_environment()
        )
    except subprocess.TimeoutExpired:
        return _TOO_MUCH
    return Report.of(json.loads(done.stdout)) if done.returncode == 0 else _TOO_MUCH


def _environment() -> dict[str, str]:
    """Where our code lies and nothing else: no secret of ours is within reach of what a file might do."""
    return {"PYTHONPATH": os.environ.get("PYTHONPATH", ""), "PATH": os.defpath, "LANG": "C.UTF-8"}
