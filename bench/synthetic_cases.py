"""Cases of a province for a year, as many as asked for: each a story drawn from some hundreds, moved to its own week.

The stories are folded by the room's own rules, so that the rows are those that the actions would have written. They go
in by COPY; what makes cases of them is one INSERT ... SELECT a table, with the indexes made afterwards.
"""

import random
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from lienthong.domain.cases.actions.common import NEVER, columns
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.standing import Event, Stand, history
from lienthong.spine.clock import ZONE
from lienthong.spine.text import search_key

MONDAY = datetime(2021, 10, 11, tzinfo=ZONE)
"""The stories begin in this week; a case of the n-th week before has them that much earlier."""
NOW = datetime(2021, 10, 15, 9, tzinfo=ZONE)
WEEKS, STORIES = 52, 400
SQL = Path(__file__).with_suffix(".sql")
TABLES = ("cases_case", "cases_happening", "cases_stand")
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Rơ Châm", "Ksor", "Siu", "Rmah", "Kpuih", "Đinh", "Hoàng", "Võ")
MIDDLES = ("Văn", "Thị", "Đức", "H’", "Ngọc", "Minh", "Quốc", "Thanh", "Y")
GIVENS = (
    "An",
    "Bình",
    "Chi",
    "Dũng",
    "Hà",
    "Hùng",
    "Lan",
    "Mai",
    "Nam",
    "Phúc",
    "Sơn",
    "Thảo",
    "Tuấn",
    "Yến",
)
PLACES = ("Ia Kênh", "Diên Phú", "Chư Á", "Trà Đa", "Biển Hồ", "Gào", "Hội Phú", "Yên Thế", "Thống Nhất")


@dataclass(frozen=True, slots=True)
class Story:
    channel: str
    events: tuple[Event, ...]


class Teller:
    """Draws stories: 30 of 100 come online, 10 of 100 wait for papers, some 5 are late, 4 end without a result."""

    def __init__(self) -> None:
        self.draw = random.Random(753)

    def tell(self) -> Story:
        channel = self.draw.choices(["COUNTER", "ONLINE", "POST", "ON_BEHALF"], [62, 27, 8, 3])[0]
        return Story(channel, tuple(self._events(channel)))

    def _events(self, channel: str) -> Iterator[Event]:
        draw = self.draw
        at = MONDAY + timedelta(days=draw.randint(0, 4), hours=8, minutes=draw.randint(0, 420))
        if channel in {"ONLINE", "ON_BEHALF"}:
            yield Event(Verb.FILED, at, {"agency": "", "due": _due(_days_on(at, 1))})
            at += timedelta(hours=draw.randint(1, 7))
        days = draw.choice((1, 3, 5, 10, 15, 20))
        legal = _days_on(at, days).replace(hour=17, minute=0)
        yield Event(
            Verb.RECEIVED, at, _step(1, "one_stop") | {"due": _due(legal), "holder": "", "papers": [1, 2]}
        )
        if draw.random() < 0.02:
            yield Event(Verb.WITHDRAWN, at + timedelta(hours=20), {"reason": "Người nộp rút"})
            return
        at += timedelta(hours=draw.randint(1, 4))
        yield Event(Verb.HANDED_OVER, at, {"done": 1, **_step(2, "office")})
        at, legal = yield from self._waited(at, legal)
        yield from self._ended(at, legal, days)

    def _waited(self, at: datetime, legal: datetime) -> Generator[Event, None, tuple[datetime, datetime]]:
        if self.draw.random() > 0.1:
            return at, legal
        asked, brought = at + timedelta(hours=20), at + timedelta(days=self.draw.randint(2, 25))
        yield Event(Verb.SUPPLEMENT_ASKED, asked, {"reason": "Thiếu bản vẽ", "items": ["Bản vẽ"], "round": 1})
        legal = legal + (brought - asked)
        yield Event(Verb.SUPPLEMENT_RECEIVED, brought, {"due": _due(legal), "papers": [2]})
        return brought, legal

    def _ended(self, at: datetime, legal: datetime, days: int) -> Iterator[Event]:
        draw = self.draw
        share = draw.uniform(0.3, 0.97) if draw.random() > 0.05 else draw.uniform(1.05, 2)
        signed = at + (legal - at) * share
        yield Event(Verb.PUT_TO_SIGN, at + (signed - at) * 0.7, {"done": 2, **_step(3, "leadership")})
        if draw.random() < 0.02:
            yield Event(draw.choice((Verb.DENIED, Verb.STOPPED)), signed, {"reason": "Không đủ điều kiện"})
            return
        yield Event(Verb.SIGNED, signed, {"document": "01/KQ"})
        brought = signed + timedelta(hours=draw.randint(1, 30))
        yield Event(Verb.BROUGHT, brought, _step(4, "one_stop"))
        yield Event(
            Verb.GIVEN,
            brought + timedelta(hours=draw.randint(1, 24 * days + 24)),
            {"to": "", "way": "COUNTER"},
        )


