from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.copying import copy_in
from lienthong.spine.joining import joined
from lienthong.spine.numbering.errors import (
    AlreadyCancelled,
    BackDated,
    NoSuchNumber,
    OtherYear,
    ReasonMissing,
)
from lienthong.spine.numbering.models import Book, Number
from lienthong.spine.numbering.queries import BookKey, NumberRow


@joined()
def issue(*, book: BookKey, year: int, subject: str, by: Actor, at: datetime) -> NumberRow:
    """The next number of ``book`` in ``year``; taken back with the caller's transaction, never left as a gap.

    Whoever comes second waits until the first commits: call it as late as the action allows. Raises OtherYear
    when ``at`` is not in ``year`` by local date, BackDated when ``at`` precedes the last number.
    """
    if (today := clock.local(at).year) != year:
        raise OtherYear(year=year, today=today)
    register = _locked(book, year)
    if register.last_at and register.last_at > at:
        raise BackDated(last=register.last_at)
    number = Number.objects.create(
        book=register, value=register.last + 1, subject=subject, issued_at=at, issued_by=by.account
    )
    return NumberRow.of(number)


@dataclass(frozen=True, slots=True)
class Issued:
    """A number that a story says was given; ``value`` counts on from the last one of its book."""

    value: int
    subject: str
    at: datetime
    by: str


@transaction.atomic
def issue_all(*, books: Mapping[BookKey, Sequence[Issued]], year: int) -> None:
    """Enters numbers of several books at once, each in its order; PostgreSQL refuses a gap as it does for one.

    One that comes from before its book's last number bears the time of that.
    """
    Book.objects.bulk_create(
        (Book(agency=book.agency, kind=book.kind, year=year) for book in books), ignore_conflicts=True
    )
    of_them = {"agency__in": {book.agency for book in books}, "kind__in": {book.kind for book in books}}
    locked = Book.objects.select_for_update(no_key=True).filter(**of_them, year=year).order_by("pk")
    registers = {BookKey(row.agency, row.kind): row for row in locked}
    rows = [row for book, numbers in books.items() for row in _entered(registers[book], numbers)]
    copy_in(Number, ("book_id", "value", "subject", "issued_at", "issued_by", "cancelled_by", "reason"), rows)


def _entered(register: Book, numbers: Sequence[Issued]) -> Iterator[tuple[Any, ...]]:
    last = register.last_at
    for number in numbers:
        last = max(last, number.at) if last else number.at
        yield register.pk, number.value, number.subject, last, number.by, "", ""


@transaction.atomic
def cancel(*, number: int, reason: str, by: Actor, at: datetime) -> NumberRow:
    """Cancels the number with id ``number``; it stays in the book with ``reason`` and is not given again.

    Raises NoSuchNumber, AlreadyCancelled, ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    row = Number.objects.select_related("book").select_for_update(of=("self",)).filter(pk=number).first()
    if row is None:
        raise NoSuchNumber
    if row.cancelled_at:
        raise AlreadyCancelled
    row.cancelled_at, row.cancelled_by, row.reason = at, by.account, reason.strip()
    row.save(update_fields=["cancelled_at", "cancelled_by", "reason"])
    return NumberRow.of(row)


def _locked(book: BookKey, year: int) -> Book:
    place = {"agency": book.agency, "kind": book.kind, "year": year}
    locked = Book.objects.select_for_update(no_key=True).filter(**place)
    found = next(iter(locked.order_by()), None)
    if found is None:
        Book.objects.bulk_create([Book(**place)], ignore_conflicts=True)
        found = locked.get()
    return found
