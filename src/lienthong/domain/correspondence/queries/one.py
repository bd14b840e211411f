"""One incoming document, one sending: as they stand, what they were, what may be done now."""

from collections.abc import Collection
from uuid import UUID

from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.errors import IncomingNotFound, SendingNotFound
from lienthong.domain.correspondence.permissions import can_move, can_register, can_see, could_move
from lienthong.domain.correspondence.queries.rows import (
    AmendmentRow,
    HappeningRow,
    IncomingRow,
    SendingRow,
    WordRow,
    amendment_row,
    happening_row,
    row_of,
    sending_row,
    word_row,
)
from lienthong.domain.correspondence.rules import statuses
from lienthong.domain.correspondence.rules.moves import MOVES, Verb
from lienthong.domain.correspondence.rules.replies import incoming_in
from lienthong.domain.correspondence.rules.statuses import Side, Status
from lienthong.domain.documents.queries import get_issued, get_version
from lienthong.spine.actor import Actor


def get_incoming(incoming: int, *, by: Actor) -> IncomingRow:
    """Raises IncomingNotFound, also for one that is none of one's business."""
    row = m.Incoming.objects.filter(pk=incoming).first()
    if row is None or not can_see(by, agency=row.agency, people=row.people):
        raise IncomingNotFound
    return row_of(row)


def list_happenings(incoming: int) -> list[HappeningRow]:
    """In the order in which they happened."""
    return [happening_row(row) for row in m.Happening.objects.filter(incoming=incoming).order_by("id")[:500]]


def list_moves(row: IncomingRow, *, by: Actor) -> list[Verb]:
    """What this person may do with it now; nothing while its sender asks for it back."""
    if row.sending and get_status(row.sending) is Status.ASKED_BACK:
        return []
    given = {"agency": row.agency, "holder": row.holder, "lead": row.lead, "people": row.people}
    return [verb for verb in MOVES if can_move(by, verb, row.state, **given)]  # type: ignore[arg-type]


def is_theirs(row: IncomingRow, verb: Verb, *, by: Actor) -> bool:
    """Whether it is or was theirs to do, whatever the state."""
    return could_move(
        by, verb, agency=row.agency, theirs=by.account in row.people, lead=row.lead, people=row.people
    )


def get_status(sending: int) -> Status:
    return Status(m.Sending.objects.values_list("status", flat=True).get(pk=sending))


def count_pages(sending: int) -> int:
    """How many pages its paper has, as it was set; 1 where its number was cancelled since, and of what came from
    outside, where only its first page is drawn.
    """
    row = m.Sending.objects.get(pk=sending)
    issued = get_issued(row.document_id, row.sender) if row.document_id else None
    return get_version(issued.id, issued.version).pages if issued else 1


def get_sending(sending: int, *, by: Actor) -> SendingRow:
    """For the clerks of both sides. Raises SendingNotFound."""
    row = m.Sending.objects.filter(pk=sending).first()
    if row is None or not (can_register(by, row.sender) or can_register(by, row.recipient)):
        raise SendingNotFound
    return sending_row(row)


def list_words(sending: int) -> list[WordRow]:
    return [word_row(row) for row in m.Word.objects.filter(sending=sending).order_by("id")[:100]]


def list_words_of(sendings: Collection[int]) -> dict[int, WordRow]:
    """The last that was said of each."""
    rows = m.Word.objects.filter(sending__in=sendings).order_by("sending", "-id").distinct("sending")
    return {row.sending_id: word_row(row) for row in rows}


def list_steps(row: SendingRow, *, by: Actor) -> list[Status]:
    """What the clerk may say of it now."""
    side = Side.SENDER if by.agency == row.sender else Side.RECIPIENT
    if not can_register(by, row.sender if side is Side.SENDER else row.recipient):
        return []
    return [status for status in statuses.STEPS if statuses.allows(status, row.status, side)]


def list_sendings(document: int) -> list[SendingRow]:
    """To whom a document went, in the order of sending. Whoever shows them asked for rights before."""
    rows = m.Sending.objects.filter(document=document).order_by("id")
    return [sending_row(row) for row in rows[:1_000]]


def get_signers(sendings: Collection[int]) -> dict[int, str]:
    """Who signed what these brought, as it was sent."""
    return dict(m.Sending.objects.filter(pk__in=sendings).values_list("id", "signer_name"))


def find_registered(sending: int) -> int | None:
    """The incoming document that a sending became."""
    return m.Incoming.objects.filter(sending=sending).values_list("id", flat=True).first()


def find_made(key: UUID) -> int | None:
    """What a form made."""
    return m.Incoming.objects.filter(key=key).values_list("id", flat=True).first()


def get_answered(reply: int) -> int | None:
    """The incoming document that an issued one answers."""
    return m.Incoming.objects.filter(reply=reply).values_list("id", flat=True).first()


def find_answered(about: str) -> SendingRow | None:
    """The sending from outside that a document ``about`` it answers."""
    incoming = m.Incoming.objects.filter(pk=incoming_in(about) or 0).first()
    row = find_sending(incoming.sending_id) if incoming and incoming.sending_id else None
    return row if row and row.is_from_outside else None


def find_sending(sending: int) -> SendingRow | None:
    """Whoever shows it asked for rights before."""
    row = m.Sending.objects.filter(pk=sending).first()
    return sending_row(row) if row else None


def list_brought(key: str, recipient: str = "") -> list[SendingRow]:
    """Everything that messages from outside brought of a document: ``key`` as far as it names it."""
    rows = m.Sending.objects.filter(key__startswith=key).order_by("id")
    return [sending_row(row) for row in (rows.filter(recipient=recipient) if recipient else rows)[:200]]


def get_word(word: int) -> WordRow:
    return word_row(m.Word.objects.get(pk=word))


def list_amendments(sendings: Collection[int]) -> dict[int, list[AmendmentRow]]:
    """Of each what its sender put right, the newest last. Whoever shows them asked for rights before."""
    found: dict[int, list[AmendmentRow]] = {}
    for row in m.Amendment.objects.filter(sending__in=sendings).order_by("id")[:1_000]:
        found.setdefault(row.sending_id, []).append(amendment_row(row))
    return found


def find_amendment(amendment: int) -> AmendmentRow | None:
    row = m.Amendment.objects.filter(pk=amendment).first()
    return amendment_row(row) if row else None
