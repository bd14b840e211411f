"""Many writers at once: no gap, no double, in the order of issuing."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from lienthong.spine.actor import Actor
from lienthong.spine.numbering.actions import issue
from lienthong.spine.numbering.queries import BookKey, iter_book

NOON = datetime(2021, 10, 15, 5, tzinfo=UTC)
BOOK = BookKey("GL", "QD")


def write(writer: int, numbers: int, got: list[int], start: threading.Barrier) -> None:
    """Every seventh action fails after it took its number: the number must go to someone else."""
    by = Actor(account=str(writer), name="")
    try:
        start.wait()
        for turn in range(numbers):
            fails = turn % 7 == 3
            with transaction.atomic():
                row = issue(book=BOOK, year=2021, subject=f"doc:{writer}-{turn}", by=by, at=NOON)
                transaction.set_rollback(fails)
            if not fails:
                got.append(row.value)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("writers", "numbers"), [(16, 50), pytest.param(64, 500, marks=pytest.mark.whole)])
def test_parallel_writers_leave_no_gap_and_no_double(writers: int, numbers: int) -> None:
    got: list[list[int]] = [[] for _ in range(writers)]
    start = threading.Barrier(writers)
    threads = [threading.Thread(target=write, args=(n, numbers, got[n], start)) for n in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    book = list(iter_book(BOOK, year=2021))
    assert [row.value for row in book] == list(range(1, sum(map(len, got)) + 1))
    assert sorted(value for mine in got for value in mine) == [row.value for row in book]
    assert all(mine == sorted(mine) for mine in got)
    assert len({row.subject for row in book}) == len(book)


@pytest.mark.django_db(transaction=True)
def test_numbers_follow_the_order_of_commits() -> None:
    """The second writer waits for the first, though it asked before the first had committed."""
    order: list[tuple[str, int]] = []
    taken, done = threading.Event(), threading.Event()

    def second() -> None:
        taken.wait()
        with transaction.atomic():
            row = issue(book=BOOK, year=2021, subject="b", by=Actor("b", ""), at=NOON + timedelta(seconds=1))
            order.append(("second", row.value))
        connection.close()
        done.set()

    thread = threading.Thread(target=second)
    thread.start()
    with transaction.atomic():
        row = issue(book=BOOK, year=2021, subject="a", by=Actor("a", ""), at=NOON)
        taken.set()
        assert not done.wait(0.3)
        order.append(("first", row.value))
    thread.join()
    assert order == [("first", 1), ("second", 2)]
