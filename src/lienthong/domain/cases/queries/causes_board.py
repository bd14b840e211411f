"""Why cases are late: of the late cases of table II.06a, the causes as they were named last, by unit and cause.

A case with several causes counts under each of them, once in its unit and once in the sum. What nobody explained stands
with the agency that answers for the case.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import connection

from lienthong.domain.cases.queries import board_sql
from lienthong.domain.cases.queries.boards import Asked, given_of
from lienthong.domain.cases.rules.counting import Column
from lienthong.domain.organisations.queries import get_names, get_tree
from lienthong.spine.causes.queries import name_causes

SILENT: Final = ""
"""The cause of what was not explained."""


@dataclass(frozen=True, slots=True)
class CauseLine:
    """One unit: its late cases, how many of them under each cause, and the working time beyond its own, in seconds."""

    key: str
    name: str
    cases: int
    counts: Mapping[str, int] = field(default_factory=dict)
    over: int = 0


@dataclass(frozen=True, slots=True)
class CauseBoard:
    """``columns`` are the causes that occur, (code, words), the most frequent first; what is silent comes last."""

    columns: Sequence[tuple[str, str]]
    lines: Sequence[CauseLine]
    total: CauseLine


_LATE: Final = (board_sql.HOW[Column.LATE], board_sql.HOW[Column.PENDING_LATE])
_EXPLAINED: Final = """
    LEFT JOIN LATERAL (
        SELECT data FROM cases_happening AS told
        WHERE told.case_id = late.case_id AND told.verb = 'EXPLAINED' AND told.occurred_at <= %(at)s
          AND (%(known)s::timestamptz IS NULL OR told.recorded_at <= %(known)s)
        ORDER BY told.occurred_at DESC, told.id DESC LIMIT 1
    ) AS said ON true
"""


def get_cause_board(asked: Asked) -> CauseBoard:
    source, values = board_sql.sources(**given_of(asked))
    late = f"(SELECT case_id, owner FROM ({source}) AS counted WHERE how IN {_LATE}) AS late {_EXPLAINED}"  # noqa: S608
    counted = f"""
        SELECT GROUPING(unit, cause), unit, cause, count(DISTINCT case_id) FROM (
            SELECT late.case_id, COALESCE(one ->> 'agency', owner) AS unit, COALESCE(one ->> 'cause', '') AS cause
            FROM {late} LEFT JOIN LATERAL jsonb_array_elements(said.data -> 'causes') AS one ON true
        ) AS named GROUP BY GROUPING SETS ((unit, cause), (unit), (cause), ())
    """  # noqa: S608  fixed text; what is asked for goes in as parameters
    over = f"""
        SELECT part ->> 'agency', sum(greatest((part ->> 'used')::bigint - (part ->> 'given')::bigint, 0))
        FROM {late} CROSS JOIN LATERAL jsonb_array_elements(said.data -> 'parts') AS part GROUP BY 1
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(counted, values)
        counts = cursor.fetchall()
        cursor.execute(over, values)
        times = {str(agency): int(seconds) for agency, seconds in cursor.fetchall()}
    return _board(asked, counts, times)


_BOTH, _UNIT, _CAUSE, _ALL = 0, 1, 2, 3
"""What GROUPING says of a row: which of unit and cause are summed over."""


def _board(asked: Asked, rows: Sequence[tuple[int, str, str, int]], times: Mapping[str, int]) -> CauseBoard:
    by_cause = {cause: count for kind, _unit, cause, count in rows if kind == _CAUSE}
    units = {unit: count for kind, unit, _cause, count in rows if kind == _UNIT}
    cells: dict[str, dict[str, int]] = {unit: {} for unit in units}
    for kind, unit, cause, count in rows:
        if kind == _BOTH:
            cells[unit][cause] = count
    places = {row.agency.code: place for place, row in enumerate(get_tree(asked.period.last, asked.known))}
    names = get_names(units, asked.period.last, asked.known)
    ordered = sorted(units, key=lambda code: (places.get(code, len(places)), code))
    lines = [
        CauseLine(one, names.get(one, one), units[one], cells[one], times.get(one, 0)) for one in ordered
    ]
    whole = next((count for kind, _unit, _cause, count in rows if kind == _ALL), 0)
    total = CauseLine("", "", whole, by_cause, sum(times.get(one, 0) for one in units))
    return CauseBoard(_columns(by_cause), lines, total)


def _columns(by_cause: Mapping[str, int]) -> list[tuple[str, str]]:
    words = name_causes()
    order = sorted(by_cause, key=lambda code: (code == SILENT, -by_cause[code], code))
    return [(code, words.get(code, code)) for code in order]
