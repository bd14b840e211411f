"""What is entered, taken in and settled is whole or has not happened: row, trace and line in the ledger."""

from dataclasses import dataclass
from functools import cache

from lienthong.domain.ministries import actions
from lienthong.domain.ministries import models as m
from lienthong.domain.ministries.queries import Answer
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.ledger.verification import verify
from tests.domain.cases.running import BEGUN
from tests.domain.ministries import running
from tests.domain.ministries.running import BOSS, CODE, OFFICER, line, take_in, used
from tests.faults.harness import Swept


@dataclass(frozen=True)
class Run:
    """One run's case, and what is told of it."""

    case: int
    number: str
    difference: int = 0


@cache
def version() -> int:
    return used()


def waiting(k: int) -> Run:
    return Run(running.received(version()), f"HT2021-1{k:05}")


def unknown(k: int) -> Run:
    version()
    number = f"HT2021-2{k:05}"
    take_in(line(number), digest=f"unknown {k}")
    return Run(0, number, m.Difference.objects.get(there=number).pk)


def enter(run: Run) -> None:
    actions.enter(case=run.case, system=CODE, number=run.number, by=OFFICER, at=BEGUN)


def bring(run: Run) -> None:
    ours = m.Entry.objects.get(case=run.case).case_number
    take_in(line(run.number, ours), line(f"{run.number}9"), digest=run.number)


def settle(run: Run) -> None:
    actions.settle(
        difference=run.difference, answer=Answer.EXPLAINED, explanation="Của xã", by=BOSS, at=BEGUN
    )


def entered_or_not(run: Run, done: bool, verb: str = "ministries.enter") -> None:
    entry = m.Entry.objects.get(case=run.case)
    traces = m.Trace.objects.filter(entry=entry, deed="ENTERED").count()
    assert bool(entry.number) == bool(traces) == (entry.state == "ENTERED")
    assert traces == 1 or not done
    verbs = [one.verb for one in ledger.list_entries(subject=f"case:{run.case}")]
    assert verb == "" or verbs.count(verb) == traces
    assert verify().is_sound


def taken_or_not(run: Run, done: bool) -> None:
    batch = m.Batch.objects.filter(digest=run.number).first()
    assert batch or not done
    assert bool(m.Entry.objects.get(case=run.case).number) == bool(batch)
    assert m.Difference.objects.filter(there=f"{run.number}9").exists() == bool(batch)
    if batch:
        assert m.Told.objects.filter(batch=batch).count() == 2
        entries = ledger.list_entries(subject=f"ministry_file:{batch.pk}")
        assert [one.verb for one in entries] == ["ministries.take_in"]
    entered_or_not(run, done, verb="")


def settled_or_not(run: Run, done: bool) -> None:
    row = m.Difference.objects.get(pk=run.difference)
    assert row.answer or not done
    entries = [one.verb for one in ledger.list_entries(subject=f"difference:{row.pk}")]
    assert entries == ["ministries.settle"] * bool(row.answer)
    assert verify().is_sound


SWEPT = [
    Swept(
        "put a number of a ministry’s software on a case", setup=waiting, action=enter, holds=entered_or_not
    ),
    Swept("take a file of a ministry’s software in", setup=waiting, action=bring, holds=taken_or_not),
    Swept("settle a difference", setup=unknown, action=settle, holds=settled_or_not),
]
