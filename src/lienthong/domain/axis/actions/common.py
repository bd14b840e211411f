"""What the node's actions share: locks, the ledger, legs, and the files of messages."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection

from lienthong.connectors.axis import sealing
from lienthong.connectors.axis.edxml import Sign
from lienthong.domain.axis import models as m
from lienthong.domain.axis.errors import MessageNotFound
from lienthong.domain.axis.queries.codes import node_organ
from lienthong.domain.axis.rules import LegState, NeighbourKind, Ways
from lienthong.domain.axis.rules.statements import write_statement
from lienthong.spine import clock
from lienthong.spine.actor import Actor, platform
from lienthong.spine.files.queries import FileRow, get_file, open_content
from lienthong.spine.files.rules import FROM_OTHERS, MB, FileType, Use
from lienthong.spine.lanes.actions import transport
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json
from lienthong.spine.outbox import engine
from lienthong.spine.signatures.receipts import node_voice, sign_statement

MESSAGE: Final = Use("axis message", (FileType.EDXML,), max_bytes=700 * MB)
ATTACHED: Final = Use("axis attachment", FROM_OTHERS, max_bytes=500 * MB, as_it_came=True)
TO_READ: Final = "axis.read"
TO_PARENT: Final = "axis.parent"
"""Lanes, and the jobs of that name: what is to be read and routed; what is to be handed to the node above."""
FETCH: Final = "axis.fetch"
BY: Final = platform("axis")


def locked(message: int) -> m.Message:
    """Until the transaction ends. Raises MessageNotFound."""
    rows = m.Message.objects.select_for_update(no_key=True, of=("self",)).select_related("neighbour")
    row = rows.filter(pk=message).first()
    if row is None:
        raise MessageNotFound
    return row


def one_at_a_time(name: str) -> None:
    """Whoever comes second for the same ``name`` waits until the first has committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 43))", [name])


def note(verb: str, subject: str, *, by: Actor, at: datetime, **details: Json) -> None:
    """The entry of one act, in the chain of the province: the node is the whole house's."""
    record(
        by=by,
        verb=f"axis.{verb}",
        subject=subject,
        agency=settings.LIENTHONG_PROVINCE,
        at=at,
        details=details,
    )


def kept_file(row: m.Message) -> FileRow:
    """Raises LookupError for one whose bytes were secret and are destroyed."""
    kept = get_file(row.file or 0)
    if kept is None:
        raise LookupError(row.key)
    return kept


def path_of(message: int) -> Path:
    """The very bytes on disk."""
    with open_content(kept_file(m.Message.objects.get(pk=message))) as content:
        return Path(content.name)


def carry_on(lane: str, key: str) -> None:
    """It is on its way to a worker, and one is called."""
    transport().put(lane, key)
    engine.soon(lane)


def lay_legs(row: m.Message, ways: Ways) -> None:
    """One leg to each neighbour; those to the node above are for the worker, a client fetches its own."""
    neighbours = m.Neighbour.objects.in_bulk(list(ways.neighbours))
    for number, organs in ways.neighbours.items():
        leg, _is_new = m.Leg.objects.get_or_create(
            message=row,
            neighbour=neighbours[number],
            defaults={"recipients": list(organs), "made_at": clock.real_now()},
        )
        if leg.neighbour and leg.neighbour.kind == NeighbourKind.PARENT.value:
            carry_on(TO_PARENT, str(leg.pk))


def lay_house_leg(row: m.Message, agency: str, organs: Sequence[str]) -> None:
    """It was delivered in this very transaction."""
    now = clock.real_now()
    m.Leg.objects.get_or_create(
        message=row,
        agency=agency,
        defaults={
            "recipients": list(organs),
            "state": LegState.DONE.value,
            "made_at": now,
            "taken_at": now,
            "done_at": now,
        },
    )


def envelope_signature() -> Sign:
    """The node's, on an envelope that it writes: the standard has a place for it, and it proves the transport alone."""
    voice = node_voice()
    method = sealing.ECDSA_SHA256 if voice.is_elliptic else sealing.RSA_SHA256
    return sealing.signing(voice.sign, method=method, certificate=voice.certificate)


def sign_receipt(row: m.Message, at: datetime) -> None:
    """Our own word that we hold these bytes, for whoever sent them."""
    statement = write_statement(
        node=node_organ(clock.local(at).date()),
        message=row.key,
        document=row.document,
        sha256=row.digest,
        size=row.size,
        came_from=row.stated or row.sender,
        at=clock.local(row.real_at),
    )
    made = sign_statement(statement)
    m.Receipt.objects.create(
        message=row,
        is_ours=True,
        statement=made.statement,
        signature=made.signature,
        certificate=made.certificate,
        made_at=row.real_at,
    )
