"""A province's year, simulated: ground, journal, batches. ``./lienthong simulate`` is its command.

The journal is written first, whole, agency by agency; then it is played in batches of whole agencies, each in one
transaction with one line in the ledger, so that a run that broke off goes on where it was.
"""

import hashlib
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import yaml
from django.db import connections

from lienthong.config import reference
from lienthong.config.ground.paths import DATA
from lienthong.config.ground.processes import die_with_parent
from lienthong.domain.cases.actions import Run, bare_tables, draw_stories, play_batch
from lienthong.domain.cases.exchange import read_story, write_head, write_story
from lienthong.domain.cases.queries import World, allot, list_batches, list_places
from lienthong.domain.procedures import actions, queries
from lienthong.domain.procedures.exchange import read_units
from lienthong.domain.procedures.queries import (
    Audience,
    Basis,
    Channel,
    Duration,
    Effect,
    Fee,
    Level,
    OnlineLevel,
    Paper,
    Pause,
    Record,
    Step,
    Supplement,
    Task,
    TimeUnit,
    Way,
)
from lienthong.spine import clock
from lienthong.spine.actor import Actor, platform

FOLDER: Final = DATA / "simulation"
OFFICE: Final = "GL-VPUBND"
CONTROLLER: Final = Actor(
    account="mp.kiemsoat", name="Mô phỏng Kiểm soát", agency=OFFICE, origin="simulation"
)
BY: Final = platform("simulation")
AT_LEAST: Final = 2_000
"""Cases of a batch, unless too few agencies are left."""
BARE_FROM: Final = 50_000
"""From so many cases on it is faster to make indexes afterwards."""

type Line = tuple[int, str]


class Refused(ValueError):
    """Why it is not simulated, in a sentence."""


@dataclass(frozen=True, slots=True)
class Wish:
    year: int
    cases: int
    seed: int

    @property
    def name(self) -> str:
        return f"{self.year}-{self.cases}-{self.seed}"

    @property
    def until(self) -> datetime:
        """The last minute of the year."""
        return datetime(self.year + 1, 1, 1, tzinfo=clock.ZONE) - timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Batch:
    """``offset`` and ``length`` are bytes of the journal; ``first`` is the place of its first case, from 1."""

    number: int
    first: int
    cases: int
    offset: int
    length: int


def lay_ground(year: int) -> World:
    """Agencies, calendars, units and procedures, as far as they are not there; the world that is played in."""
    at = datetime(year - 1, 12, 1, 8, tzinfo=clock.ZONE)
    reference.load_ground(by=BY, at=at)
    actions.load_units(units=read_units(FOLDER / "units.csv"), by=BY, at=at)
    entries = yaml.safe_load((FOLDER / "procedures.yaml").read_text(encoding="utf-8"))
    for entry in entries:
        if not queries.list_versions(entry["code"], drafts=True):
            _publish(entry, at)
    return World(year, {entry["code"]: float(entry["share"]) for entry in entries})


def _publish(entry: Mapping[str, Any], at: datetime) -> None:
    record, day = _record(entry), (at + timedelta(days=14)).date()
    version = actions.open_draft(code=entry["code"], name=record.name, keeper=OFFICE, by=BY, at=at)
    actions.redraft(version=version, record=record, seen=1, by=BY, at=at)
    for question in queries.list_questions(version, day):
        if question.finding.is_asked:
            code, about = question.finding.code.value, question.finding.about
            actions.answer(version=version, code=code, about=about, reason="Mô phỏng", by=BY, at=at)
    seen = queries.get_version(version).revision
    actions.submit(version=version, seen=seen, by=BY, at=at)
    actions.announce(
        version=version, decision="Mô phỏng", decided_on=at.date(), effective_from=day, by=CONTROLLER, at=at
    )
    actions.publish(version=version, by=CONTROLLER, at=at)


def _record(entry: Mapping[str, Any]) -> Record:
    amount, unit = str(entry["time"]).split()
    time = Duration(_number(amount), TimeUnit(unit))
    is_online = entry.get("online", True)
    channels = (Channel.COUNTER, Channel.POST, *([Channel.ONLINE] if is_online else []))
    return Record(
        name=entry["name"],
        field=entry["field"],
        levels=(Level(entry["level"]),),
        agencies=tuple(entry["agencies"]),
        audience=(Audience.CITIZEN,),
        sequence="Nộp, thụ lý, ký, trả kết quả.",
        result="Kết quả mô phỏng",
        online_level=OnlineLevel.FILING if is_online else OnlineLevel.FORMS,
        returns_by_post=True,
        ways=tuple(Way(channel, time) for channel in channels),
        papers=(Paper("Đơn đề nghị", originals=1), Paper("Giấy tờ kèm theo", copies=1)),
        fees=(Fee("Lệ phí", 0),),
        bases=(Basis("61/2018/NĐ-CP", "Nghị định về cơ chế một cửa"),),
        supplement=Supplement(
            entry.get("rounds", 1), _number(3), Effect(entry["effect"]), "Điều 19 Nghị định 61/2018/NĐ-CP"
        ),
        steps=tuple(_step(row, TimeUnit(entry.get("measure", "working_day"))) for row in entry["steps"]),
        form={"type": "object", "properties": {"noi_dung": {"type": "string", "title": "Nội dung"}}},
    )


def _number(given: object) -> Decimal:
    return Decimal(str(given))


