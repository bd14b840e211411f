"""``./lienthong test [--all] [pytest's own words]``: parallel, in random order, on a throw-away database.

``--all`` adds what is marked ``whole``: sweeps, chaos and hostile files. No sweep has outgrown its share yet, so
``--all --whole`` is the same.
"""

import os
import subprocess
import sys

from lienthong.config.ground.paths import ROOT
from lienthong.config.ground.programs import in_ci, require


def main(arguments: list[str]) -> int:
    everything = "--all" in arguments or "--whole" in arguments
    rest = [word for word in arguments if word not in ("--all", "--whole")]
    if not require(strict=in_ci()):
        return 1
    os.environ.pop("LIENTHONG_DATABASE_URL", None)
    command = [sys.executable, "-m", "pytest", "-q"]
    if not any(word.startswith("-n") for word in rest):
        command += ["-n", "logical", "--dist", "worksteal"]
    if not everything and not any(word.startswith("-m") for word in rest):
        command += ["-m", "not whole"]
    return subprocess.run(command + rest, cwd=ROOT, check=False).returncode
