"""How incoming documents of a period were handled, line by line, and which documents a figure counts.

At the end of every period what came and what was carried over is handled or open: received + carried over =
handled + open. All is said by the days on which things happened, so that the report of a period that is over stays
as it was, whatever was done since.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.queries.rows import IncomingRow, row_of
from lienthong.domain.documents.queries import Asked, Cursor, Page, turn


class Handled(StrEnum):
    """What is counted. ``DAYLESS``: no due day was set. Returned to their sender or taken back is handled, too."""

    RECEIVED = "received"
    CARRIED_OVER = "carried-over"
    HANDLED = "handled"
    BEFORE = "before"
    ON_DAY = "on-day"
    AFTER = "after"
    DAYLESS = "dayless"
    REPLIED = "replied"
    OPEN = "open"
    OPEN_IN_TIME = "open-in-time"
    OPEN_LATE = "open-late"
    OPEN_DAYLESS = "open-dayless"


class HandledBy(StrEnum):
    """What a line stands for: ``UNIT`` who leads, ``PERSON`` who handles it or did last."""

    AGENCY = "agency"
    KIND = "kind"
    SENDER = "sender"
    UNIT = "unit"
    PERSON = "person"


class SenderKind(StrEnum):
    """Who sent it, and how it came."""

    HOUSE = "house"
    OUTSIDE = "outside"
    HOUSE_ON_PAPER = "house-on-paper"
    OTHERS = "others"


_SENDERS: Final = Case(
    When(sending=None, sender_code="", then=Value(SenderKind.OTHERS.value)),
    When(sending=None, then=Value(SenderKind.HOUSE_ON_PAPER.value)),
    When(sender_code="", then=Value(SenderKind.OUTSIDE.value)),
    default=Value(SenderKind.HOUSE.value),
    output_field=CharField(),
)
_KEYS: Final = {
    HandledBy.AGENCY: F("agency"),
    HandledBy.KIND: F("kind"),
    HandledBy.SENDER: _SENDERS,
    HandledBy.UNIT: F("lead"),
    HandledBy.PERSON: F("handler"),
}


def report_handled(asked: Asked, by: HandledBy, today: date) -> dict[str, dict[Handled, int]]:
    """By the key of a line. One statement."""
    counted = {column.name: Count("pk", filter=_where(column, asked, today)) for column in Handled}
    told: Iterable[Any] = _rows(asked).order_by().annotate(line=_KEYS[by]).values("line").annotate(**counted)
    return {row["line"]: {column: row[column.name] for column in Handled} for row in told}


def pick_handled(
    asked: Asked,
    column: Handled,
    by: HandledBy,
    key: str | None,
    *,
    today: date,
    cursor: Cursor | None = None,
    limit: int = 50,
) -> Page[IncomingRow]:
    """The documents behind a figure, the newest first; ``key`` None: of the sum. Who shows them asked for rights."""
    rows = _rows(asked).filter(_where(column, asked, today))
    if key is not None:
        rows = rows.annotate(line=_KEYS[by]).filter(line=key)
    return turn(rows, ("year", "number"), cursor, limit, row_of)


def _rows(asked: Asked) -> QuerySet[m.Incoming, Any]:
    """All that was open in the period for a moment."""
    not_before = Q(ended_on=None) | Q(ended_on__gte=asked.since)
    return m.Incoming.objects.filter(not_before, agency__in=asked.agencies, registered_on__lte=asked.until)


def _where(column: Handled, asked: Asked, today: date) -> Q:
    """``today`` is the last day of which something is known."""
    ended, open_ = Q(ended_on__lte=asked.until), Q(ended_on=None) | Q(ended_on__gt=asked.until)
    day = min(asked.until, today)
    where = {
        Handled.RECEIVED: Q(registered_on__gte=asked.since),
        Handled.CARRIED_OVER: Q(registered_on__lt=asked.since),
        Handled.HANDLED: ended,
        Handled.BEFORE: ended & Q(ended_on__lt=F("due")),
        Handled.ON_DAY: ended & Q(ended_on=F("due")),
        Handled.AFTER: ended & Q(ended_on__gt=F("due")),
        Handled.DAYLESS: ended & Q(due=None),
        Handled.REPLIED: ended & Q(reply__isnull=False),
        Handled.OPEN: open_,
        Handled.OPEN_IN_TIME: open_ & Q(due__gte=day),
        Handled.OPEN_LATE: open_ & Q(due__lt=day),
        Handled.OPEN_DAYLESS: open_ & Q(due=None),
    }
    return where[column]
