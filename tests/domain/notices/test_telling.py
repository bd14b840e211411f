"""Telling: once for each key, as told for ever, to the own eyes only."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from lienthong.domain.notices import actions, queries
from lienthong.domain.notices.errors import NoSuchNotice
from lienthong.domain.notices.queries import Digest, Urgency
from lienthong.spine.ledger import queries as ledger
from tests.domain.notices.notes import AT, BY, note, reader

pytestmark = pytest.mark.django_db
ANN, BINH = "annannannannann1", "binhbinhbinhbin2"


def tell(*notes: actions.Note) -> int:
    return actions.tell(notes=notes, by=BY, at=AT)


def test_what_is_told_is_there_unread_on_its_business_day() -> None:
    assert tell(note(ANN, urgency=Urgency.URGENT)) == 1
    (row,) = queries.list_notices(ANN)
    assert (row.title, row.address) == (note(ANN).title, note(ANN).address)
    assert (row.day, row.created_at, row.is_urgent, row.is_read) == (date(2021, 10, 15), AT, True, False)
    assert queries.count_unread(ANN) == 1
    assert queries.list_notices(BINH) == []


def test_the_same_reminder_never_arrives_twice() -> None:
    assert tell(note(ANN), note(ANN)) == 1
    assert tell(note(ANN, title="mit anderen Worten"), note(BINH)) == 1
    assert [row.title for row in queries.list_notices(ANN)] == [note(ANN).title]
    assert queries.count_notices(BINH) == 1


def test_many_are_told_in_few_statements(django_assert_max_num_queries: Any) -> None:
    notes = [note(ANN, key=f"k:{n}") for n in range(2_000)]
    with django_assert_max_num_queries(12):
        assert tell(*notes) == 2_000


def test_telling_leaves_one_entry_in_the_ledger_and_telling_nothing_new_leaves_none() -> None:
    tell(note(ANN), note(BINH))
    tell(note(ANN))
    (entry,) = ledger.list_entries(subject="obligation:1")
    assert (entry.verb, entry.details) == ("notices.tell", {"plans.overdue": 2})


@pytest.mark.parametrize(
    "address", ["https://xau.example/", "//xau.example/", "/\\xau.example", "", "plans/"]
)
def test_a_notice_leads_nowhere_else(address: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        tell(note(ANN, address=address))


def test_reading_is_noted_once_and_leads_on() -> None:
    tell(note(ANN))
    (row,) = queries.list_notices(ANN)
    assert actions.read(notice=row.id, by=reader(ANN), at=AT) == note(ANN).address
    assert actions.read(notice=row.id, by=reader(ANN), at=AT + timedelta(days=1)) == note(ANN).address
    assert queries.count_unread(ANN) == 0
    assert queries.list_notices(ANN)[0].is_read


def test_nobody_reads_the_notices_of_others() -> None:
    tell(note(ANN))
    (row,) = queries.list_notices(ANN)
    with pytest.raises(NoSuchNotice):
        actions.read(notice=row.id, by=reader(BINH), at=AT)
    assert actions.read_all(up_to=row.id, by=reader(BINH), at=AT) == 0
    assert queries.find_notice(BINH, row.id) is None
    assert queries.count_unread(ANN) == 1


def test_what_came_after_the_page_was_drawn_stays_new() -> None:
    tell(*(note(ANN, key=f"k:{n}") for n in range(3)))
    newest = queries.list_notices(ANN)[0]
    tell(note(ANN, key="later"))
    assert actions.read_all(up_to=newest.id, by=reader(ANN), at=AT) == 3
    assert [row.is_read for row in queries.list_notices(ANN)] == [False, True, True, True]


def test_lists_are_the_newest_first_a_page_at_a_time() -> None:
    tell(*(note(ANN, key=f"k:{n}", title=f"{n}") for n in range(queries.PAGE + 2)))
    first, second = queries.list_notices(ANN), queries.list_notices(ANN, offset=queries.PAGE)
    assert [row.title for row in second] == ["1", "0"]
    assert len(first) == queries.PAGE
    actions.read(notice=first[0].id, by=reader(ANN), at=AT)
    assert queries.count_notices(ANN, unread_only=True) == queries.PAGE + 1
    assert first[0].id not in {row.id for row in queries.list_notices(ANN, unread_only=True)}


def test_who_has_not_chosen_gets_all_and_a_choice_holds() -> None:
    assert queries.get_digest(ANN) == Digest.ALL
    actions.prefer(digest=Digest.NONE, by=reader(ANN), at=AT)
    actions.prefer(digest=Digest.URGENT, by=reader(ANN), at=AT)
    assert (queries.get_digest(ANN), queries.get_digest(BINH)) == (Digest.URGENT, Digest.ALL)
    assert [entry.verb for entry in ledger.list_entries(subject=f"account:{ANN}")] == ["notices.prefer"] * 2


@pytest.mark.parametrize(
    "change",
    [
        "title = 'khác'",
        "address = '/khac/'",
        "account = 'ai'",
        "key = 'khac'",
        "day = day + 1",
        "read_at = NULL",
        "urgency = 'LOUD'",
    ],
)
def test_the_database_keeps_what_was_told(change: str) -> None:
    tell(note(ANN))
    actions.read(notice=queries.list_notices(ANN)[0].id, by=reader(ANN), at=AT)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE notices_notice SET {change}")
