"""Draws a sample from sweeps that have outgrown their share of a run.

``@pytest.mark.sampled(test=n, all=m)`` lets one in ``n`` or so run under ``./lienthong test`` (``--sampled=test``) and
one in ``m`` under ``test --all`` (``--sampled=all``); a run that is not named takes all. The commit decides which, so
that a failure comes again on the same commit and every case has its turn on others.
"""

from collections.abc import Callable
from hashlib import sha256

import pytest

from lienthong.config.ground.release import commit


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--sampled", choices=("test", "all"), help="the run whose share of the sweeps is drawn")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    run = config.getoption("--sampled")
    if not run:
        return
    is_drawn = drawing(commit())
    left_out = [item for item in items if not is_drawn(item.nodeid, _one_in(item, run))]
    if left_out:
        items[:] = [item for item in items if item not in set(left_out)]
        config.hook.pytest_deselected(items=left_out)


def drawing(seed: str) -> Callable[[str, int], bool]:
    """Whether a name is among the one in ``n`` that ``seed`` draws."""
    return lambda name, n: int.from_bytes(sha256(f"{seed}\n{name}".encode()).digest()[:8]) % n == 0


def _one_in(item: pytest.Item, run: str) -> int:
    mark = item.get_closest_marker("sampled")
    return int(mark.kwargs.get(run, 1)) if mark else 1
