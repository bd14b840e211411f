"""The statements behind table II.06a: each case of a period once, with where it came from and how it stood at the end.

Three sources, of which a case is in one: resolved within the period; pending at its end; and of the few cases that were
written down later than they happened, whatever was known. The first two are answered from covering indexes alone.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, time
from typing import Any, Final

from lienthong.domain.cases.rules.counting import ONLINE, Column, Counting, Treatment
from lienthong.domain.cases.rules.moves import UNSIGNED, WAITING
from lienthong.spine import clock

KEYS: Final = {"unit": "owner", "procedure": "procedure", "field": "procedure", "channel": "channel"}


def _quoted(codes: Collection[str]) -> str:
    return ", ".join(f"'{code}'" for code in sorted(codes))


LEFT_OUT, CARRIED = 0, 0
HOW: Final = {
    Column.EARLY: 1,
    Column.ON_TIME: 2,
    Column.LATE: 3,
    Column.PENDING_IN_TIME: 4,
    Column.PENDING_LATE: 5,
}
CAME: Final = {Column.CARRIED_OVER: CARRIED, Column.ONLINE: 1, Column.DIRECT: 2}

CONDITIONS: Final[dict[Column, str]] = {
    Column.RECEIVED: f"how > {LEFT_OUT}",
    **{column: f"how > {LEFT_OUT} AND came = {code}" for column, code in CAME.items()},
    Column.RESOLVED: f"how IN ({HOW[Column.EARLY]}, {HOW[Column.ON_TIME]}, {HOW[Column.LATE]})",
    Column.PENDING: f"how IN ({HOW[Column.PENDING_IN_TIME]}, {HOW[Column.PENDING_LATE]})",
    **{column: f"how = {code}" for column, code in HOW.items()},
}

_UNSIGNED: Final = f"state IN ({_quoted([state.value for state in UNSIGNED])})"
_ZONE: Final = "'Asia/Ho_Chi_Minh'"
_BY_DATE: Final = f"""CASE
    WHEN {{ended}} > legal_at THEN {HOW[Column.LATE]}
    WHEN legal_at - {{ended}} > interval '1 day' THEN {HOW[Column.EARLY]}
    WHEN ({{ended}} AT TIME ZONE {_ZONE})::date < (legal_at AT TIME ZONE {_ZONE})::date THEN {HOW[Column.EARLY]}
    ELSE {HOW[Column.ON_TIME]} END"""
_STILL: Final = f"""CASE
    WHEN legal_at < %(at)s AND state NOT IN ({_quoted([state.value for state in WAITING])})
    THEN {HOW[Column.PENDING_LATE]} ELSE {HOW[Column.PENDING_IN_TIME]} END"""
_CAME: Final = f"""CASE
    WHEN received_at < %(begins)s THEN {CARRIED}
    WHEN channel IN ({_quoted([channel.value for channel in ONLINE])}) THEN {CAME[Column.ONLINE]}
    ELSE {CAME[Column.DIRECT]} END"""
_SHOWN: Final = f"case_id, owner, procedure, channel, received_at, legal_at, {_CAME} AS came"
_WORDS: Final = {
    Treatment.BY_DATE: _BY_DATE,
    Treatment.ON_TIME: str(HOW[Column.ON_TIME]),
    Treatment.LEFT_OUT: str(LEFT_OUT),
}

LATE: Final = """
SELECT DISTINCT case_id FROM cases_stand
WHERE recorded_at > since AND recorded_at > %(known)s AND since <= %(at)s
"""
"""Cases of which something had happened by the moment that was not known on the day. Of all others the stretches that
are true today were known then; what came after the moment only ended the last of them.
"""

_RESOLVED: Final = f"""
    SELECT {_SHOWN}, {{how}} AS how FROM cases_stand
    WHERE superseded_at IS NULL AND received_at IS NOT NULL AND since = COALESCE(signed_at, ended_at)
      AND since >= %(begins)s AND since <= %(at)s{{only}}
