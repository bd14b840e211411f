from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from lienthong.spine.actor import Actor
from lienthong.spine.ledger.models import Entry
from lienthong.spine.ledger.rules import Json


def record(
    *,
    by: Actor,
    verb: str,
    subject: str,
    agency: str,
    at: datetime,
    occurred_at: datetime | None = None,
    details: dict[str, Json] | None = None,
) -> None:
    """Writes one act into ``agency``'s chain, in the caller's transaction.

    ``verb`` is ``room.action``, ``subject`` is ``kind:id``, ``at`` the business time of recording,
    ``occurred_at`` when the act happened if earlier. Numbers in ``details`` are whole; anything finer is
    given as text. The entry gets its place as the last deed of the commit, chains in a fixed order whatever
    the order of the calls: nested actions cannot deadlock on two chains. Raises TransactionManagementError
    outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an act is recorded in the transaction that does it")
    entry = Entry(
        agency=agency,
        verb=verb,
        subject=subject,
        account=by.account,
        name=by.name,
        hat=by.agency,
        position=by.position,
        acting_for=by.acting_for,
        origin=by.origin,
        occurred_at=occurred_at or at,
        recorded_at=at,
        real_at=timezone.now(),
        details=details or {},
    )
    entry.content = entry.content_now()
    entry.save(force_insert=True)
