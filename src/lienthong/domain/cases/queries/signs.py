"""What of the events looks as if a clock had been helped, and who is late again and again: for a head to look into.

No reader's sight limits it: who shows it to whom is decided elsewhere (``conduct``). Each question reads the indexes of
boards, so that a morning's look costs what the day before held and not what was ever received.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection

from lienthong.domain.cases.queries import board_sql
from lienthong.domain.cases.queries.boards import Asked, given_of
from lienthong.domain.cases.rules.counting import Column
from lienthong.domain.cases.rules.periods import Period

MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Sign:
    """Deeds of one person at one agency, or of an agency where ``account`` is ""."""

    agency: str
    account: str
    name: str
    cases: tuple[int, ...]


_BY_PERSON: Final = (
    "SELECT agency, account, max(name), array_agg(DISTINCT case_id ORDER BY case_id) FROM ({found}) AS found"
    " GROUP BY agency, account HAVING count(DISTINCT case_id) >= %(fewest)s ORDER BY agency, account LIMIT %(most)s"
)
_OFFICIAL: Final = "deed.agency <> '' AND deed.account NOT IN ('', 'platform')"
_DAY: Final = "AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"

_RESUBMITTED: Final = f"""
    SELECT deed.agency, deed.account, deed.name, unnest(ARRAY[gone.case_id, again.id]) AS case_id
    FROM cases_stand AS gone
    JOIN cases_stand AS before ON before.case_id = gone.case_id AND before.superseded_at IS NULL
        AND before.until = gone.since
    JOIN cases_happening AS deed ON deed.case_id = gone.case_id AND deed.verb = 'WITHDRAWN'
    JOIN cases_case AS first ON first.id = gone.case_id
    JOIN cases_case AS again ON again.applicant_id = first.applicant_id AND again.id <> first.id
        AND again.owner = first.owner AND again.procedure = first.procedure AND again.number <> ''
    JOIN cases_happening AS taken ON taken.case_id = again.id AND taken.verb = 'RECEIVED'
    WHERE gone.superseded_at IS NULL AND gone.received_at IS NOT NULL AND gone.state = 'WITHDRAWN'
      AND gone.since = COALESCE(gone.signed_at, gone.ended_at)
      AND gone.since >= %(earliest)s AND gone.since < %(until)s
      AND before.legal_at < gone.since + %(left)s AND {_OFFICIAL}
      AND taken.occurred_at >= gone.since AND taken.occurred_at < gone.since + %(within)s
      AND taken.recorded_at >= %(since)s AND taken.recorded_at < %(until)s
