"""Loads carried by NATS JetStream. A row in the writer's transaction is the load, a message in the stream its call.

The row says what is true: whether the load exists, is due, is done. The message says to one of many workers that it
is its turn. So a load is there exactly when its transaction commits, and everything that may happen to a message
(told twice, never told, come again, come late, lost with its server) at most costs time:

- Not told, since its process died after the commit or the server was away: told by the next who takes.
- Told twice: the stream holds one message of a subject, and the second finds the load lent or done.
- Its answer lost: the message comes again and is answered by what the row says.
- Lost: what is due and was not lent for ``OVERDUE`` is told anew.
- No server: workers take from the rows, as with PostgreSQL alone, until it is back.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache, partial
from os import getpid
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from lienthong.spine import clock
from lienthong.spine.lanes.line import ACK, TERM, Call, Line, Unreachable, pause
from lienthong.spine.lanes.models import State, Waiting
from lienthong.spine.lanes.port import Load
from lienthong.spine.lanes.postgres import Postgres, lend
from lienthong.spine.log import get_logger

OVERDUE: Final = timedelta(minutes=2)
TOLD_AT_ONCE: Final = 500
_log = get_logger(__name__)


class JetStream(Postgres):
    """Whatever is said to the server is said after the commit."""

    def put(self, lane: str, key: str) -> bool:
        is_new = super().put(lane, key)
        if is_new:
            self._call(lane, key)
        return is_new

    def take(self, lane: str, *, most: int, lease: timedelta) -> Sequence[Load]:
        """Messages may come before their loads are due, after the server was away all at once: they are put off again,
        and say nothing about those behind them.
        """
        try:
            self._tell(lane, _untold(clock.real_now()))
            while calls := line().fetch(lane, most):
                if lent := self._lend(lane, calls, lease):
                    return lent
        except Unreachable as silent:
            _log.warning(
                "NATS is out of reach: loads are taken from the database", lane=lane, why=str(silent)
            )
            return super().take(lane, most=most, lease=lease)
        return []

    def done(self, lane: str, key: str) -> None:
        self._answer(lane, key, ACK)
        super().done(lane, key)

    def again(self, lane: str, key: str, *, after: timedelta, fault: str) -> None:
        self._answer(lane, key, pause(after.total_seconds()))
        super().again(lane, key, after=after, fault=fault)

    def dead(self, lane: str, key: str, *, fault: str) -> None:
        self._answer(lane, key, TERM)
        super().dead(lane, key, fault=fault)

    def revive(self, lane: str, key: str) -> bool:
        is_dead = super().revive(lane, key)
        if is_dead:
            self._call(lane, key)
        return is_dead

    @transaction.atomic
    def _lend(self, lane: str, calls: Sequence[Call], lease: timedelta) -> list[Load]:
        """Whoever has no row here is of a database that was restored since: its message goes."""
        tickets = {call.load: call.ticket for call in calls}
        rows = list(Waiting.objects.select_for_update().filter(pk__in=tickets, lane=lane).order_by("id"))
        now = clock.real_now()
        due = [row for row in rows if row.state == State.WAITING and row.ready_at <= now]
        for row in rows:
            row.ticket = tickets[row.pk]
        Waiting.objects.bulk_update(rows, ["ticket"])
        waits = {row.pk: row.ready_at - now for row in rows if row.state == State.WAITING}
        waits |= dict.fromkeys((row.pk for row in due), lease)
        answers = [
            (ticket, pause(waits[load].total_seconds()) if load in waits else ACK)
            for load, ticket in tickets.items()
        ]
        _after_commit(partial(_say, answers))
        return lend(due, lease)

    def _call(self, lane: str, key: str) -> None:
        _after_commit(partial(self._tell_quietly, lane, Q(key=key)))

    def _tell_quietly(self, lane: str, which: Q) -> None:
        try:
            self._tell(lane, which)
        except Unreachable as silent:
            _log.warning("NATS is out of reach: it is told of a load later", lane=lane, why=str(silent))

    def _tell(self, lane: str, which: Q) -> None:
        """In a transaction of its own (durable), so that nothing is told that may yet be undone. Raises Unreachable."""
        with transaction.atomic(durable=True):
            rows = Waiting.objects.filter(which, lane=lane, state=State.WAITING).order_by("id")
            loads = [row.pk for row in rows.select_for_update(skip_locked=True)[:TOLD_AT_ONCE]]
            if loads:
                line().tell(lane, loads)
                Waiting.objects.filter(pk__in=loads).update(told_at=clock.real_now())

    def _answer(self, lane: str, key: str, words: bytes) -> None:
        ticket = self._waiting(lane, key).values_list("ticket", flat=True).first()
        if ticket:
            _after_commit(partial(_say, [(ticket, words)]))


def _untold(now: datetime) -> Q:
    return Q(told_at=None) | Q(told_at__lt=now - OVERDUE, ready_at__lt=now - OVERDUE)


def _after_commit(act: partial[None]) -> None:
    transaction.on_commit(act, robust=True)


def _say(answers: Sequence[tuple[str, bytes]]) -> None:
    try:
        line().say(answers)
    except Unreachable as silent:
        _log.info("an answer to NATS was lost; it is given when the message comes again", why=str(silent))


def line() -> Line:
    """Of this process: a child that is forked has a connection of its own."""
    return _line(getpid(), settings.LIENTHONG_NATS_URL, _stream(str(connection.settings_dict["NAME"])))


@cache
def _line(_process: int, servers: str, stream: str) -> Line:
    return Line(servers, stream)


@cache
def _stream(database: str) -> str:
    """A name that no other database has, also not one on the same server as this: two would take each other's calls."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT system_identifier FROM pg_control_system()")
        (cluster,) = cursor.fetchone()
    return f"lanes_{cluster}_{''.join(one if one.isalnum() else '_' for one in database)}"
