from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from lienthong.spine.numbering.models import Book, Number


@dataclass(frozen=True, slots=True)
class BookKey:
    """Which register: an agency's code and a kind ("QD", "CV-DEN"...)."""

    agency: str
    kind: str


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One issued number. ``cancelled_at`` is None while it is valid."""

    id: int
    book: BookKey
    year: int
    value: int
    subject: str
    issued_at: datetime
    issued_by: str
    cancelled_at: datetime | None
    reason: str

    @classmethod
    def of(cls, row: Number) -> "NumberRow":
        return cls(
            id=row.pk,
            book=BookKey(row.book.agency, row.book.kind),
            year=row.book.year,
            value=row.value,
            subject=row.subject,
            issued_at=row.issued_at,
            issued_by=row.issued_by,
            cancelled_at=row.cancelled_at,
            reason=row.reason,
        )


def iter_book(book: BookKey, *, year: int) -> Iterator[NumberRow]:
    """All numbers of a book in their order, in constant memory."""
    rows = Number.objects.filter(book__agency=book.agency, book__kind=book.kind, book__year=year)
    return map(NumberRow.of, rows.select_related("book").order_by("value").iterator(1_000))


def list_numbers_of(subject: str, *, limit: int = 100) -> list[NumberRow]:
    """The numbers that ``subject`` was given, the oldest first."""
    rows = Number.objects.filter(subject=subject).select_related("book").order_by("id")
    return [NumberRow.of(row) for row in rows[:limit]]


def last_of(books: Iterable[BookKey]) -> dict[BookKey, int]:
    """The last number of each of these books; books that were not begun are left out. One query."""
    wanted = set(books)
    rows = Book.objects.filter(
        agency__in={book.agency for book in wanted}, kind__in={book.kind for book in wanted}
    )
    found = {BookKey(agency, kind): last for agency, kind, last in rows.values_list("agency", "kind", "last")}
    return {book: last for book, last in found.items() if book in wanted}
