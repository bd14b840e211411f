"""The demonstration's duties counted anew: laid by the plan (bare SQL), what happened to them from its own file.

Nothing here uses the platform's queries, rules or calendar: both ways must come to the same figures.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from tests.factories.province import SLUG

from lienthong.config.ground.paths import DATA

_LAID = (
    "SELECT t.ref, o.key, o.agency, o.due, o.title FROM plans_obligation o JOIN plans_task t ON t.id = o.task_id"
    " JOIN plans_version v ON v.id = t.version_id JOIN plans_plan p ON p.id = v.plan_id AND p.slug = %s"
    " WHERE o.part = 'LEAD' ORDER BY t.position, o.id"
)


@dataclass
class Duty:
    """``document_on``: the day on the document handed in last; ``state``: what became of it."""

    ref: str
    key: str
    agency: str
    due: date | None
    title: str
    state: str = "open"
    document_on: date | None = None

    def word(self, day: date) -> str:
        """As the legend of the overview parts them."""
        if self.state == "done":
            return "on time" if not self.due or (self.document_on or day) <= self.due else "late"
        if self.state == "sent":
            return "sent"
        return "overdue" if self.due and self.due < day else "ahead"


def events() -> Iterator[dict[str, str]]:
    """What happened to the province's own plan."""
    with (DATA / "demo" / "events.csv").open(newline="", encoding="utf-8") as lines:
        yield from (row for row in csv.DictReader(lines) if not row["plan"])


def recount(day: date) -> list[Duty]:
    """Every duty of the agencies themselves, as it stood at the end of the day."""
    with connection.cursor() as cursor:
        cursor.execute(_LAID, [SLUG])
        duties = [Duty(*row) for row in cursor.fetchall()]
    for row in events():
        if row["at"] < (day + timedelta(days=1)).isoformat():
            _play(row, duties)
    return duties


def _play(row: dict[str, str], duties: list[Duty]) -> None:
    if row["verb"] == "request":
        due = date.fromisoformat(row["until"])
        duties += [Duty(row["ref"], "", agency, due, row["text"]) for agency in row["agencies"].split()]
        return
    meant = [
        one for one in duties if (one.ref, one.key, one.agency) == (row["ref"], row["key"], row["agency"])
    ]
    for duty in meant:  # none for contributions, and for what speaks of no single duty
        if row["verb"] == "series":
            duty.due = date.fromisoformat(row["until"].split(";")[0])
        elif row["verb"] == "submit":
            duty.state, duty.document_on = "sent", date.fromisoformat(row["on"])
        elif row["verb"] in ("accept", "return"):
            duty.state = {"accept": "done", "return": "returned"}[row["verb"]]


def workdays(after: date, until: date) -> int:
    """Working days later than ``after`` up to ``until``, counted one by one from the file of days off."""
    with (DATA / "calendars" / "days.csv").open(newline="", encoding="utf-8") as lines:
        kinds = {row["on"]: row["kind"] for row in csv.DictReader(lines)}
    days = [after + timedelta(days=ahead) for ahead in range(1, (until - after).days + 1)]
    return sum(kinds.get(day.isoformat(), "off" if day.weekday() > 4 else "") != "off" for day in days)
