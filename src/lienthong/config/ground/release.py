"""Which state of the code this is, for reports."""

import subprocess

from lienthong.config.ground.paths import ROOT


def commit() -> str:
    """The commit of the checkout, marked when files differ from it; empty outside a checkout."""
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--abbrev=12"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()
