"""The clerk enters what came: an arrival number in the order of arrival, once; what was mistyped is put right."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, BinaryIO, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.actions.common import Held, happen, hold, said, search_of
from lienthong.domain.correspondence.actions.saying import hold_sending, say
from lienthong.domain.correspondence.errors import (
    DueBeforeToday,
    FileMissing,
    FromTheFuture,
    NotNow,
    NotYours,
    RegisteredAlready,
    SecretIncoming,
    SenderMissing,
    SendingNotFound,
    SubjectMissing,
)
from lienthong.domain.correspondence.permissions import can_register
from lienthong.domain.correspondence.queries.lists import list_twins
from lienthong.domain.correspondence.queries.one import find_made, find_registered
from lienthong.domain.correspondence.rules import statuses
from lienthong.domain.correspondence.rules.moves import State, Verb
from lienthong.domain.correspondence.rules.parties import organ_of
from lienthong.domain.correspondence.rules.statuses import Side, Status
from lienthong.domain.documents.queries import Kind, Urgency, is_secret
from lienthong.domain.organisations.queries import find_agencies
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put
from lienthong.spine.files.queries import FileRow, get_files
from lienthong.spine.files.rules import FROM_OTHERS, Use
from lienthong.spine.numbering import actions as numbering
from lienthong.spine.numbering.errors import BackDated
from lienthong.spine.numbering.queries import BookKey, NumberRow
from lienthong.spine.text import clean, search_key

FILE: Final = Use("incoming", FROM_OTHERS, as_it_came=True)
BOOK: Final = "incoming"
_TYPED: Final = ("sender", "symbol", "dated", "kind", "subject", "urgency", "pages", "due")


@dataclass(frozen=True, slots=True)
class Letter:
    """What the clerk reads off a document that came. ``files``: the document first, then what is attached.
    ``is_secret``: it bears a mark of secrecy.
    """

    sender: str
    symbol: str
    dated: date
    kind: Kind
    subject: str
    arrived_on: date
    files: tuple[int, ...] = ()
    urgency: Urgency = Urgency.NORMAL
    pages: int = 1
    due: date | None = None
    is_secret: bool = False


def receive_file(*, content: BinaryIO, name: str, by: Actor, at: datetime) -> FileRow:
    """A file of a document that is being registered. Raises NotYours, a FileRefused."""
    if not can_register(by, by.agency):
        raise NotYours
    return put(content=content, name=name, use=FILE, agency=by.agency, by=by, at=at)


def own_files(files: list[int], by: Actor) -> list[FileRow]:
    """Those that this person sent for this, in their order."""
    found = get_files(files)
    return [
        found[file]
        for file in dict.fromkeys(files)
        if file in found and found[file].use == FILE.name and found[file].put_by == by.account
    ]


def refuse_secret(letter: Letter) -> None:
    """Raises SecretIncoming. Asked before any of its files is kept."""
    if letter.is_secret or is_secret([letter.subject, letter.symbol, letter.sender]):
        raise SecretIncoming


@transaction.atomic
def register(*, key: UUID, letter: Letter, despite_twin: bool = False, by: Actor, at: datetime) -> int:
    """Enters a document that came from outside. The form that is sent twice finds what it made.

    Raises NotYours, SecretIncoming, RegisteredAlready unless ``despite_twin``, and what says which part is wrong.
    """
    if not can_register(by, by.agency):
        raise NotYours
    if made := find_made(key):
        return made
    given = _whole(letter, clock.local(at).date())
    if not own_files(list(given.files), by):
        raise FileMissing
    if not despite_twin:
        refuse_twin(given, by.agency)
    return _enter(key, given, None, by, at)


@transaction.atomic
def register_sent(*, sending: int, letter: Letter, by: Actor, at: datetime) -> int:
    """Enters what another agency sent: its very bytes; number, day and sender are as they were sent.

    Raises SendingNotFound, NotNow, SubjectMissing, DueBeforeToday.
    """
    row = hold_sending(sending)
    if row is None or not can_register(by, row.recipient):
        raise SendingNotFound
    if made := find_registered(sending):
        return made
    _arrive(row, by, at)
    if not statuses.allows(Status.REGISTERED, Status(row.status), Side.RECIPIENT):
        raise NotNow
    given = replace(
        letter, symbol=row.code, dated=row.dated, kind=Kind(row.kind), files=(row.file, *row.files)
    )
    incoming = _enter(_key_of(row), _whole(given, clock.local(at).date()), row, by, at)
    say(row, Status.REGISTERED, "", by=by, at=at)
    return incoming


def _arrive(row: m.Sending, by: Actor, at: datetime) -> None:
    """What the worker would have said in a moment: the clerk was quicker."""
    if row.status == Status.SENT:
        say(row, Status.ARRIVED, "", by=by, at=at)


def _key_of(row: m.Sending) -> UUID:
    """Of a sending there is never a second."""
    return uuid5(NAMESPACE_URL, f"sending:{row.pk}")


@transaction.atomic
def correct(*, incoming: int, letter: Letter, reason: str, by: Actor, at: datetime) -> None:
    """Puts right what was mistyped; the arrival number stays. What a sending says of itself is not changed here.

    Raises IncomingNotFound, NotYours, NotNow, ReasonMissing, SecretIncoming and what says which part is wrong.
    """
    held = hold(incoming, Verb.CORRECTED, by=by, at=at)
    told, row = said(reason), held.row
    files = tuple(row.files)
    given = _whole(replace(letter, arrived_on=row.arrived_on, files=files), row.registered_on)
    if held.sending:
        given = replace(given, sender=row.sender, symbol=row.symbol, dated=row.dated, kind=Kind(row.kind))
    columns = _columns(given, row.agency, held.at)
    changed = {name: columns[name] for name in _TYPED if getattr(row, name) != columns[name]}
    if not changed:
        return
    was = {name: str(getattr(row, name) or "") for name in changed}
    happen(held, Verb.CORRECTED, {"reason": told, "was": was}, **columns)


def refuse_twin(letter: Letter, agency: str) -> None:
    """Raises RegisteredAlready."""
    if not letter.symbol:
        return
    for twin in list_twins(agency, twin_of(letter), letter.dated):
        raise RegisteredAlready(number=twin.arrival, day=f"{twin.registered_on:%d/%m/%Y}")


def twin_of(letter: Letter) -> str:
    return search_key(f"{letter.sender} {letter.symbol}")[:400]


def _whole(letter: Letter, day: date) -> Letter:
    """Clean, and refused while a part is missing or it is said to be secret; ``day`` is that of registering."""
    given = replace(
        letter,
        sender=clean(letter.sender)[:300],
        symbol=clean(letter.symbol)[:80],
        subject=clean(letter.subject),
    )
    refuse_secret(given)
    wanting = {
        SenderMissing: not given.sender,
        SubjectMissing: not given.subject,
        FileMissing: not given.files,
        FromTheFuture: given.dated > day or given.arrived_on > day,
        DueBeforeToday: given.due is not None and given.due < given.arrived_on,
    }
    for refusal, is_wanting in wanting.items():
        if is_wanting:
            raise refusal
    return given


def _columns(letter: Letter, agency: str, at: datetime) -> dict[str, Any]:
    matches = find_agencies(letter.sender, clock.local(at).date(), limit=5)
    codes = [match.agency.code for match in matches if match.is_exact and match.agency.code != agency]
    return {
        "sender_code": codes[0] if len(codes) == 1 else "",
        "sender": letter.sender,
        "symbol": letter.symbol,
        "twin": twin_of(letter),
        "dated": letter.dated,
        "kind": letter.kind.value,
        "subject": letter.subject,
        "urgency": letter.urgency.value,
        "pages": letter.pages,
        "due": letter.due,
    }


def _enter(key: UUID, letter: Letter, sending: m.Sending | None, by: Actor, at: datetime) -> int:
    entry = _next(f"incoming-form:{key}", by, at)
    row = m.Incoming(
        key=key,
        agency=by.agency,
        sending=sending,
        files=list(letter.files),
        arrived_on=letter.arrived_on,
        number=entry.value,
        year=entry.year,
        registered_on=clock.local(entry.issued_at).date(),
        entry=entry.id,
        state=State.REGISTERED.value,
        moved_at=entry.issued_at,
        recorded_at=entry.issued_at,
        **_columns(letter, by.agency, entry.issued_at),
    )
    if sending:
        row.sender_code = "" if organ_of(sending.sender) else sending.sender
    row.search = search_of(row)
    row.save()
    told = {"sender": row.sender, "symbol": row.symbol, "subject": row.subject}
    happen(Held(row, by, entry.issued_at), Verb.REGISTERED, told)
    return row.pk


def _next(subject: str, by: Actor, at: datetime) -> NumberRow:
    """Whoever's clock is behind comes after the one before."""
    while True:
        try:
            return numbering.issue(
                book=BookKey(by.agency, BOOK), year=clock.local(at).year, subject=subject, by=by, at=at
            )
        except BackDated as earlier:
            at = earlier.facts["last"]
