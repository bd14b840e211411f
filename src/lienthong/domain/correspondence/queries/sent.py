"""To whom the documents of a period went electronically, and what their recipients said of them."""

from enum import StrEnum
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet

from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.queries.rows import SendingRow, sending_row
from lienthong.domain.correspondence.rules.statuses import Status
from lienthong.domain.documents.queries import (
    Asked,
    Cursor,
    DocumentRow,
    IssuedBy,
    Page,
    key_of,
    list_sent,
    list_unsent,
    live_documents,
    turn,
)


class Sent(StrEnum):
    """``DOCUMENTS`` went to at least one agency; the others count recipients, each of whom is in one of those below
    ``RECIPIENTS``. ``SILENT``: it arrived there and nobody registered it; ``UNREACHED``: it did not arrive yet.
    """

    DOCUMENTS = "sent"
    RECIPIENTS = "recipients"
    ACKNOWLEDGED = "acknowledged"
    SILENT = "silent"
    UNREACHED = "unreached"
    REFUSED = "refused"
    ASKED_BACK = "asked-back"
    TAKEN_BACK = "taken-back"


_STATUSES: Final = {
    Sent.ACKNOWLEDGED: (Status.REGISTERED, Status.ASSIGNED, Status.IN_HAND, Status.DONE),
    Sent.SILENT: (Status.ARRIVED,),
    Sent.UNREACHED: (Status.SENT,),
    Sent.REFUSED: (Status.REFUSED,),
    Sent.ASKED_BACK: (Status.ASKED_BACK,),
    Sent.TAKEN_BACK: (Status.AGREED,),
}


def report_sent(asked: Asked, by: IssuedBy) -> dict[str, dict[Sent, int]]:
    """By the key of a line. One statement."""
    counted = {column.name: Count("pk", filter=_where(column)) for column in _STATUSES}
    told = (
        _keyed(_rows(asked), by)
        .order_by()
        .values("line")
        .annotate(DOCUMENTS=Count("document", distinct=True), RECIPIENTS=Count("pk"), **counted)
    )
    return {row["line"]: {column: row[column.name] for column in Sent} for row in told}


def pick_sent(
    asked: Asked,
    column: Sent,
    by: IssuedBy,
    key: str | None,
    *,
    cursor: Cursor | None = None,
    limit: int = 50,
) -> Page[SendingRow]:
    """The sendings behind a figure of recipients, the newest first. Whoever shows them asked for rights before."""
    rows = _rows(asked).filter(_where(column))
    if key is not None:
        rows = _keyed(rows, by).filter(line=key)
    return turn(rows, ("id",), cursor, limit, sending_row)


def pick_documents(
    asked: Asked,
    by: IssuedBy,
    key: str | None,
    *,
    is_sent: bool,
    cursor: Cursor | None = None,
    limit: int = 50,
) -> Page[DocumentRow]:
    """Documents of the period that went to somebody electronically, or that went to nobody so."""
    sent = m.Sending.objects.filter(sender__in=asked.agencies, document__isnull=False).values("document")
    pick = list_sent if is_sent else list_unsent
    return pick(asked, sent, by, key, cursor=cursor, limit=limit)


def _rows(asked: Asked) -> QuerySet[m.Sending, Any]:
    return m.Sending.objects.filter(document__in=live_documents(asked))


def _where(column: Sent) -> Q:
    return Q(status__in=[one.value for one in _STATUSES[column]]) if column in _STATUSES else Q()


def _keyed(rows: QuerySet[m.Sending, Any], by: IssuedBy) -> QuerySet[Any, Any]:
    own = {IssuedBy.AGENCY: F("sender"), IssuedBy.KIND: F("kind")}
    return rows.annotate(line=own.get(by) or key_of(by, "document"))
