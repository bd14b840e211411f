"""Dailies of the tests alone, with a diary of what they did."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time

import pytest

from lienthong.spine.actor import platform
from lienthong.spine.ledger.actions import record
from lienthong.spine.schedule import daily, registry


@dataclass
class Diary:
    """``turns`` as they were begun; ``broken`` holds the turns that fail after they have written."""

    turns: list[tuple[str, date, datetime]] = field(default_factory=list)
    broken: set[tuple[str, date]] = field(default_factory=set)

    def keeper(self, name: str) -> Callable[[date, datetime], None]:
        def work(day: date, at: datetime) -> None:
            self.turns.append((name, day, at))
            record(by=platform("job"), verb="tests.turn", subject=f"{name}:{day}", agency="GL", at=at)
            if (name, day) in self.broken:
                raise RuntimeError("the pen is broken")

        return work

    def days(self, name: str) -> list[date]:
        return [day for who, day, _ in self.turns if who == name]


@pytest.fixture
def diary(monkeypatch: pytest.MonkeyPatch) -> Diary:
    """Two dailies: ``tests.morning`` at half past seven, ``tests.evening`` at five."""
    monkeypatch.setattr(registry, "_dailies", {})
    diary = Diary()
    daily("tests.evening", at=time(17))(diary.keeper("tests.evening"))
    daily("tests.morning", at=time(7, 30))(diary.keeper("tests.morning"))
    return diary
