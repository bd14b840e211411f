"""``./lienthong bench [NAME] [--json] [--quick]``: measures on a database of its own under ``var/bench``."""

import os
import subprocess
import sys

from lienthong.config.ground.paths import ROOT, VAR
from lienthong.config.ground.processes import die_with_parent


def main(arguments: list[str]) -> int:
    """Another process, because its ``var`` is another: neither people's data nor theirs in the figures."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LIENTHONG_")}
    own = {
        "LIENTHONG_VAR": str(VAR / "bench"),
        "LIENTHONG_MODE": "demo",
        "LIENTHONG_NATIONAL_PORTAL_URL": "off",  # a stand-in would be told of a million simulated cases
        "LIENTHONG_FILES_DIR": str(VAR / "bench/files"),
    }
    command = [sys.executable, "-m", "bench", *arguments]
    return subprocess.run(
        command, env=kept | own, cwd=ROOT, check=False, preexec_fn=die_with_parent
    ).returncode
