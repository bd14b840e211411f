"""What agencies outside the house send and say: a document of theirs arrives, a word of theirs is noted."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.actions.saying import hold_sending, say
from lienthong.domain.correspondence.errors import SecretIncoming
from lienthong.domain.correspondence.rules.parties import organ_of, party_of
from lienthong.domain.correspondence.rules.statuses import Side, Status, allows, way
from lienthong.domain.documents.queries import Kind, Urgency, is_secret
from lienthong.spine.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Brought:
    """A document from outside, as its message says. ``files``: the document first, then what is attached.

    ``key`` is the message's own identity; ``organ`` and ``name`` are its sender's; ``note`` says what it is to an
    earlier document.
    """

    key: str
    organ: str
    name: str
    recipient: str
    code: str
    dated: date
    kind: Kind
    subject: str
    files: tuple[int, ...]
    digest: str
    urgency: Urgency = Urgency.NORMAL
    signer_name: str = ""
    note: str = ""


@transaction.atomic
def bring_in(*, brought: Brought, by: Actor, at: datetime) -> int:
    """It stands among what its recipient's clerk registers; brought twice it is there once. Raises SecretIncoming."""
    if is_secret([brought.subject, brought.code, brought.name, brought.note]):
        raise SecretIncoming
    m.Sending.objects.bulk_create([_row(brought, at)], ignore_conflicts=True)
    rows = m.Sending.objects.select_for_update(no_key=True, of=("self",))
    row = rows.get(key=brought.key, recipient=brought.recipient)
    if not m.Word.objects.filter(sending=row).exists():
        sender = replace(by, agency=party_of(brought.organ), name=brought.name)
        say(row, Status.SENT, "", by=sender, at=at)
        say(row, Status.ARRIVED, "", by=by, at=at)
    return row.pk


def _row(brought: Brought, at: datetime) -> m.Sending:
    return m.Sending(
        sender=party_of(brought.organ),
        recipient=brought.recipient,
        outside=brought.name[:300],
        key=brought.key,
        note=brought.note,
        file=brought.files[0],
        files=list(brought.files[1:]),
        digest=brought.digest,
        kind=brought.kind.value,
        code=brought.code[:80],
        subject=brought.subject,
        urgency=brought.urgency.value,
        dated=brought.dated,
        signer_name=brought.signer_name[:200],
        status=Status.SENT.value,
        account=f"@{brought.organ}"[:64],
        moved_at=at,
        recorded_at=at,
    )


@transaction.atomic
def hear(*, sending: int, status: Status, reason: str = "", by: Actor, at: datetime) -> bool:
    """Notes what the side outside says; what it must have said before is noted too. False for a word that comes twice,
    late, or not from its side: it changes nothing.
    """
    row = hold_sending(sending)
    if row is None:
        return False
    side = Side.SENDER if organ_of(row.sender) else Side.RECIPIENT
    if allows(status, Status(row.status), side):
        say(row, status, reason, by=by, at=at)
        return True
    if side is Side.SENDER:
        return False
    if row.before:
        return _overtaken(row, status)
    said = way(status, Status(row.status))
    for one in said:
        say(row, one, reason if one is status else "", by=by, at=at)
    return bool(said)


def _overtaken(row: m.Sending, status: Status) -> bool:
    """It was said before our asking back was read there: what the asking interrupted is further than we knew."""
    if not way(status, Status(row.before)):
        return False
    row.before = status.value
    row.save(update_fields=["before"])
    return True
