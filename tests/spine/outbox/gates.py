"""A handler that waits at a gate, so that its worker can be killed at its work."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lienthong.spine.actor import platform
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.facts import Fact
from lienthong.spine.outbox.handlers import PAPERS, on
from tests.spine.outbox.workers import wait_for


@dataclass(frozen=True)
class GateReached(Fact):
    gate_id: int
    waits: bool = True
    is_broken: bool = False


@on(GateReached, key="tests.pass")
def go_through(fact: GateReached, at: datetime) -> None:
    """Leaves one ledger entry as its effect."""
    record(by=platform("job"), verb="tests.pass", subject=f"gate:{fact.gate_id}", agency="GL", at=at)
    gate = Path(os.environ["GATE"])
    if fact.is_broken and not (gate / f"mended-{fact.gate_id}").exists():
        raise RuntimeError("the gate is broken")
    if fact.waits:
        (gate / f"reached-{fact.gate_id}-{os.getpid()}").touch()
        wait_for((gate / f"open-{fact.gate_id}").exists, 60)


@dataclass(frozen=True)
class PaperAsked(Fact):
    gate_id: int


@on(PaperAsked, key="tests.print", queue=PAPERS)
def set_paper(fact: PaperAsked, at: datetime) -> None:
    """A long paper: it is not done before its gate opens."""
    record(by=platform("job"), verb="tests.print", subject=f"gate:{fact.gate_id}", agency="GL", at=at)
    gate = Path(os.environ["GATE"])
    (gate / f"printing-{fact.gate_id}").touch()
    wait_for((gate / f"open-{fact.gate_id}").exists, 60)
