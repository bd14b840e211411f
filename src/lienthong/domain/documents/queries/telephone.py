"""Questions on telephones, as who asked them sees them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lienthong.domain.documents import models as m
from lienthong.domain.documents.errors import RequestNotFound
from lienthong.domain.documents.queries.rows import DocumentRow, row_of
from lienthong.domain.documents.rules.asking import OPEN, RequestState
from lienthong.domain.documents.rules.moves import Verb
from lienthong.spine.actor import Actor


@dataclass(frozen=True, slots=True)
class ItemRow:
    """``refusal`` says why it is not signed; empty while nobody knows yet."""

    row: DocumentRow
    is_signed: bool
    refusal: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """As ``models.SigningRequest``; ``until`` is technical time."""

    key: UUID
    verb: Verb
    state: RequestState
    code: str
    said: str
    words: str
    is_silent: bool
    is_confirmed: bool
    until: datetime
    items: tuple[ItemRow, ...]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def signed(self) -> int:
        return sum(one.is_signed for one in self.items)


def get_request(key: UUID, *, by: Actor) -> RequestRow:
    """Raises RequestNotFound, also for another person's, and for one's own of another agency."""
    row = m.SigningRequest.objects.filter(key=key, account=by.account, agency=by.agency).first()
    if row is None:
        raise RequestNotFound
    items = row.items.select_related("document").defer("started", "made").order_by("place")
    return RequestRow(
        key=row.key,
        verb=Verb(row.verb),
        state=RequestState(row.state),
        code=row.code,
        said=row.said,
        words=row.words,
        is_silent=row.is_silent,
        is_confirmed=row.is_confirmed,
        until=row.until,
        items=tuple(ItemRow(row_of(one.document), one.is_signed, one.refusal) for one in items),
    )


def find_open_request(document: int, *, by: Actor) -> UUID | None:
    """The question about this document that waits on this person's telephone."""
    mine = m.SigningRequest.objects.filter(account=by.account, agency=by.agency, ended_at=None)
    waiting = mine.filter(items__document=document)
    return waiting.order_by("-id").values_list("key", flat=True).first()
