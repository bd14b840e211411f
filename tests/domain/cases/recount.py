"""Table II.06a told a second time, from what happened and nothing else: shares no line with the platform."""

import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
BY_PORTAL = {"ONLINE", "ON_BEHALF"}
ENDS = {"SIGNED", "WITHDRAWN", "DENIED", "STOPPED"}
COUNTS_THE_DAY = {"RECEIVED", "SUPPLEMENT_RECEIVED", "RESUMED", "RECOUNTED"}
NAMES = (
    "received", "received_online", "received_direct_post", "carried_over", "resolved", "resolved_early",
    "resolved_on_time", "resolved_late", "pending", "pending_in_time", "pending_late",
)  # fmt: skip


@dataclass
class Told:
    """One case: who answers for it and what is known to have happened by the moment."""

    case: int
    owner: str
    procedure: str
    channel: str
    events: list[tuple[str, datetime, dict[str, Any]]]

    def at(self, *verbs: str) -> datetime | None:
        return next((moment for verb, moment, _data in self.events if verb in verbs), None)

    @property
    def last(self) -> str:
        return next((verb for verb, _at, _data in self.events if verb in ENDS), "")

    @property
    def legal(self) -> datetime | None:
        days = [
            data["due"]["due"]
            for verb, _at, data in self.events
            if verb in COUNTS_THE_DAY and data.get("due")
        ]
        return datetime.fromisoformat(days[-1]) if days else None

    @property
    def waits(self) -> bool:
        state = False
        for verb, _at, _data in self.events:
            if verb in {"SUPPLEMENT_ASKED", "PAUSED"}:
                state = True
            if verb in {"SUPPLEMENT_RECEIVED", "RESUMED"}:
                state = False
        return state


def told(known: datetime, at: datetime) -> Iterator[Told]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.id, c.owner, c.procedure, c.channel,"
            " array_agg(h.verb ORDER BY h.occurred_at, h.id), array_agg(h.occurred_at ORDER BY h.occurred_at, h.id),"
            " jsonb_agg(h.data ORDER BY h.occurred_at, h.id)::text"
            " FROM cases_case c JOIN cases_happening h ON h.case_id = c.id"
            " WHERE h.occurred_at <= %s AND h.recorded_at <= %s GROUP BY 1, 2, 3, 4",
            [at, known],
        )
        for case, owner, procedure, channel, verbs, moments, data in cursor.fetchall():
            events = list(zip(verbs, moments, json.loads(data), strict=True))
            yield Told(case, owner, procedure, channel, events)


def recount(
    first: date,
    last: date,
    *,
    now: datetime,
    known: datetime | None = None,
    owners: Collection[str] | None = None,
    plain_ends: dict[str, str] | None = None,
) -> tuple[Counter[str], dict[str, set[int]]]:
    """Each column with its figure and its cases. ``plain_ends``: verb -> "left out" | "on time" | "by date"."""
    rule = {"WITHDRAWN": "on time", "STOPPED": "by date", "DENIED": "by date"} | (plain_ends or {})
    begins = datetime.combine(first, time(), HERE)
    at = min(datetime.combine(last, time.max, HERE), now, known or now)
    cases: dict[str, set[int]] = {name: set() for name in NAMES}
    for one in told(known or datetime.max.replace(tzinfo=HERE, year=9000), at):
        if owners is None or one.owner in owners:
            for column in columns(one, begins, at, rule):
                cases[column].add(one.case)
    return Counter({name: len(found) for name, found in cases.items()}), cases


def columns(one: Told, begins: datetime, at: datetime, rule: dict[str, str]) -> list[str]:
    received, ended = one.at("RECEIVED"), one.at(*ENDS)
    if received is None or (ended and (ended < begins or rule.get(one.last) == "left out")):
        return []
    came = "carried_over"
    if received >= begins:
        came = "received_online" if one.channel in BY_PORTAL else "received_direct_post"
    if ended:
        return ["received", came, "resolved", _how(one, ended, rule)]
    is_late = one.legal is not None and one.legal < at and not one.waits
    return ["received", came, "pending", "pending_late" if is_late else "pending_in_time"]


def _how(one: Told, ended: datetime, rule: dict[str, str]) -> str:
    legal = one.legal
    if rule.get(one.last) == "on time" or legal is None:
        return "resolved_on_time"
    if ended > legal:
        return "resolved_late"
    is_before_the_day = ended.astimezone(HERE).date() < legal.astimezone(HERE).date()
    return "resolved_early" if is_before_the_day else "resolved_on_time"


def recount_by_sql(first: date, last: date, *, now: datetime, known: datetime | None = None) -> Counter[str]:
    """The same by plain SQL (recount.sql), a third hand: each column that is not nought."""
    begins = datetime.combine(first, time(), HERE)
    at = min(datetime.combine(last, time.max, HERE), now, known or now)
    given = {"begins": begins, "at": at, "known": known or datetime.max.replace(tzinfo=HERE, year=9000)}
    found: Counter[str] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(Path(__file__).with_suffix(".sql").read_text("utf-8"), given)
        for came, how, count in cursor.fetchall():
            for column in ("received", came, how.split("_")[0], how):
                found[column] += count
    return found


SIGHT = """
WITH seen AS (
    SELECT case_id, agency FROM cases_stand WHERE superseded_at IS NULL
    UNION SELECT case_id, agency FROM cases_side
    UNION SELECT case_id, agency FROM cases_consultation
    UNION SELECT case_id, agency FROM cases_original WHERE custody <> 'BACK'
    UNION SELECT id, owner FROM cases_case
), told AS (
    SELECT id AS case_id, substr(word, 2) AS agency FROM cases_case, unnest(tsvector_to_array(found_by)) AS word
    WHERE word LIKE '@%'
), seen_small AS (SELECT case_id, lower(agency) AS agency FROM seen)
(TABLE seen_small EXCEPT TABLE told) UNION ALL (TABLE told EXCEPT TABLE seen_small) ORDER BY 1, 2
"""


def misplaced() -> list[tuple[int, str]]:
    """Cases that an agency sees and does not find, or finds and does not see."""
    with connection.cursor() as cursor:
        cursor.execute(SIGHT)
        return [(case, agency) for case, agency in cursor.fetchall()]
