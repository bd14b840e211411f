"""``./lienthong test [--all [--whole]] [pytest's own words]``: parallel, in random order, on a throw-away database."""

import os
import subprocess
import sys

from lienthong.config.ground.paths import ROOT
from lienthong.config.ground.programs import in_ci, require


def main(arguments: list[str]) -> int:
    everything, whole = "--all" in arguments, "--whole" in arguments
    rest = [word for word in arguments if word not in ("--all", "--whole")]
    if not require(strict=in_ci()):
        return 1
    os.environ.pop("LIENTHONG_DATABASE_URL", None)
    os.environ["LIENTHONG_SWEEP"] = "whole" if whole else "sample"
    os.environ["LIENTHONG_COMMIT"] = _commit()
    command = [sys.executable, "-m", "pytest", "-q"]
    if not any(word.startswith("-n") for word in rest):
        command += ["-n", "logical", "--dist", "worksteal"]
    if not everything and not any(word.startswith("-m") for word in rest):
        command += ["-m", "not whole"]
    return subprocess.run(command + rest, cwd=ROOT, check=False).returncode


def _commit() -> str:
    """Seeds the samples of sweeps, so that each commit looks at other cases and can be looked at again."""
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "0"
