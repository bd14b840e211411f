"""Starts a throw-away PostgreSQL before Django reads its settings, so that plain ``pytest`` works anywhere.

Loaded by ``-p tests.throwaway``; workers of a parallel run find the address in their environment.
"""

import atexit
import contextlib
import os
import tempfile
from pathlib import Path


def _provide() -> None:
    stack = contextlib.ExitStack()
    home = stack.enter_context(tempfile.TemporaryDirectory(prefix="lienthong-test-"))
    Path(home).chmod(0o755)
    Path(home, "static").mkdir()  # nothing is collected in tests, and its absence would be a warning
    os.environ["LIENTHONG_VAR"] = home
    from lienthong.config.ground.postgres import (
        Cluster,
    )  # only now: it looks where VAR is when it is imported

    os.environ["LIENTHONG_DATABASE_URL"] = stack.enter_context(
        Cluster(Path(home, "pg"), durable=False, mortal=True).running()
    )
    atexit.register(stack.close)


os.environ["LIENTHONG_MODE"] = "test"
if not os.environ.get("LIENTHONG_DATABASE_URL"):
    _provide()
