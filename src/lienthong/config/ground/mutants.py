"""``./lienthong mutants [NAME...] [--whole] [--json]``: scores of the tests that watch the rules of weight."""

import os
import subprocess
import sys

from lienthong.config.ground.paths import ROOT
from lienthong.config.ground.processes import die_with_parent


def main(arguments: list[str]) -> int:
    """Another process: it makes a throw-away database, with settings of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LIENTHONG_")}
    command = [sys.executable, "-m", "tools.mutants", *arguments]
    return subprocess.run(command, env=kept, cwd=ROOT, check=False, preexec_fn=die_with_parent).returncode
