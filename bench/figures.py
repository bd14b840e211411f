"""What is measured and how it is told."""

import math
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import psycopg

from lienthong import __version__
from lienthong.config.ground.release import commit

LIBRARIES = ("django", "psycopg", "granian", "procrastinate")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement. ``floor`` marks what cannot be beaten: the same bytes or rows without our code.

    Times are milliseconds; ``per_second`` counts what succeeded.
    """

    what: str
    load: str
    count: int
    errors: int
    per_second: float
    p50: float
    p95: float
    p99: float
    floor: bool = False
    note: str = ""


def figure(what: str, load: str, seconds: Sequence[float], span: float, **more: Any) -> Figure:
    """``seconds``: of each success; ``span``: the whole time measured; ``more``: errors, floor, note."""
    times = sorted(seconds)
    p50, p95, p99 = (round(1000 * percentile(times, share), 3) for share in (50, 95, 99))
    words = {"errors": 0} | more
    return Figure(
        what, load, len(times), per_second=round(len(times) / span, 1), p50=p50, p95=p95, p99=p99, **words
    )


def percentile(ordered: Sequence[float], share: float) -> float:
    """Nearest rank: a time that was really measured. NaN of nothing."""
    if not ordered:
        return math.nan
    return ordered[max(0, math.ceil(len(ordered) * share / 100) - 1)]


def circumstances(url: str) -> dict[str, Any]:
    """Machine, versions and commit: without them a figure means nothing."""
    with psycopg.connect(url) as connection:
        server = connection.info.parameter_status("server_version")
    return {
        "machine": {
            "processor": _processor(),
            "cores": os.cpu_count(),
            "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
            "system": platform.platform(),
            "load_average": round(os.getloadavg()[0], 2),
        },
        "versions": {"lienthong": __version__, "python": platform.python_version(), "postgresql": server}
        | {name: metadata.version(name) for name in LIBRARIES},
        "commit": commit(),
    }


def table(figures: Sequence[Figure]) -> str:
    head = f"  {'':44} {'load':28} {'per s':>9} {'p50 ms':>9} {'p95 ms':>9} {'p99 ms':>9} {'errors':>7}"
    return "\n".join([head, *map(_row, figures)])


def as_json(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """NaN is no JSON: a time that nothing had is null."""
    rows = [asdict(one) for one in figures]
    return [
        {k: None if isinstance(v, float) and math.isnan(v) else v for k, v in row.items()} for row in rows
    ]


def _row(one: Figure) -> str:
    name = f"floor: {one.what}" if one.floor else one.what
    times = " ".join(f"{value:9.2f}" for value in (one.p50, one.p95, one.p99))
    note = f"  {one.note}" if one.note else ""
    return f"  {name:44} {one.load:28} {one.per_second:9.1f} {times} {one.errors:7}{note}"


def _processor() -> str:
    lines = (
        Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        if Path("/proc/cpuinfo").exists()
        else []
    )
    return next(
        (line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
