"""What is mutated, which tests watch it and how many must be found: ``[tool.lienthong.mutants]`` in pyproject."""

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lienthong.config.ground.paths import ROOT
from tools.mutants.mutations import Mutation, mutations

SOURCE = ROOT / "src"


@dataclass(frozen=True, slots=True)
class Mutant:
    path: Path
    mutation: Mutation

    @property
    def module(self) -> str:
        parts = self.path.relative_to(SOURCE).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.mutation.line}: {self.mutation.what}"


@dataclass(frozen=True, slots=True)
class Subject:
    """``floor``: per cent that must be found. ``sample``: how many are tried unless the whole is asked for.

    ``database``: the tests that need one run too.
    """

    name: str
    files: tuple[str, ...]
    tests: tuple[str, ...]
    floor: float
    sample: int
    database: bool = False

    @property
    def marks(self) -> str:
        return "not whole and not browser" + ("" if self.database else " and not django_db")

    def mutants(self) -> list[Mutant]:
        paths = [path for name in self.files for path in _python_files(SOURCE / "lienthong" / name)]
        return [Mutant(path, one) for path in paths for one in mutations(path.read_text(encoding="utf-8"))]

    def drawn(self, seed: str) -> list[Mutant]:
        """The same sample for the same ``seed``, another one for the next commit."""
        every = self.mutants()
        return random.Random(f"{seed}:{self.name}").sample(every, min(self.sample, len(every)))  # noqa: S311


def subjects() -> list[Subject]:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["lienthong"]
    return [_subject(name, settings) for name, settings in table["mutants"].items()]


def _subject(name: str, settings: dict[str, Any]) -> Subject:
    lists = {key: tuple(settings[key]) for key in ("files", "tests")}
    return Subject(name, **settings | lists)


def _python_files(place: Path) -> list[Path]:
    if not place.exists():
        raise FileNotFoundError(f"{place} is named in pyproject.toml but is not there")
    return sorted(place.rglob("*.py")) if place.is_dir() else [place]