"""  # noqa: S608  fixed text; what is asked for goes in as parameters
_LAST_DAY: Final = f"""
    SELECT deed.agency, deed.account, deed.name, waits.case_id
    FROM cases_stand AS waits
    JOIN cases_stand AS before ON before.case_id = waits.case_id AND before.superseded_at IS NULL
        AND before.until = waits.since
    JOIN cases_happening AS deed ON deed.case_id = waits.case_id AND deed.verb = 'SUPPLEMENT_ASKED'
        AND deed.occurred_at = waits.since
    WHERE waits.superseded_at IS NULL AND waits.received_at IS NOT NULL AND waits.state = 'WAITING_PAPERS'
      AND tstzrange(waits.since, waits.until) && tstzrange(%(since)s, %(until)s)
      AND waits.since >= %(since)s AND waits.since < %(until)s AND {_OFFICIAL}
      AND (before.legal_at {_DAY} <= (waits.since {_DAY}
"""  # noqa: S608
_IN_BULK: Final = f"""
    SELECT deed.agency, deed.account, deed.name, done.case_id
    FROM cases_stand AS done
    JOIN cases_happening AS deed ON deed.case_id = done.case_id AND deed.verb = 'SIGNED'
        AND deed.occurred_at = done.since
    WHERE done.superseded_at IS NULL AND done.received_at IS NOT NULL AND done.state = 'SIGNED'
      AND done.since = COALESCE(done.signed_at, done.ended_at)
      AND done.since >= %(since)s AND done.since < %(until)s AND {_OFFICIAL}
      AND done.legal_at >= done.since AND done.legal_at < done.since + %(last)s
"""  # noqa: S608
_DATED_EARLY: Final = f"""
    SELECT deed.agency, deed.account, deed.name, done.case_id
    FROM cases_stand AS done
    JOIN cases_case AS first ON first.id = done.case_id
    JOIN cases_happening AS deed ON deed.case_id = done.case_id AND deed.verb = 'SIGNED'
        AND deed.occurred_at = done.since
    WHERE done.recorded_at > done.since AND done.recorded_at >= %(since)s AND done.recorded_at < %(until)s
      AND done.superseded_at IS NULL AND done.state = 'SIGNED' AND {_OFFICIAL}
      AND done.since <= done.legal_at AND done.recorded_at > done.legal_at
      AND first.recorded_at <= done.legal_at
"""  # noqa: S608
_FROM_OUR_DESKS: Final = f"""
    SELECT DISTINCT deed.agency, deed.account, deed.name, begun.case_id
    FROM cases_stand AS begun
    JOIN cases_happening AS sent ON sent.case_id = begun.case_id AND sent.verb = 'FILED'
    JOIN cases_happening AS deed ON deed.case_id = begun.case_id AND deed.verb = 'RECEIVED'
    WHERE begun.superseded_at IS NULL AND begun.received_at IS NOT NULL AND begun.state = 'RECEIVED'
      AND tstzrange(begun.since, begun.until) && tstzrange(%(since)s, %(until)s)
      AND begun.since = begun.received_at AND begun.since >= %(since)s AND begun.since < %(until)s
      AND begun.channel = 'ONLINE' AND sent.origin LIKE 'web %%' AND sent.origin = deed.origin AND {_OFFICIAL}
"""  # noqa: S608


def resubmitted(*, since: datetime, until: datetime, left: timedelta, within: timedelta) -> list[Sign]:
    """Received in that span for whom an official withdrew the same procedure shortly before, when at most ``left``
    was left of its time: both cases.
    """
    return _asked(_RESUBMITTED, since=since, until=until, left=left, within=within, earliest=since - within)


def asked_on_the_last_day(*, since: datetime, until: datetime) -> list[Sign]:
    """Papers were asked for on the legal day or after it."""
    return _asked(_LAST_DAY, since=since, until=until)


def signed_in_bulk(*, since: datetime, until: datetime, last: timedelta, fewest: int) -> list[Sign]:
    """One person signed so many whose hour was less than ``last`` away."""
    return _asked(_IN_BULK, since=since, until=until, last=last, fewest=fewest)


def dated_early(*, since: datetime, until: datetime) -> list[Sign]:
    """Signed in time by what was entered after it was over. History that was brought in is not meant."""
    return _asked(_DATED_EARLY, since=since, until=until)


def filed_from_our_desks(*, since: datetime, until: datetime, fewest: int) -> list[Sign]:
    """Online filings that came from the very address from which the official worked who took them in."""
    return _asked(_FROM_OUR_DESKS, since=since, until=until, fewest=fewest)


def _asked(found: str, *, fewest: int = 1, **given: Any) -> list[Sign]:
    return _signs(_BY_PERSON.format(found=found), {**given, "fewest": fewest, "most": MOST})


_EXPLAINED: Final = """
    LEFT JOIN LATERAL (
        SELECT data, occurred_at, id FROM cases_happening AS told
        WHERE told.case_id = late.case_id AND told.verb = 'EXPLAINED' AND told.occurred_at <= %(at)s
        ORDER BY told.occurred_at DESC, told.id DESC LIMIT 1
    ) AS said ON true
    LEFT JOIN LATERAL jsonb_array_elements(said.data -> 'causes') AS one ON true
"""
_CONTESTED: Final = """
    EXISTS (SELECT FROM cases_happening AS word WHERE word.case_id = late.case_id AND word.verb = 'CONTESTED'
            AND word.data ->> 'named' = one ->> 'agency' AND (word.occurred_at, word.id) > (said.occurred_at, said.id))
"""


def late_again(*, first: date, last: date, now: datetime, fewest: int) -> list[Sign]:
    """Agencies that had part in so many late cases of those days. A part that the agency contests does not count; what
    nobody explained counts for the agency that answers for the case.
    """
    source, values = board_sql.sources(**given_of(Asked(Period(first, last), now)))
    kinds = (board_sql.HOW[Column.LATE], board_sql.HOW[Column.PENDING_LATE])
    found = f"""
        SELECT COALESCE(one ->> 'agency', owner) AS agency, late.case_id
        FROM (SELECT case_id, owner FROM ({source}) AS counted WHERE how IN {kinds}) AS late {_EXPLAINED}
        WHERE NOT {_CONTESTED}
    """  # noqa: S608
    sql = (
        f"SELECT agency, '', '', array_agg(DISTINCT case_id ORDER BY case_id) FROM ({found}) AS found"  # noqa: S608
        " GROUP BY agency HAVING count(DISTINCT case_id) >= %(fewest)s ORDER BY agency LIMIT %(most)s"
    )
    return _signs(sql, {**values, "fewest": fewest, "most": MOST})


def _signs(sql: str, values: Mapping[str, Any]) -> list[Sign]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: Iterable[tuple[str, str, str, list[int]]] = cursor.fetchall()
    return [Sign(agency, account, name, tuple(cases)) for agency, account, name, cases in rows]
