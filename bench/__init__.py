"""The benchmarks that README quotes; ``./lienthong bench [NAME] [--json]`` runs them. See README.md beside.

A benchmark is a function under ``@benchmark("name")`` in any module here; ``name.part`` belongs to ``name``.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.figures import Figure
    from bench.ground import Bench

type Run = Callable[["Bench"], Iterator["Figure"]]


@dataclass(frozen=True, slots=True)
class Benchmark:
    name: str
    about: str
    run: Run


_REGISTER: dict[str, Benchmark] = {}


def benchmark(name: str) -> Callable[[Run], Run]:
    """Registers a function that yields figures, floor and all; the first line of its docstring is printed."""

    def register(run: Run) -> Run:
        if name in _REGISTER:
            raise ValueError(f"two benchmarks are called {name}")
        _REGISTER[name] = Benchmark(name, (run.__doc__ or "").strip().splitlines()[0], run)
        return run

    return register


def find(name: str = "") -> list[Benchmark]:
    """Those called ``name`` or ``name.part``; all without a name. Django must be set up."""
    for module in pkgutil.iter_modules(__path__):
        if module.name != "__main__":
            importlib.import_module(f"{__name__}.{module.name}")
    found = sorted(_REGISTER.values(), key=lambda one: one.name)
    return [one for one in found if not name or one.name == name or one.name.startswith(name + ".")]
