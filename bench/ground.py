"""What a benchmark stands on: its own data, its own random numbers, served pages, the loads."""

import contextlib
import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.figures import Figure, figure
from bench.load import LOADS, Ask, drive
from lienthong.config.environment import environment
from lienthong.config.ground.paths import VAR
from lienthong.config.ground.processes import end, free_port
from lienthong.config.ground.up import Part, pages_command

SEED = 751
FLOOR = "/floor/"

type Asks = Callable[[int], Iterator[Ask]]


@dataclass(slots=True)
class Bench:
    """Handed to every benchmark. ``made`` tells what each set of data took to make, in seconds."""

    warm_up: float = 5.0
    measured: float = 30.0
    made: dict[str, float] = field(default_factory=dict)

    @property
    def is_quick(self) -> bool:
        """Shows that it runs: data may be small."""
        return self.measured < 5

    def random(self, name: str) -> random.Random:
        """The same numbers on every run, others for every ``name``."""
        return random.Random(f"{SEED}:{name}")

    def data[T](self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` returned (plain JSON), made once and kept; another ``name`` renews it."""
        kept = VAR / "made" / f"{name}.json"
        if kept.is_file():
            content = json.loads(kept.read_text(encoding="utf-8"))
            self.made[name] = content["seconds"]
            return content["value"]  # type: ignore[no-any-return]
        began = time.perf_counter()
        value = make()
        self.made[name] = round(time.perf_counter() - began, 1)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps({"seconds": self.made[name], "value": value}), encoding="utf-8")
        return value

    def loads(self, what: str, port: int, asks: Asks, **more: Any) -> Iterator[Figure]:
        """``what`` under the three loads; ``asks(n)`` is the endless stream of requests of the n-th user."""
        for load in LOADS:
            users = [asks(number) for number in range(load.users)]
            sample = drive(port, users, load.wait, self.warm_up, self.measured)
            words = {"errors": sample.errors, "note": "; ".join(sample.words)} | more
            yield figure(what, load.name, sample.seconds, self.measured, **words)

    def calls(
        self, what: str, call: Callable[[], object], per_call: int = 1, **more: Any
    ) -> Iterator[Figure]:
        """One caller who calls again and again; ``per_call`` rows each time make the rows a second."""
        self._repeat(call, self.warm_up)
        began = time.perf_counter()
        seconds = self._repeat(call, self.measured)
        span = time.perf_counter() - began
        load = f"1 caller, {per_call} rows a call" if per_call > 1 else "1 caller"
        yield figure(what, load, seconds, span / per_call, **more)

    @contextlib.contextmanager
    def served(self, floor: Path | None = None) -> Iterator[int]:
        """The port of page workers, started as `up` does; ``floor``: a folder they serve without our code."""
        port = free_port(environment().port, "127.0.0.1")
        more = ("--static-path-route", FLOOR.rstrip("/"), "--static-path-mount", str(floor)) if floor else ()
        workers = Part("bench-pages", pages_command(port, *more))
        workers.start()
        try:
            _wait(port, workers)
            yield port
        finally:
            end([workers.child] if workers.child else [])

    @staticmethod
    def _repeat(call: Callable[[], object], seconds: float) -> list[float]:
        times: list[float] = []
        ends = time.perf_counter() + seconds
        while (began := time.perf_counter()) < ends or not times:
            call()
            times.append(time.perf_counter() - began)
        return times


def _wait(port: int, workers: Part) -> None:
    deadline = time.monotonic() + 60
    while not drive(port, [iter([Ask("/healthz")] * 2)], 0.1, 0, 0.1).seconds:
        workers.watch(time.monotonic())
        if time.monotonic() > deadline:
            raise RuntimeError(f"the page workers do not answer: see {VAR / 'log' / 'bench-pages.log'}")
