"""Killed at every step: nothing answered is lost, nothing happens twice."""

import subprocess
import sys

import pytest

from tests.faults.conftest import ROOT
from tests.faults.swept import SWEPT


@pytest.mark.sampled(test=32, all=6)
@pytest.mark.parametrize("name", [swept.name for swept in SWEPT])
def test_nothing_is_lost_or_doubled(name: str, durable: dict[str, str]) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "tests.faults.harness", name]
    done = subprocess.run(command, cwd=ROOT, env=durable, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    kills = int(done.stdout.rsplit(": ", 1)[1].split()[0])
    assert kills >= 4, "the harness found no steps to kill at"


def test_the_harness_finds_an_action_that_forgets_its_transaction(durable: dict[str, str]) -> None:
    """A harness that cannot fail proves nothing."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.faults.careless"]
    done = subprocess.run(command, cwd=ROOT, env=durable, capture_output=True, text=True, check=False)
    assert "killed at step" in done.stdout, done.stderr
