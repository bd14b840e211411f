"""A mutant's life: one forked process that imports the changed file and runs the tests until one fails."""

import contextlib
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, ModuleType

import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from lienthong.config.ground.processes import die_with_parent
from tools.mutants.subjects import Mutant, Subject

_OURS = ("lienthong", "tests", "__main__")
_QUIET = ["-q", "-x", "-p", "no:randomly", "-p", "no:xdist", "--hypothesis-seed=0", "--reuse-db"]
_QUIET += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # libraries are here before pytest is


@dataclass
class Baseline:
    """The tests without a mutant. ``modules``: what they brought in from elsewhere, imported before every fork."""

    seconds: dict[str, float]
    modules: list[str] = field(default_factory=list)

    @property
    def patience(self) -> float:
        """After how many seconds a mutant counts as found: it runs for ever, or as good as that."""
        return 5 + 3 * sum(self.seconds.values())

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Quick ones first, those that commit last: they clean by emptying tables."""
        items.sort(key=lambda one: (_commits(one), self.seconds.get(one.nodeid, 0)))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration


class BaselineFails(Exception):
    """The tests fail without any mutant; their output says why."""


@dataclass
class _Running:
    mutant: Mutant
    pid: int
    slot: str
    until: float


def baseline(subject: Subject, slots: Iterable[str], folder: Path) -> Baseline:
    """Runs the tests once; those that need a database in every slot, and once more, where they find it made.

    Raises BaselineFails.
    """
    known, told = Baseline({}), folder / "baseline.json"
    first, *others = slots
    for slot in (first, *others, first) if subject.database else (first,):
        output = folder / "baseline.txt"
        pid = _fork(lambda slot=slot: _tell(subject, slot, told), output)  # type: ignore[misc]
        if os.waitpid(pid, 0)[1]:
            raise BaselineFails(output.read_text(encoding="utf-8", errors="replace"))
        known = Baseline(**json.loads(told.read_text(encoding="utf-8")))
        _import(known.modules)
    return known


def survivors(
    subject: Subject, mutants: Iterable[Mutant], known: Baseline, slots: Iterable[str]
) -> Iterator[Mutant]:
    """Those of ``mutants`` that no test noticed, as they turn out; as many at once as there are slots."""
    waiting, free, running = iter(mutants), list(slots), list[_Running]()
    while True:
        while free and (mutant := next(waiting, None)):
            running.append(_start(subject, mutant, known, free.pop()))
        if not running:
            return
        time.sleep(0.01)
        for one in list(running):
            noticed = _noticed(one)
            if noticed is None:
                continue
            running.remove(one)
            free.append(one.slot if noticed != "killed" else f"{one.slot}x")
            if noticed == "":
                yield one.mutant


def _start(subject: Subject, mutant: Mutant, known: Baseline, slot: str) -> _Running:
    def run() -> int:
        sys.meta_path.insert(0, _Instead(mutant))
        return _test(subject, slot, known)

    return _Running(mutant, _fork(run, Path(os.devnull)), slot, time.monotonic() + known.patience)


def _noticed(one: _Running) -> str | None:
    """None while it runs, "" when nothing noticed it, else how it ended; a killed one leaves its database untidy."""
    pid, status = os.waitpid(one.pid, os.WNOHANG)
    if pid:
        return "failed" if status else ""
    if time.monotonic() < one.until:
        return None
    os.killpg(one.pid, signal.SIGKILL)
    os.waitpid(one.pid, 0)
    return "killed"


def _fork(run: Callable[[], int], output: Path) -> int:
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    status = 99
    try:
        os.setsid()
        die_with_parent()
        descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(descriptor, 1)
        os.dup2(descriptor, 2)
        status = run()
    except BaseException:  # whatever it is, this process must not go on as its parent would
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def _tell(subject: Subject, slot: str, told: Path) -> int:
    known = Baseline({})
    status = _test(subject, slot, known)
    foreign = [name for name in sys.modules if name.split(".")[0] not in _OURS]
    told.write_text(json.dumps({"seconds": known.seconds, "modules": foreign}), encoding="utf-8")
    return status


def _test(subject: Subject, slot: str, known: Baseline) -> int:
    url = conninfo_to_dict(os.environ["LIENTHONG_DATABASE_URL"])
    os.environ["LIENTHONG_DATABASE_URL"] = make_conninfo("", **url | {"dbname": slot})
    return int(pytest.main([*_QUIET, "-m", subject.marks, *subject.tests], plugins=[known]))


def _import(modules: Iterable[str]) -> None:
    for name in modules:
        if name not in sys.modules:
            with contextlib.suppress(Exception):  # some want settings first; the tests import them then
                importlib.import_module(name)


def _commits(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    return bool(mark and mark.kwargs.get("transaction"))


class _Instead(importlib.abc.MetaPathFinder):
    """Finds the mutant where its file would be found."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(
        self, name: str, _path: object = None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self.mutant.module:
            return None
        place = str(self.mutant.path)
        loader = _Loader(name, place)
        loader.source = self.mutant.mutation.source
        return importlib.util.spec_from_file_location(name, place, loader=loader)


class _Loader(importlib.machinery.SourceFileLoader):
    source: str

    def get_code(self, _name: str) -> CodeType:
        return compile(self.source, self.path, "exec")
