"""The demonstration's year plays through the platform's own verbs and ends where its file says."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from django.db import transaction
from django.utils.translation import override
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config import demo, demo_year, reference
from lienthong.config.ground.paths import DATA
from lienthong.domain.plans import queries
from lienthong.domain.plans.exchange.telling import say_done_about
from lienthong.domain.plans.queries import Status
from lienthong.spine import clock
from lienthong.spine.actor import platform

pytestmark = [pytest.mark.django_db, pytest.mark.sampled(test=3)]
TODAY = date(2021, 10, 15)


@pytest.fixture(scope="module", autouse=True)
def _year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    del django_db_setup
    by, at = platform("test"), demo_year.EVE
    with django_db_blocker.unblock(), transaction.atomic():
        reference.load_drafted(by=by, at=at)
        demo.load_people(by=by, at=at)
        demo_year.load_people(by=by, at=at)
        demo_year.play(until=datetime(2021, 10, 15, 9, tzinfo=clock.ZONE))
        yield
        transaction.set_rollback(True)


def plan() -> queries.PlanRow:
    return queries.get_plan(demo_year.SLUG, as_of=TODAY)


def counts(day: date) -> Counter[Status]:
    counted: Counter[Status] = Counter()
    for row in queries.tally(plan(), as_of=day):
        counted[row.status] += row.count
    return counted


def test_what_is_late_on_the_day_the_demonstration_opens() -> None:
    late = queries.list_obligations(plan().id, as_of=TODAY, wanted=queries.Wanted(statuses=[Status.OVERDUE]))
    assert [(row.agency, row.ref, row.due) for row in late] == [
        ("GL-630", "", date(2021, 6, 10)),
        ("GL-630", "", date(2021, 9, 10)),
        ("GL-635", "", date(2021, 9, 10)),
        ("GL-637", "", date(2021, 9, 10)),
        ("GL-SGTVT", "", date(2021, 9, 10)),
        ("GL-SKHCN", "VI.12", date(2021, 9, 30)),
        ("GL-SNV", "IV.6", date(2021, 9, 30)),
    ]


def test_who_is_late_was_reminded_and_superiors_were_told() -> None:
    """By the steps: ten, three and no working days before and one after; then the head, a letter, the Committee."""
    late = queries.list_obligations(plan().id, as_of=TODAY, wanted=queries.Wanted(statuses=[Status.OVERDUE]))
    happenings = queries.list_happenings([row.id for row in late], as_of=TODAY)
    with override("vi"):
        acts = [say_done_about(row, [one for one in happenings if one.obligation == row.id]) for row in late]
    reminded = "Đã nhắc 4 lần; đã báo cấp trên"
    assert acts == [
        reminded,
        f"{reminded}; đã giải trình nguyên nhân",
        reminded,
        reminded,
        "Đã trả lại 1 lần, chưa nộp lại; đã nhắc 2 lần; đã báo cấp trên",
        reminded,
        "Xin gia hạn đến 15/11/2021, chờ quyết định; đã nhắc 4 lần; đã báo cấp trên",
    ]
    waiting = queries.list_letters(plan(), waiting=True)
    assert sorted(one.agency for one in waiting) == ["GL-630", "GL-635", "GL-637", "GL-SGTVT", "GL-SKHCN"]


def test_as_many_duties_are_done_as_the_file_accepts() -> None:
    with (DATA / "demo" / "events.csv").open(newline="", encoding="utf-8") as lines:
        accepted = [
            row
            for row in csv.DictReader(lines)
            if row["verb"] == "accept" and row["key"] != "of" and not row["plan"]
        ]
    done = counts(TODAY)
    assert done[Status.DONE] + done[Status.DONE_LATE] == len(accepted)
    assert done[Status.SUBMITTED] == 1


def test_an_earlier_day_shows_what_was_so_then() -> None:
    assert counts(date(2020, 12, 25)) == Counter()
    assert counts(date(2021, 1, 4))[Status.DONE] == 2
    assert counts(date(2021, 10, 13))[Status.OVERDUE] == counts(TODAY)[Status.OVERDUE] + 1


def test_it_is_played_once() -> None:
    assert demo_year.play(until=datetime(2021, 10, 15, 9, tzinfo=clock.ZONE)) == 0
