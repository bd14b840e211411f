"""Draws a sample from sweeps that have outgrown their share of ``test --all``.

``@pytest.mark.sampled(n)`` lets one in ``n`` or so run where ``--sampled`` is given: by ``./lienthong test --all``.
The commit decides which, so that a failure comes again on the same commit and every case has its turn on others.
"""

from collections.abc import Callable
from hashlib import sha256

import pytest

from lienthong.config.ground.release import commit


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--sampled", action="store_true", help="a sample of the sweeps marked so, by the commit")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--sampled"):
        return
    is_drawn = drawing(commit())
    left_out = [item for item in items if not is_drawn(item.nodeid, _one_in(item))]
    if left_out:
        items[:] = [item for item in items if item not in set(left_out)]
        config.hook.pytest_deselected(items=left_out)


def drawing(seed: str) -> Callable[[str, int], bool]:
    """Whether a name is among the one in ``n`` that ``seed`` draws."""
    return lambda name, n: int.from_bytes(sha256(f"{seed}\n{name}".encode()).digest()[:8]) % n == 0


def _one_in(item: pytest.Item) -> int:
    mark = item.get_closest_marker("sampled")
    return int(mark.args[0]) if mark else 1