"""  # noqa: S608  fixed text; what is asked for goes in as parameters
_PENDING: Final = f"""
    SELECT {_SHOWN}, {_STILL} AS how FROM cases_stand
    WHERE superseded_at IS NULL AND received_at IS NOT NULL AND {_UNSIGNED}
      AND tstzrange(since, until) @> %(at)s::timestamptz{{only}}
"""  # noqa: S608
_KNOWN: Final = f"""
    SELECT {_SHOWN}, CASE WHEN {_UNSIGNED} THEN {_STILL} ELSE {{how}} END AS how
    FROM (
        SELECT DISTINCT ON (case_id) *, COALESCE(signed_at, ended_at) AS resolved_at
        FROM cases_stand
        WHERE case_id = ANY(%(late)s) AND since <= %(at)s AND recorded_at <= %(known)s
          AND (superseded_at IS NULL OR superseded_at > %(known)s)
        ORDER BY case_id, since DESC
    ) AS known
    WHERE received_at IS NOT NULL AND ({_UNSIGNED} OR resolved_at >= %(begins)s){{only}}
"""  # noqa: S608


def count(key: str, **asked: Any) -> tuple[str, dict[str, Any]]:
    """One row for each key: the key and every column, each counted by its own condition."""
    source, values = sources(**asked)
    columns = ", ".join(f"COALESCE(sum(n) FILTER (WHERE {CONDITIONS[column]}), 0)" for column in Column)
    cells = f"SELECT {key} AS key, came, how, count(*) AS n FROM ({source}) AS counted GROUP BY 1, 2, 3"  # noqa: S608
    return f"SELECT key, {columns} FROM ({cells}) AS cells GROUP BY 1", values  # noqa: S608


def pick(
    column: Column, *, key: str, keys: Collection[str] | None, after: int, limit: int, **asked: Any
) -> tuple[str, dict[str, Any]]:
    """The cases that one figure counts, in the order of their ids."""
    source, values = sources(**asked)
    values |= {"after": after, "limit": limit, "keys": sorted(keys or ())}
    of_key = "" if keys is None else f" AND {key} = ANY(%(keys)s)"
    sql = (
        f"SELECT case_id, received_at, legal_at, how FROM ({source}) AS counted"  # noqa: S608
        f" WHERE {CONDITIONS[column]}{of_key} AND case_id > %(after)s ORDER BY case_id LIMIT %(limit)s"
    )
    return sql, values


def sources(
    *,
    begins: datetime,
    at: datetime,
    known: datetime | None,
    late: Sequence[int],
    units: Collection[str] | None,
    counting: Sequence[Counting],
) -> tuple[str, dict[str, Any]]:
    """The sources one under the other. Without cases written down late the last one is left away."""
    how, values = _treated(counting)
    values |= {"begins": begins, "at": at, "known": known, "late": list(late), "units": sorted(units or ())}
    of_units = "" if units is None else " AND owner = ANY(%(units)s)"
    only = of_units + (" AND case_id <> ALL(%(late)s)" if late else "")
    sources = [_RESOLVED.format(how=how.format(ended="since"), only=only), _PENDING.format(only=only)]
    if late:
        sources.append(_KNOWN.format(how=how.format(ended="resolved_at"), only=of_units))
    return " UNION ALL ".join(sources), values


def _treated(counting: Sequence[Counting]) -> tuple[str, dict[str, Any]]:
    """How an end is counted, by the rule of its day; of days before all rules, by the first."""
    lines: list[str] = []
    dates: dict[str, Any] = {}
    for place, rule in reversed(list(enumerate(counting))):
        if place:
            dates[f"rule{place}"] = datetime.combine(rule.since, time(), clock.ZONE)
        day = f" AND {{ended}} >= %(rule{place})s" if place else ""
        lines += [
            f"WHEN state = '{state}'{day} THEN {_WORDS[treatment]}"
            for state, treatment in rule.treatments.items()
        ]
    ends = _quoted([state.value for state in counting[0].treatments])
    return f"CASE WHEN state NOT IN ({ends}) THEN {_BY_DATE} {' '.join(lines)} END", dates