def _step(row: list[Any], measure: TimeUnit) -> Step:
    name, unit, role, time, after, *mark = row
    tasks = {
        "ends": (Task(name, ends=True),),
        "tax": (Task(name, pauses=Pause.TAX_DUTY), Task("Đã nộp", resumes=True)),
    }.get(mark[0] if mark else "", (Task(name),))
    return Step(name, unit, role=role, time=_number(time), measure=measure, after=tuple(after), tasks=tasks)


def refuse_others(wish: Wish) -> None:
    """Raises Refused where another year, number or seed was played already."""
    if other := next((one.run for one in list_batches() if one.run != wish.name), None):
        raise Refused(
            f"Cơ sở dữ liệu này đã có mô phỏng {other}; mỗi cơ sở dữ liệu chỉ nhận một lần mô phỏng."
        )


def write_journal(
    path: Path, wish: Wish, world: World, *, processes: int, tell: Callable[[int], None]
) -> None:
    """Draws every agency's year and writes it down; there is no half a journal."""
    path.parent.mkdir(parents=True, exist_ok=True)
    places = list_places(world)
    shares = allot({place.code: weight for place, weight in places}, wish.cases)
    tasks = [(str(wish.seed), place, shares[place.code]) for place, _ in places if shares[place.code]]
    half, told = path.with_suffix(".part"), 0
    with half.open("w", encoding="utf-8", newline="") as file, _mapped(processes) as mapped:
        file.write(write_head(year=wish.year, cases=wish.cases, seed=wish.seed, procedures=_limits(world)))
        for count, text in mapped(_drawn, tasks):
            file.write(text)
            told += count
            tell(told)
    half.replace(path)


def _drawn(task: tuple[str, Any, int]) -> tuple[int, str]:
    seed, place, count = task
    stories = draw_stories(seed, place, count)
    return len(stories), "".join(write_story(story) for story in stories)


def _limits(world: World) -> dict[str, dict[str, Any]]:
    """Of each procedure what is needed to count its days and its shares by hand."""
    reaching = queries.which_reach_level_three([one.version for one in world.handlings.values()])
    online = {code for code, one in world.handlings.items() if one.version in reaching}
    found = {}
    for code, one in world.handlings.items():
        time = one.ways[0].duration
        if time is not None and one.supplement is not None:
            limit = {"amount": int(time.amount), "unit": time.unit.value}
            found[code] = limit | {"effect": one.supplement.effect.value, "online": code in online}
    return found


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def plan(path: Path) -> list[Batch]:
    """Whole agencies, put together until they make a batch."""
    batches: list[Batch] = []
    with path.open("rb") as file:
        offset, place = len(file.readline()), 1
        cases = length = 0
        for _, lines in groupby(file, key=lambda line: line[: line.index(b",")]):
            for line in lines:
                cases, length = cases + 1, length + len(line)
            if cases >= AT_LEAST:
                batches.append(Batch(len(batches) + 1, place, cases, offset, length))
                offset, place, cases, length = offset + length, place + cases, 0, 0
        if cases:
            batches.append(Batch(len(batches) + 1, place, cases, offset, length))
    return batches


def read_batch(path: Path, batch: Batch) -> list[tuple[int, Any]]:
    """The stories of a batch, each with its place in the journal."""
    with path.open("rb") as file:
        file.seek(batch.offset)
        lines = file.read(batch.length).decode().splitlines()
    return [(place, read_story(line)) for place, line in enumerate(lines, batch.first)]


def play(
    path: Path, wish: Wish, world: World, *, processes: int, tell: Callable[[int, int, int], None]
) -> int:
    """Plays what is not played yet; how many cases that were. Raises Refused when it began with another journal."""
    run = Run(wish.name, digest_of(path), wish.until)
    batches, done = plan(path), _done(run)
    left = [batch for batch in batches if batch.number not in done]
    tasks = [(path, batch, run) for batch in left]
    written = 0
    with bare_tables() if wish.cases >= BARE_FROM else nullcontext(), _mapped(processes, world) as mapped:
        for place, cases in enumerate(mapped(_played, tasks), 1):
            written += cases
            tell(len(batches) - len(left) + place, len(batches), written)
    return written


_lent: list[World] = []
"""The world that this process plays in: what it counted once serves all its batches."""


def _lend(*world: World) -> None:
    _lent[:] = world


def _begin(*world: World) -> None:
    die_with_parent()
    _lend(*world)


def _played(task: tuple[Path, Batch, Run]) -> int:
    path, batch, run = task
    return play_batch(run=run, batch=batch.number, stories=read_batch(path, batch), world=_lent[0], by=BY)


def _done(run: Run) -> set[int]:
    batches = [one for one in list_batches() if one.run == run.name]
    if any(one.journal != run.journal for one in batches):
        raise Refused("Nhật ký mô phỏng khác với lần chạy trước: dữ liệu tham chiếu đã thay đổi.")
    return {one.number for one in batches}


type Mapped = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]


@contextmanager
def _mapped(processes: int, *world: World) -> Iterator[Mapped]:
    """``map`` over processes that each have a connection of their own, and play in ``world``; over none, here."""
    if processes < 2:
        _lend(*world)
        yield map
        return
    connections.close_all()
    with multiprocessing.get_context("fork").Pool(processes, _begin, world) as pool:
        yield lambda call, tasks: pool.imap(call, tasks)
