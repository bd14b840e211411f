"""``./lienthong test [--all] [pytest's own words]``: parallel, in random order, on a throw-away database.

``--all`` adds what is marked ``whole``: sweeps, chaos and hostile files; then the mutation scores. Sweeps that outgrew
their share of a run and the mutants are samples that the commit draws; ``--all --whole`` takes all of them. Whoever
names tests gets all that were named; with any word of pytest's own there are no scores.
"""

import os
import subprocess
import sys

from lienthong.config.ground import mutants
from lienthong.config.ground.paths import ROOT
from lienthong.config.ground.programs import in_ci, require


def main(arguments: list[str]) -> int:
    whole = "--whole" in arguments
    everything = whole or "--all" in arguments
    rest = [word for word in arguments if word not in ("--all", "--whole")]
    if not require(strict=in_ci()):
        return 1
    failed = _tests(rest, everything=everything, whole=whole)
    if everything and not rest:
        failed = mutants.main(["--whole"] if whole else []) or failed
    return failed


def _tests(rest: list[str], *, everything: bool, whole: bool) -> int:
    os.environ.pop("LIENTHONG_DATABASE_URL", None)
    command = [sys.executable, "-m", "pytest", "-q"]
    if not any(word.startswith("-n") for word in rest):
        workers = (os.cpu_count() or 1) + 1  # browsers and databases let one wait now and then
        command += ["-n", str(workers), "--dist", "worksteal"]
    if not everything and not any(word.startswith("-m") for word in rest):
        command += ["-m", "not whole"]
    if not whole and all(word.startswith("-") for word in rest):
        command.append(f"--sampled={'all' if everything else 'test'}")
    return subprocess.run(command + rest, cwd=ROOT, check=False).returncode
