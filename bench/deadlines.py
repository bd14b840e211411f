"""Due dates with their explanations, against date arithmetic that knows no calendar."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from bench import benchmark
from bench.figures import Figure
from bench.ground import Bench
from lienthong.config.ground.paths import DATA
from lienthong.spine.calendar.exchange import answer, read_files
from lienthong.spine.calendar.rules.days import places_of

ROWS = 10_000
UNITS = {"working_hour": 80, "working_day": 60, "calendar_day": 90, "month": 12}


@benchmark("deadlines")
def deadlines(bench: Bench) -> Iterator[Figure]:
    """10,000 due dates with explanations, as `calendar due` answers; the floor adds days and nothing more."""
    rows = _rows(bench)
    almanac = read_files(DATA / "calendars")
    calendars = {row["agency"]: almanac.calendar(*places_of(row["agency"])) for row in rows}
    yield from bench.calls("due dates", lambda: answer(rows, calendars.__getitem__), ROWS)
    yield from bench.calls("sums of dates", lambda: _sums(rows), ROWS, floor=True)


def _rows(bench: Bench) -> list[dict[str, Any]]:
    """Receipts of 2021 in every unit, at sixteen agencies."""
    draw = bench.random("deadlines")
    return [
        _row(date(2021, 1, 1) + timedelta(draw.randrange(365)), draw.choice(list(UNITS)), draw)
        for _ in range(ROWS)
    ]


def _row(on: date, unit: str, draw: Any) -> dict[str, Any]:
    start = f"{on}T{draw.randrange(7, 17):02}:{draw.randrange(60):02}:00"
    agency = f"GL-{23500 + draw.randrange(16)}"
    return {"start": start, "amount": draw.randint(1, UNITS[unit]), "unit": unit, "agency": agency}


def _sums(rows: list[dict[str, Any]]) -> list[str]:
    return [(date.fromisoformat(row["start"][:10]) + timedelta(row["amount"])).isoformat() for row in rows]
