"""Numbers come one after the other, once each, and stay."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, InternalError

from lienthong.spine.actor import Actor
from lienthong.spine.numbering.actions import Issued, cancel, issue, issue_all
from lienthong.spine.numbering.errors import (
    AlreadyCancelled,
    BackDated,
    NoSuchNumber,
    OtherYear,
    ReasonMissing,
)
from lienthong.spine.numbering.queries import BookKey, NumberRow, iter_book, last_of, list_numbers_of

NOON = datetime(2021, 10, 15, 5, tzinfo=UTC)
CLERK = Actor(account="7", name="Rơ Châm Hừk", agency="GL-SNV")
DECISIONS = BookKey("GL", "QD")

pytestmark = pytest.mark.django_db


def take(
    book: BookKey = DECISIONS, *, at: datetime = NOON, year: int = 2021, subject: str = "doc:1"
) -> NumberRow:
    return issue(book=book, year=year, subject=subject, by=CLERK, at=at)


def test_each_book_and_year_counts_from_one_without_gap() -> None:
    assert [take().value for _ in range(3)] == [1, 2, 3]
    assert take(BookKey("GL", "CV-DEN")).value == 1
    assert take(BookKey("GL-SNV", "QD")).value == 1
    assert take(at=NOON + timedelta(days=365), year=2022).value == 1
    assert take().value == 4


def test_a_rolled_back_action_gives_its_number_back() -> None:
    take()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert take().value == 2
        raise ZeroDivisionError
    assert take().value == 2


def test_the_year_is_that_of_the_local_day() -> None:
    new_year = datetime(2021, 12, 31, 17, 0, tzinfo=UTC)  # 00:00 on 1 January in Viet Nam
    assert take(at=new_year, year=2022).value == 1
    with pytest.raises(OtherYear):
        take(at=new_year, year=2021)
    with pytest.raises(OtherYear):
        take(at=new_year - timedelta(microseconds=1), year=2022)


def test_it_refuses_to_date_a_number_before_the_last() -> None:
    take(at=NOON)
    with pytest.raises(BackDated):
        take(at=NOON - timedelta(seconds=1))
    assert take(at=NOON).value == 2


def test_a_cancelled_number_keeps_its_reason_and_is_not_given_again() -> None:
    take()
    second = take()
    gone = cancel(number=second.id, reason=" In nhầm ", by=CLERK, at=NOON)
    assert (gone.value, gone.reason, gone.cancelled_at) == (2, "In nhầm", NOON)
    assert take().value == 3
    assert [row.reason for row in iter_book(DECISIONS, year=2021)] == ["", "In nhầm", ""]


def test_cancelling_needs_a_living_number_and_a_reason() -> None:
    first = take()
    with pytest.raises(ReasonMissing):
        cancel(number=first.id, reason=" ", by=CLERK, at=NOON)
    with pytest.raises(NoSuchNumber):
        cancel(number=first.id + 1, reason="x", by=CLERK, at=NOON)
    cancel(number=first.id, reason="x", by=CLERK, at=NOON)
    with pytest.raises(AlreadyCancelled):
        cancel(number=first.id, reason="x", by=CLERK, at=NOON)


def test_a_subject_finds_its_numbers() -> None:
    take(subject="doc:1")
    take(subject="doc:2")
    assert [(row.value, row.book) for row in list_numbers_of("doc:2")] == [(2, DECISIONS)]


@pytest.mark.parametrize("role", ["origin", "replica"])
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO numbering_number (book_id, value, subject, issued_at, issued_by, cancelled_by, reason)"
        " SELECT id, 4, 's', now(), 'x', '', '' FROM numbering_book",
        "INSERT INTO numbering_number (book_id, value, subject, issued_at, issued_by, cancelled_by, reason)"
        " SELECT id, 2, 's', now(), 'x', '', '' FROM numbering_book",
        "INSERT INTO numbering_number (book_id, value, subject, issued_at, issued_by, cancelled_by, reason)"
        " SELECT id, 3, 's', '2021-01-02', 'x', '', '' FROM numbering_book",
        "UPDATE numbering_number SET value = 9 WHERE value = 2",
        "UPDATE numbering_number SET subject = 'other'",
        "UPDATE numbering_number SET issued_at = now()",
        "UPDATE numbering_number SET cancelled_at = now()",
        "UPDATE numbering_number SET cancelled_at = NULL, cancelled_by = '', reason = '' WHERE value = 1",
        "DELETE FROM numbering_number",
        "UPDATE numbering_book SET last = 0",
        "UPDATE numbering_book SET last_at = NULL",
        "UPDATE numbering_book SET year = 2020",
        "INSERT INTO numbering_book (agency, kind, year, last) VALUES ('X', 'QD', 2021, 7)",
        "DELETE FROM numbering_book",
        "TRUNCATE numbering_book CASCADE",
        "TRUNCATE numbering_number",
    ],
)
def test_postgres_refuses_what_would_break_a_book(statement: str, role: str) -> None:
    cancel(number=take().id, reason="x", by=CLERK, at=NOON)
    take()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, trigger in (("book", "book_whole"), ("number", "number_whole")):
            cursor.execute(f"ALTER TABLE numbering_{table} ENABLE ALWAYS TRIGGER numbering_{trigger}")
        cursor.execute(f"SET LOCAL session_replication_role = {role}")
        with pytest.raises((IntegrityError, InternalError)):
            cursor.execute(statement)


def test_the_list_of_a_subject_is_bounded_and_begins_with_the_oldest() -> None:
    given = [take().value for _ in range(101)]
    assert [row.value for row in list_numbers_of("doc:1")] == given[:100]
    assert [row.value for row in list_numbers_of("doc:1", limit=2)] == [1, 2]


def past(value: int, *, at: datetime = NOON) -> Issued:
    return Issued(value, f"doc:{value}", at, "7")


def test_numbers_of_a_story_enter_their_books_and_the_books_go_on_after_them() -> None:
    take()
    letters = BookKey("GL", "CV-DEN")
    issue_all(books={DECISIONS: [past(2), past(3)], letters: [past(1)]}, year=2021)
    assert [(row.value, row.subject) for row in iter_book(DECISIONS, year=2021)] == [
        (1, "doc:1"),
        (2, "doc:2"),
        (3, "doc:3"),
    ]
    assert [row.subject for row in iter_book(letters, year=2021)] == ["doc:1"]
    assert take().value == 4
    assert take(letters).value == 2


def test_a_number_of_a_story_is_never_dated_before_the_last() -> None:
    hour = timedelta(hours=1)
    take(at=NOON)
    issue_all(books={DECISIONS: [past(2, at=NOON - hour), past(3, at=NOON + hour), past(4)]}, year=2021)
    assert [row.issued_at - NOON for row in iter_book(DECISIONS, year=2021)] == [
        0 * hour,
        0 * hour,
        hour,
        hour,
    ]


@pytest.mark.parametrize("values", [[2], [1, 3], [1, 1]])
def test_a_story_that_leaves_a_gap_or_says_a_number_twice_enters_nothing(values: list[int]) -> None:
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        issue_all(books={DECISIONS: [past(value) for value in values]}, year=2021)
    assert not list(iter_book(DECISIONS, year=2021))


def test_the_last_numbers_of_several_books_and_of_no_other() -> None:
    own, theirs = BookKey("GL", "QD"), BookKey("GL-SNV", "CV-DEN")
    for book in (own, own, theirs, BookKey("GL", "CV-DEN")):
        take(book)
    assert last_of([own, theirs, BookKey("GL-SNV", "QD")]) == {own: 2, theirs: 1}
    assert last_of([]) == {}
