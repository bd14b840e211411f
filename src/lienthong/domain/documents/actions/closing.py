"""A register is closed after its year: the book as it stands is kept, once, with its digest in the ledger."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Final

from django.db import transaction

from lienthong.domain.documents import models as m
from lienthong.domain.documents.errors import NothingToClose, NotYours, YearNotOver
from lienthong.domain.documents.permissions import can_register
from lienthong.domain.documents.rules.kinds import Book
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put
from lienthong.spine.files.rules import FileType, Use
from lienthong.spine.ledger.actions import record

CLOSED_BOOK: Final = Use("closed register", (FileType.PDF,))


@transaction.atomic
def close_register(
    *, register: Book, year: int, lines: int, write: Callable[[], bytes], by: Actor, at: datetime
) -> int:
    """The file of the book. Closed twice it is closed once. ``write`` sets the book, of ``lines`` entries.

    Raises NotYours, YearNotOver, NothingToClose, PaperTooLarge, PaperTookTooLong.
    """
    if not can_register(by, by.agency):
        raise NotYours
    if year >= clock.local(at).year:
        raise YearNotOver(year=year)
    if not lines:
        raise NothingToClose(year=year)
    key = {"agency": by.agency, "register": register.value, "year": year}
    if found := m.Closing.objects.filter(**key).first():
        return found.file
    name = f"so-{register.lower()}-{year}.pdf"
    file = put(content=BytesIO(write()), name=name, use=CLOSED_BOOK, agency=by.agency, by=by, at=at)
    told = {"lines": lines, "file": file.id, "digest": file.digest}
    m.Closing.objects.create(**key, **told, account=by.account, name=by.name, closed_at=at)
    record(
        by=by,
        verb="documents.close_register",
        subject=f"register:{by.agency}:{register.value}:{year}",
        agency=by.agency,
        at=at,
        details={"year": year, "register": register.value, "lines": lines, "digest": file.digest},
    )
    return file.id
