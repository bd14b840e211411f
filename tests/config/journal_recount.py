"""Table II.06a told from a simulation's journal: plain code and the ``holidays`` package, no line of the platform's."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import holidays

YEARS = range(2020, 2024)
OFF = holidays.country_holidays("VN", years=YEARS)
MADE_UP = {day for year in YEARS for day in holidays.country_holidays("VN", years=year).weekend_workdays}
SESSIONS = ((time(7), time(11, 30)), (time(13, 30), time(17)))
ENDS = {"SIGNED", "WITHDRAWN", "DENIED", "STOPPED"}


def is_working(day: date) -> bool:
    return day in MADE_UP or (day.weekday() < 5 and day not in OFF)


def every_day(_day: date) -> bool:
    return True


@dataclass
class Told:
    """A line of the journal up to a moment. Times are local, without a zone, as they stand there."""

    agency: str
    channel: str
    limit: dict[str, Any]
    acts: list[tuple[str, datetime]]

    def at(self, *verbs: str) -> datetime | None:
        return next((moment for verb, moment in self.acts if verb in verbs), None)

    def until(self, moment: datetime) -> "Told":
        return Told(self.agency, self.channel, self.limit, [act for act in self.acts if act[1] <= moment])

    def waits(self, asked: str, answered: str) -> list[tuple[datetime, datetime | None]]:
        begun = [at for verb, at in self.acts if verb == asked]
        ended = [at for verb, at in self.acts if verb == answered]
        return [(at, ended[place] if place < len(ended) else None) for place, at in enumerate(begun)]

    @property
    def supplements(self) -> list[tuple[datetime, datetime | None]]:
        return self.waits("SUPPLEMENT_ASKED", "SUPPLEMENT_RECEIVED")

    @property
    def duties(self) -> list[tuple[datetime, datetime | None]]:
        return self.waits("PAUSED", "RESUMED")

    @property
    def is_waiting(self) -> bool:
        return any(answered is None for _, answered in [*self.supplements, *self.duties])

    @property
    def due(self) -> datetime:
        start = self.at("RECEIVED")
        assert start
        asked = [(one, other) for one, other in self.supplements if other]
        stops = [(one, other) for one, other in self.duties if other]
        if asked and self.limit["effect"] == "restart":
            start = max(other for _, other in asked)
        else:
            stops = sorted([*stops, *asked])
        return _due(start, self.limit["amount"], self.limit["unit"], stops)


def _due(start: datetime, amount: int, unit: str, stops: list[tuple[datetime, datetime]]) -> datetime:
    if unit == "working_hour":
        return _hours_later(start, amount * 60, stops)
    counts = is_working if unit == "working_day" else every_day
    day = start.date()
    if unit == "month":
        amount = (_months_later(day, amount) - day).days
    for asked, answered in stops:
        if answered.date() <= day:
            continue
        used = sum(counts(day + timedelta(days=n)) for n in range(1, (asked.date() - day).days + 1))
        if used >= amount:
            break
        day, amount = answered.date(), amount - used
    while amount:
        day += timedelta(days=1)
        amount -= counts(day)
    return datetime.combine(day, time(17))


def _months_later(day: date, amount: int) -> date:
    month = day.month - 1 + amount
    first = date(day.year + month // 12, month % 12 + 1, 1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def _hours_later(start: datetime, minutes: int, stops: list[tuple[datetime, datetime]]) -> datetime:
    """Minute by minute: what is open and not waited for counts."""
    at = start
    while minutes:
        is_open = is_working(at.date()) and any(opens <= at.time() < closes for opens, closes in SESSIONS)
        minutes -= is_open and not any(asked <= at < answered for asked, answered in stops)
        at += timedelta(minutes=1)
    return at


def read(journal: Path) -> Iterator[Told]:
    with journal.open(encoding="utf-8") as lines:
        procedures = json.loads(next(lines))["procedures"]
        for line in lines:
            told = json.loads(line)
            acts = [(act[0], datetime.fromisoformat(act[1])) for act in told["acts"]]
            yield Told(told["agency"], told["channel"], procedures[told["procedure"]], acts)


def recount(journal: Path, first: date, last: date, known_until: datetime) -> dict[str, Counter[str]]:
    """The columns of every agency. Withdrawn counts as on time, other ends by their day."""
    begins = datetime.combine(first, time())
    at = min(datetime.combine(last, time.max), known_until)
    found: dict[str, Counter[str]] = {}
    for told in read(journal):
        for column in _columns(told.until(at), begins, at):
            found.setdefault(told.agency, Counter())[column] += 1
    return found


def _columns(told: Told, begins: datetime, at: datetime) -> list[str]:
    received, ended = told.at("RECEIVED"), told.at(*ENDS)
    if received is None or (ended and ended < begins):
        return []
    came = "carried_over"
    if received >= begins:
        came = "received_online" if told.channel in {"ONLINE", "ON_BEHALF"} else "received_direct_post"
    if ended:
        return ["received", came, "resolved", _how(told, ended)]
    is_late = not told.is_waiting and told.due < at
    return ["received", came, "pending", "pending_late" if is_late else "pending_in_time"]


def _how(told: Told, ended: datetime) -> str:
    if told.at("WITHDRAWN") == ended:
        return "resolved_on_time"
    due = told.due
    if ended > due:
        return "resolved_late"
    return "resolved_early" if ended.date() < due.date() else "resolved_on_time"


def shares(journal: Path, first: date, last: date, known_until: datetime) -> dict[str, tuple[int, int]]:
    """The plan's five shares as (count, of). ``procedures`` of the journal's head say who can be filed online."""
    with journal.open(encoding="utf-8") as lines:
        head = json.loads(next(lines))["procedures"]
        told = [json.loads(line) for line in lines]
    received = [one for one in told if _within(one, "RECEIVED", first, last, known_until)]
    returned = [one for one in told if _within(one, "GIVEN", first, last, known_until)]
    level3 = [one for one in received if head[one["procedure"]]["online"]]
    online = [one for one in level3 if one["channel"] in {"ONLINE", "ON_BEHALF"}]
    by_post = [one for one in received if one["channel"] == "POST"]
    sent = [one for one in returned if one["return_by"] == "POST"]
    return {
        "ONLINE_PROCEDURES": (len(_kinds(online)), len(_kinds(level3))),
        "ONLINE_CASES": (len(online), len(level3)),
        "PROCEDURES": (len(_kinds(by_post) | _kinds(sent)), len(_kinds(received) | _kinds(returned))),
        "RECEIVED": (len(by_post), len(received)),
        "RETURNED": (len(sent), len(returned)),
    }


def _within(told: dict[str, Any], verb: str, first: date, last: date, known_until: datetime) -> bool:
    """Every procedure of the simulation is announced for the post."""
    moments = [datetime.fromisoformat(act[1]) for act in told["acts"] if act[0] == verb]
    return any(first <= at.date() <= last and at <= known_until for at in moments[:1])


def _kinds(told: list[dict[str, Any]]) -> set[str]:
    return {one["procedure"] for one in told}
