"""Who looked at whose data: written on a reading request, read back newest first, never changed."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from lienthong.spine.actor import ANONYMOUS, Actor
from lienthong.spine.readings import actions, queries
from lienthong.web.entrance.guard import NoWritesOnGet

pytestmark = pytest.mark.django_db

AT = datetime(2021, 10, 15, 2, tzinfo=UTC)
CLERK = Actor(
    account="clerk", name="Siu H'Lan", agency="GL-PLK", position="Công chức một cửa", origin="web 10.0.0.7"
)


def look(subject: str = "party:1", by: Actor = CLERK, **more: str) -> None:
    actions.note(subjects=[subject], parts=["numbers", "birth"], by=by, at=AT, **more)


def test_a_look_is_kept_with_who_which_parts_when_and_why() -> None:
    look(reason="Đối chiếu giấy tờ")
    (row,) = queries.list_readings(subjects=["party:1"])
    assert (row.account, row.name, row.hat, row.position) == (
        "clerk",
        "Siu H'Lan",
        "GL-PLK",
        "Công chức một cửa",
    )
    assert (row.parts, row.reason, row.at, row.origin) == (
        ("birth", "numbers"),
        "Đối chiếu giấy tờ",
        AT,
        "web 10.0.0.7",
    )


def test_looks_are_listed_by_whom_they_concern_and_by_who_looked_newest_first() -> None:
    for subject in ("party:1", "party:2", "party:1"):
        look(subject)
    look("party:3", by=Actor(account="other", name="Khác"))
    assert [row.subject for row in queries.list_readings(subjects=["party:1", "party:2"])] == [
        "party:1",
        "party:2",
        "party:1",
    ]
    newest, *older = queries.list_readings(account="clerk")
    assert queries.list_readings(account="clerk", before=newest.id) == older
    assert len(queries.list_readings(limit=2)) == 2


def test_many_subjects_are_noted_in_one_statement(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        actions.note(subjects=[f"party:{number}" for number in range(50)], parts=["name"], by=CLERK, at=AT)
    assert len(queries.list_readings()) == 50


def test_a_reading_request_may_write_it() -> None:
    def page(_request: HttpRequest) -> HttpResponse:
        look()
        return HttpResponse("shown")

    NoWritesOnGet(page)(RequestFactory().get("/x/"))
    assert len(queries.list_readings(subjects=["party:1"])) == 1


def test_nobody_looks_without_being_somebody() -> None:
    with pytest.raises(IntegrityError, match="readings_by_somebody"):
        look(by=ANONYMOUS)


def test_a_look_is_a_look_at_something() -> None:
    with pytest.raises(IntegrityError, match="readings_of_something"):
        actions.note(subjects=["party:1"], parts=[], by=CLERK, at=AT)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE readings_reading SET reason = 'x'", "DELETE FROM readings_reading"],
)
def test_what_was_looked_at_stays_written(statement: str) -> None:
    look()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert len(queries.list_readings()) == 1
