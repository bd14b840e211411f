from datetime import datetime

from django.db import connection, transaction

from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger import anchors
from lienthong.spine.ledger.errors import ChainBroken
from lienthong.spine.ledger.keys import SealKey, seal_key
from lienthong.spine.ledger.models import Chain, Entry, Seal
from lienthong.spine.ledger.rules import ORIGIN, Json
from lienthong.spine.ledger.verification import digest, unsealed_fault


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
        real_at=clock.real_now(),
        details=details or {},
    )
    entry.content = entry.content_now()
    entry.save(force_insert=True)


def seal() -> int:
    """Seals every chain that grew since its last seal, and copies outside what is not there yet.

    The technical day's end calls it; it may be called at any time and again after a crash. Returns the number
    of new seals. Raises ChainBroken rather than sealing what does not hold, after sealing the chains before
    it.
    """
    key = seal_key()
    made = 0
    with anchors.held(alone=True):
        for agency in Chain.objects.order_by("agency").values_list("agency", flat=True):
            made += _seal_chain(agency, key)
            _copy_outside(agency)
    return made


@transaction.atomic
def _seal_chain(agency: str, key: SealKey) -> int:
    chain = Chain.objects.get(agency=agency)
    last = Seal.objects.filter(agency=agency).order_by("sequence").last()
    if last and last.sequence == chain.length:
        return 0
    if fault := unsealed_fault(chain, last):
        raise ChainBroken(agency=agency, sequence=fault.sequence)
    new = Seal(
        agency=agency,
        sequence=chain.length,
        head=bytes(chain.head),
        sealed_at=clock.real_now(),
        previous=digest(last) if last else ORIGIN,
        key=key.name,
    )
    new.signature = key.sign(new.signed_bytes())
    new.save(force_insert=True)
    return 1


def _copy_outside(agency: str) -> None:
    """The database first, then the file: a crash between leaves a seal to copy, never one to invent."""
    anchors.mend(agency)
    missing = list(
        Seal.objects.filter(agency=agency, sequence__gt=anchors.last_sequence(agency)).order_by("sequence")
    )
    if missing:
        anchors.append(missing)
