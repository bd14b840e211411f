"""Which release this is, for archives and reports."""

import subprocess
import tomllib

from lienthong.config.ground.paths import ROOT


def release() -> str:
    with (ROOT / "pyproject.toml").open("rb") as project:
        return str(tomllib.load(project)["project"]["version"])


def commit() -> str:
    """The commit of the checkout, marked when files differ from it; empty outside a checkout."""
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--abbrev=12"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()
