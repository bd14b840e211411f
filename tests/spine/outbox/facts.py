"""Facts and handlers that exist in tests only."""

from dataclasses import dataclass
from datetime import datetime

from lienthong.spine.outbox.facts import Fact
from lienthong.spine.outbox.handlers import on


@dataclass(frozen=True)
class KettleBoiled(Fact):
    kettle_id: int
    where: str = ""


@dataclass(frozen=True)
class TeaPoured(Fact):
    kettle_id: int


@dataclass(frozen=True)
class CupFilled(Fact):
    kettle_id: int
    drinker: str


heard: list[tuple[str, Fact, datetime]] = []
broken: set[int] = set()


@on(KettleBoiled, key="tests.pour")
def pour(fact: KettleBoiled, at: datetime) -> None:
    if fact.kettle_id in broken:
        raise RuntimeError("no cup")
    heard.append(("pour", fact, at))


@on(KettleBoiled, key="tests.log")
def note(fact: KettleBoiled, at: datetime) -> None:
    heard.append(("log", fact, at))


@on(CupFilled, key="tests.thank", when=lambda fact: fact.drinker == "guest")
def thank(fact: CupFilled, at: datetime) -> None:
    heard.append(("thank", fact, at))
