"""``./lienthong up --training``: a place for practice beside the one for work, with nothing of it but the program.

It starts anew in another folder of its own: database, files, keys, seals. Of the settings only what says how this
machine serves is taken along; addresses of partners, keys and the database of the place for work are not.
"""

import os
import sys
from collections.abc import Mapping
from typing import Final, Never

from lienthong.config.environment import PREFIX, Environment, environment
from lienthong.config.ground.paths import VAR

KEPT: Final = ("bind", "workers", "log_format", "allowed_hosts", "trusted_proxies", "province")
APART: Final = 100
"""The first port tried is so far from that of the place for work."""


def enter() -> Never:
    """Goes on as ``up`` of the other place, in this very process."""
    command = [sys.executable, "-m", "lienthong.config.cli", "up"]
    os.execve(sys.executable, command, variables(environment(), os.environ))  # noqa: S606 - our own program


def variables(settings: Environment, given: Mapping[str, str]) -> dict[str, str]:
    """What of the environment is taken along. An empty word outweighs one of ``.env``, and means: as if not said."""
    rest = {name: value for name, value in given.items() if not name.startswith(PREFIX)}
    empty = {
        f"{PREFIX}{name.upper()}{ending}": ""
        for name in Environment.model_fields
        if name not in KEPT
        for ending in ("", "_FILE")
    }
    own = {
        "MODE": "training",
        "VAR": str(VAR / "training"),
        "PORT": str(settings.port + APART if settings.port else 0),
    }
    kept = {name: value for name in KEPT if (value := given.get(f"{PREFIX}{name.upper()}", ""))}
    told = {f"{PREFIX}{name.upper()}": value for name, value in (own | kept).items()}
    return rest | empty | told
