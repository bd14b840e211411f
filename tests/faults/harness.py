"""Kills an action at its k-th step, for every k until it completes, and checks after each kill what must
hold.

A step is a statement, the moment before and after a commit, and each sync, rename, link and unlink of a file.
One warmed process forks a child per k; the child alone connects, acts, and dies by SIGKILL; the parent then
recovers as a restart would and asks ``holds``. Run as ``python -m tests.faults.harness NAME``: exit 0 when
all invariants held, one line per fault found otherwise, and at the end ``NAME: k kills``.
"""

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

MOST_STEPS = 1_000
_FILE_STEPS = ("fsync", "rename", "replace", "link", "unlink")


def _nothing(_context: Any) -> None:
    return


@dataclass(frozen=True)
class Swept:
    """One action under the harness.

    ``setup(k)`` commits what the k-th run needs and returns its context; ``action(context)`` is run and
    killed; ``recover(context)`` does what the platform does after a restart (queued facts are always
    handled); ``holds(context, done)`` asserts what must be true. ``done`` says that the action returned: then
    its effect must be there, else it must be there wholly or not at all.
    """

    name: str
    setup: Callable[[int], Any]
    action: Callable[[Any], None]
    holds: Callable[[Any, bool], None]
    recover: Callable[[Any], None] = _nothing


class _Steps:
    """Counts steps in the child and kills it before the ``fatal`` one."""

    def __init__(self, fatal: int) -> None:
        self.left = fatal

    def step(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def around_statement(self, execute: Any, *call: Any) -> Any:
        self.step()
        return execute(*call)

    def around(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """A step before and a step after: what is lost when the answer never arrives?"""

        def stepped(*args: Any, **kwargs: Any) -> Any:
            self.step()
            result = work(*args, **kwargs)
            self.step()
            return result

        return stepped


def sweep(swept: Swept) -> int:
    """Kills ``swept`` at every step. Returns how many kills; raises AssertionError naming the step that broke
    it.
    """
    from django.db import connections

    for k in range(1, MOST_STEPS):
        context = swept.setup(k)
        connections.close_all()  # a child must not share a connection
        done = _run(swept, context, k)
        _wait_for_rollback()
        _recover(swept, context)
        try:
            swept.holds(context, done)
        except AssertionError as fault:
            raise AssertionError(f"{swept.name}, killed at step {k}: {fault}") from fault
        if done:
            return k - 1
    raise AssertionError(f"{swept.name} does not end within {MOST_STEPS} steps")


def _run(swept: Swept, context: Any, k: int) -> bool:
    """True when the action came to its end, False when it was killed. Another end of the child is a fault."""
    child = os.fork()
    if child == 0:
        _act(swept, context, k)
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    assert killed or os.WEXITSTATUS(status) == 0, f"{swept.name} failed by itself at step {k}"
    return not killed


def _act(swept: Swept, context: Any, k: int) -> None:
    """In the child: never returns."""
    from django.db import connection

    try:
        connection.ensure_connection()
        steps = _Steps(k)
        connection.execute_wrappers.append(steps.around_statement)
        connection._commit = steps.around(connection._commit)  # type: ignore[attr-defined]
        for name in _FILE_STEPS:
            setattr(os, name, steps.around(getattr(os, name)))
        swept.action(context)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _wait_for_rollback() -> None:
    """Until the server has noticed the death: nobody else is connected."""
    from django.db import connection

    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(f"{others} AND backend_type = 'client backend'")
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.002)
    raise AssertionError("the server still serves the killed process")


def _recover(swept: Swept, context: Any) -> None:
    from tests.faults.drain import drain

    swept.recover(context)
    drain()


def main() -> None:
    import django

    django.setup()
    from tests.faults.swept import SWEPT

    (swept,) = [one for one in SWEPT if one.name == sys.argv[1]]
    try:
        kills = sweep(swept)
    except AssertionError as fault:
        sys.exit(str(fault))
    print(f"{swept.name}: {kills} kills")


if __name__ == "__main__":
    main()
