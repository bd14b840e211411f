"""The statements behind table II.06a: each case of a period once, with where it came from and how it stood at the end.

Three sources, of which a case is in one: resolved within the period; pending at its end; and of the few cases that were
written down later than they happened, whatever was known. The first two are answered from covering indexes alone.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, time
from typing import Any, Final

from lienthong.domain.cases.rules.counting import ONLINE, Column, Counting, Treatment
from lienthong.domain.cases.rules.moves import UNSIGNED, WAITING, State
from lienthong.spine import clock

KEYS: Final = {"unit": "owner", "procedure": "procedure", "field": "procedure", "channel": "channel"}


def _codes(states: Collection[State]) -> str:
    return ", ".join(f"'{state}'" for state in sorted(states))


_ZONE: Final = "'Asia/Ho_Chi_Minh'"
_SHOWN: Final = "case_id, owner, procedure, channel, received_at, legal_at"
_BY_DATE: Final = f"""CASE
    WHEN {{ended}} > legal_at THEN '{Column.LATE}'
    WHEN legal_at - {{ended}} > interval '1 day' THEN '{Column.EARLY}'
    WHEN ({{ended}} AT TIME ZONE {_ZONE})::date < (legal_at AT TIME ZONE {_ZONE})::date THEN '{Column.EARLY}'
    ELSE '{Column.ON_TIME}' END"""
_STILL: Final = f"""CASE
    WHEN legal_at < %(at)s AND state NOT IN ({_codes(WAITING)}) THEN '{Column.PENDING_LATE}'
    ELSE '{Column.PENDING_IN_TIME}' END"""

_SOURCES: Final = f"""
WITH late AS MATERIALIZED (
    SELECT DISTINCT case_id FROM cases_stand
    WHERE recorded_at > since AND recorded_at > %(known)s AND since <= %(at)s
), counted AS (
    SELECT {_SHOWN}, {{how}} AS how
    FROM cases_stand
    WHERE superseded_at IS NULL AND received_at IS NOT NULL AND since = COALESCE(signed_at, ended_at)
      AND since >= %(begins)s AND since <= %(at)s AND case_id NOT IN (SELECT case_id FROM late){{units}}
    UNION ALL
    SELECT {_SHOWN}, {_STILL}
    FROM cases_stand
    WHERE superseded_at IS NULL AND received_at IS NOT NULL AND state IN ({_codes(UNSIGNED)})
      AND tstzrange(since, until) @> %(at)s::timestamptz
      AND case_id NOT IN (SELECT case_id FROM late){{units}}
    UNION ALL
    SELECT {_SHOWN}, CASE WHEN state IN ({_codes(UNSIGNED)}) THEN {_STILL} ELSE {{how_late}} END
    FROM (
        SELECT DISTINCT ON (case_id) {_SHOWN}, state, COALESCE(signed_at, ended_at) AS resolved_at
        FROM cases_stand
        WHERE case_id IN (SELECT case_id FROM late) AND since <= %(at)s AND recorded_at <= %(known)s
          AND (superseded_at IS NULL OR superseded_at > %(known)s)
        ORDER BY case_id, since DESC
    ) AS known
    WHERE received_at IS NOT NULL{{units}}
      AND (state IN ({_codes(UNSIGNED)}) OR resolved_at >= %(begins)s)
)
"""  # noqa: S608  fixed text; what is asked for goes in as parameters

CONDITIONS: Final = {
    Column.RECEIVED: "TRUE",
    Column.ONLINE: "received_at >= %(begins)s AND channel = ANY(%(online)s)",
    Column.DIRECT: "received_at >= %(begins)s AND channel <> ALL(%(online)s)",
    Column.CARRIED_OVER: "received_at < %(begins)s",
    Column.RESOLVED: f"how IN ('{Column.EARLY}', '{Column.ON_TIME}', '{Column.LATE}')",
    Column.PENDING: f"how IN ('{Column.PENDING_IN_TIME}', '{Column.PENDING_LATE}')",
} | {
    column: f"how = '{column}'"
    for column in (Column.EARLY, Column.ON_TIME, Column.LATE, Column.PENDING_IN_TIME, Column.PENDING_LATE)
}


def count(key: str, **asked: Any) -> tuple[str, dict[str, Any]]:
    """One row for each key: the key and every column."""
    sources, values = _sources(**asked)
    columns = ", ".join(f"count(*) FILTER (WHERE {CONDITIONS[column]})" for column in Column)
    return f"{sources} SELECT {key}, {columns} FROM counted WHERE how IS NOT NULL GROUP BY 1", values  # noqa: S608


def pick(
    column: Column, *, key: str, keys: Collection[str] | None, after: int, limit: int, **asked: Any
) -> tuple[str, dict[str, Any]]:
    """The cases that one figure counts, in the order of their ids."""
    sources, values = _sources(**asked)
    values |= {"after": after, "limit": limit, "keys": sorted(keys or ())}
    of_key = f" AND {key} = ANY(%(keys)s)" if keys is not None else ""
    sql = (
        f"{sources} SELECT case_id, received_at, legal_at, how FROM counted WHERE how IS NOT NULL"  # noqa: S608
        f" AND {CONDITIONS[column]}{of_key} AND case_id > %(after)s ORDER BY case_id LIMIT %(limit)s"
    )
    return sql, values


def _sources(
    *,
    begins: datetime,
    at: datetime,
    known: datetime | None,
    units: Collection[str] | None,
    counting: Sequence[Counting],
) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {
        "begins": begins,
        "at": at,
        "known": known or "infinity",
        "units": sorted(units or ()),
        "online": sorted(channel.value for channel in ONLINE),
    }
    how, dates = _treated(counting)
    sql = _SOURCES.format(
        how=how.format(ended="since"),
        how_late=how.format(ended="resolved_at"),
        units="" if units is None else " AND owner = ANY(%(units)s)",
    )
    return sql, values | dates


def _treated(counting: Sequence[Counting]) -> tuple[str, dict[str, datetime]]:
    """How an end is counted, by the rule of its day; NULL where the rule leaves it out. Of days before all rules, the
    first holds.
    """
    lines: list[str] = []
    dates: dict[str, datetime] = {}
    for place, rule in reversed(list(enumerate(counting))):
        if place:
            dates[f"rule{place}"] = datetime.combine(rule.since, time(), clock.ZONE)
        day = f" AND {{ended}} >= %(rule{place})s" if place else ""
        lines += [
            f"WHEN state = '{state}'{day} THEN {_WORDS[treatment]}"
            for state, treatment in rule.treatments.items()
        ]
    return f"CASE {' '.join(lines)} ELSE {_BY_DATE} END", dates


_WORDS: Final = {
    Treatment.BY_DATE: _BY_DATE,
    Treatment.ON_TIME: f"'{Column.ON_TIME}'",
    Treatment.LEFT_OUT: "NULL",
}
