"""What happened to plans."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class PlanImported(Fact):
    plan_id: int
    version_id: int
