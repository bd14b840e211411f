"""Answers are kept while their tables stay as they are, in this process and for every writer."""

from datetime import datetime

import pytest
from django.db import connection, connections, transaction

from lienthong.spine import stamps
from lienthong.spine.clock import ZONE
from lienthong.spine.clock.models import ClockAnchor
from tests.factories.databases import copy_of, filled, migrated

AT = datetime(2021, 10, 15, 9, 0, tzinfo=ZONE)
asked: list[str] = []


@stamps.kept("clock")
def count(word: str) -> int:
    asked.append(word)
    return ClockAnchor.objects.count()


@pytest.fixture(autouse=True)
def _unasked() -> None:
    asked.clear()


def anchor() -> None:
    ClockAnchor.objects.create(business_at=AT, real_at=AT)


@pytest.mark.django_db
def test_what_was_answered_is_not_asked_again() -> None:
    anchor()
    assert count("a") == count("a")
    assert asked == ["a"]


@pytest.mark.django_db
def test_each_argument_has_its_own_answer() -> None:
    anchor()
    count("a"), count("b"), count("a")
    assert asked == ["a", "b"]


@pytest.mark.django_db
def test_a_change_is_seen_at_once_by_who_made_it() -> None:
    before = count("a")
    anchor()
    assert count("a") == before + 1
    anchor()
    assert count("a") == before + 2


@pytest.mark.django_db
def test_what_was_undone_is_not_remembered() -> None:
    before = count("a")
    with transaction.atomic():
        anchor()
        assert count("a") == before + 1
        transaction.set_rollback(True)
    assert count("a") == before
    anchor()
    assert count("a") == before + 1


@pytest.mark.django_db
def test_a_statement_that_touches_no_row_costs_no_more_than_asking_again() -> None:
    anchor()
    count("a")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO clock_clockanchor (business_at, real_at) SELECT now(), now() WHERE false")
    count("a")
    assert asked == ["a", "a"]


@pytest.mark.django_db
def test_within_a_request_the_stamps_are_read_once(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    count("a")
    with stamps.held(), django_assert_num_queries(1):
        for _ in range(3):
            count("a")


@pytest.mark.django_db
def test_within_a_request_its_own_change_is_seen() -> None:
    with stamps.held():
        before = count("a")
        anchor()
        assert count("a") == before + 1


@pytest.mark.django_db
def test_within_a_request_an_undone_change_is_forgotten() -> None:
    with stamps.held():
        before = count("a")
        with transaction.atomic():
            anchor()
            assert count("a") == before + 1
            transaction.set_rollback(True)
        assert count("a") == before


@pytest.mark.django_db(transaction=True)
def test_a_writer_that_commits_after_a_later_one_is_seen_all_the_same() -> None:
    """The stamp is no highest number: of two writers the one that began first may be the last to commit."""
    before = count("a")
    other = connections.create_connection("default")
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("INSERT INTO clock_clockanchor (business_at, real_at) VALUES (now(), now())")
        anchor()
        assert count("a") == before + 1
        other.commit()
        assert count("a") == before + 2
    finally:
        other.close()


@pytest.mark.django_db(transaction=True)
def test_a_database_set_back_and_written_anew_is_not_taken_for_what_it_was_before() -> None:
    """Twice the same database, as a restored backup is, and twice one statement: a counter would stand alike."""
    for anchors in (1, 2):
        with copy_of(filled(migrated)):
            before = ClockAnchor.objects.count()
            ClockAnchor.objects.bulk_create(ClockAnchor(business_at=AT, real_at=AT) for _ in range(anchors))
            assert count("a") == before + anchors


@pytest.mark.django_db(transaction=True)
def test_many_changes_leave_few_rows_and_none_waits_for_another() -> None:
    other = connections.create_connection("default")
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("INSERT INTO clock_clockanchor (business_at, real_at) VALUES (now(), now())")
        for _ in range(40):
            anchor()
            before = count("a")
        other.commit()
        assert count("a") == before + 1
        ended = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {ended}")
            (oldest,) = cursor.fetchone()
            anchor()
            cursor.execute("SELECT count(*) FROM stamps_stamp WHERE name = 'clock' AND tx < %s", [oldest])
            assert cursor.fetchone()[0] <= 16, "what all others have seen the end of is cleared away"
        assert count("a") == before + 2
    finally:
        other.close()


@pytest.mark.django_db
@pytest.mark.parametrize("app", ["clock", "calendar", "organisations", "procedures", "partners"])
def test_every_table_that_answers_are_kept_of_is_watched(app: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%%_stamped' AND tgenabled = 'A'"
        )
        watched = {table for (table,) in cursor.fetchall()}
    assert WATCHED[app] <= watched


WATCHED = {
    "clock": {"clock_clockanchor"},
    "calendar": {
        "calendar_dayentry",
        "calendar_hoursentry",
        "calendar_suspensionentry",
        "calendar_ruleentry",
    },
    "organisations": {
        "organisations_agency",
        "organisations_agencyversion",
        "organisations_officialcode",
        "organisations_group",
        "organisations_groupmembership",
        "organisations_position",
        "organisations_positionterm",
        "organisations_substitution",
    },
    "procedures": {
        "procedures_procedure",
        "procedures_version",
        "procedures_way",
        "procedures_paper",
        "procedures_fee",
        "procedures_basis",
        "procedures_step",
        "procedures_task",
        "procedures_unit",
    },
    "partners": {"partners_subscription"},
}
"""What the kept functions of each room read."""