def _days_on(at: datetime, days: int) -> datetime:
    while days:
        at += timedelta(days=1)
        days -= at.weekday() < 5
    return at


def _due(at: datetime) -> dict[str, str]:
    return {"due": at.isoformat(), "rule": "", "explanation": ""}


def _step(step: int, unit: str) -> dict[str, Any]:
    return {"agency": "", "step": step, "unit": unit, "role": "specialist", "step_due": None}


@transaction.atomic
def fill(count: int, owners: Sequence[str]) -> dict[str, int]:
    """Writes ``count`` cases of these agencies, which lie at their owner throughout. Counts of rows."""
    teller = Teller()
    stories = [teller.tell() for _ in range(STORIES)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL session_replication_role = replica"
        )  # the rows are whole by the way they are made
        cursor.execute(_part("tables"))
        _copy(cursor, "made_event", _events(stories))
        _copy(cursor, "made_stand", _stands(stories))
        _copy(cursor, "made_story", [(n, story.channel, _first(story)) for n, story in enumerate(stories)])
        _copy(cursor, "made_owner", enumerate(owners))
        _copy(cursor, "made_name", [(n, name, search_key(name)) for n, name in enumerate(names())])
        _copy(cursor, "made_version", _versions(cursor))
        with _without_indexes(cursor):
            for name in ("parties", "cases", "happenings", "stands"):
                cursor.execute(_part(name), {"count": count, "now": NOW, "never": NEVER, "weeks": WEEKS})
        return {table: _count(cursor, table) for table in TABLES}


def _part(name: str) -> str:
    """A named part of the file of statements beside this one."""
    parts = SQL.read_text(encoding="utf-8").split("-- part: ")
    return next(part.partition("\n")[2] for part in parts if part.startswith(f"{name}\n"))


def _copy(cursor: Any, table: str, rows: Iterable[Sequence[Any]]) -> None:
    with cursor.copy(f"COPY {table} FROM STDIN") as out:
        for row in rows:
            out.write_row(row)


def _first(story: Story) -> datetime:
    return story.events[0].at


def _events(stories: Sequence[Story]) -> Iterator[Sequence[Any]]:
    for number, story in enumerate(stories):
        for place, event in enumerate(story.events):
            data = dict(event.data)
            due = data.pop("due", None)
            at = datetime.fromisoformat(due["due"]) if due else None
            yield number, place, str(event.verb), event.at, "agency" in data, at, Jsonb(data)


ELSEWHERE = {"agency", "holder", "awaited", "corrected", "beside"}
"""What the statements fill in: the owner's code, and nothing where no story has anything."""
STAND = (*(name for name in Stand._fields if name not in ELSEWHERE), "closed", "turn_at")


def _stands(stories: Sequence[Story]) -> Iterator[Sequence[Any]]:
    for number, story in enumerate(stories):
        for stand in history(story.events):
            row = columns(stand)
            yield number, *(row[name] for name in STAND)


def _versions(cursor: Any) -> list[Sequence[Any]]:
    """Every procedure of the reference in its first version."""
    cursor.execute(
        "SELECT v.id, p.code, v.name, v.field FROM procedures_version v JOIN procedures_procedure p"
        " ON p.id = v.procedure_id WHERE v.number = 1 ORDER BY p.code"
    )
    return [(place, *row, search_key(row[2])) for place, row in enumerate(cursor.fetchall())]


def names() -> list[str]:
    return [f"{one} {two} {three}" for one in FAMILIES for two in MIDDLES for three in GIVENS]


@contextmanager
def _without_indexes(cursor: Any) -> Iterator[None]:
    """Plain indexes are dropped before and made again after; those of constraints stay."""
    cursor.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
        " WHERE i.indrelid = ANY(%s::regclass[])"
        " AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)",
        [list(TABLES)],
    )
    found = cursor.fetchall()
    for name, _made in found:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for _name, made in found:
        cursor.execute(made)


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table}")
    (count,) = cursor.fetchone()
    return int(count)
