"""A private calendar address: what stands in it, and how it ends."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django.plugin import DjangoDbBlocker

from lienthong.domain.plans import actions, queries
from lienthong.spine import clock
from tests.domain.plans.running import at, document
from tests.factories.province import SLUG, loaded
from tests.web.steering.people import actor_of, browser_of, employ

pytestmark = pytest.mark.django_db

NOW = datetime(2021, 10, 15, 9, tzinfo=clock.ZONE)
DAY = date(2021, 10, 15)


@pytest.fixture(scope="module", autouse=True)
def _province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    del django_db_setup
    with loaded(django_db_blocker), pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: NOW)
        employ("science", "specialist", "GL-SKHCN")
        employ("kbang", "reporter", "GL-625")
        yield


def address_of(browser: Client) -> str:
    """The address that a page shows once, without its origin."""
    shown = browser.post("/plans/calendar/").context["address"]
    return str(shown[shown.index("/plans/") :])


def test_a_feed_holds_every_dated_duty_of_the_agency_and_of_no_other() -> None:
    answer = Client().get(address_of(browser_of("science")))
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    plan = queries.get_plan(SLUG, as_of=DAY)
    wanted = queries.Wanted(agency="GL-SKHCN")
    rows = queries.list_obligations(plan.id, as_of=DAY, wanted=wanted)
    assert sorted(event.decoded("dtstart") for event in events) == sorted(row.due for row in rows if row.due)
    assert all(str(event["url"]).startswith("http://testserver/plans/calendar/duties/") for event in events)
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_an_entry_keeps_its_name_when_its_day_moves() -> None:
    browser = browser_of("science")
    address = address_of(browser)
    plan = queries.get_plan(SLUG, as_of=DAY)
    rows = queries.list_obligations(plan.id, as_of=DAY, wanted=queries.Wanted(agency="GL-SKHCN"))
    report = next(row for row in rows if (row.ref, row.key) == ("VI.11", "1/3"))
    actions.submit(
        obligation=report.id,
        documents=[document("187", date(2021, 10, 13))],
        by=actor_of("science"),
        at=at(10, 14),
    )
    names = {event["uid"] for event in Calendar.from_ical(Client().get(address).content).walk("VEVENT")}
    assert f"duty.{report.id}@testserver" in names


def test_a_new_address_ends_the_old_one_and_revoking_ends_it_too() -> None:
    browser = browser_of("science")
    old, new = address_of(browser), address_of(browser)
    assert [Client().get(old).status_code, Client().get(new).status_code] == [404, 200]
    assert browser.post("/plans/calendar/revoke/").status_code == 302
    assert Client().get(new).status_code == 404


def test_one_persons_address_is_nothing_to_another() -> None:
    mine, theirs = address_of(browser_of("science")), address_of(browser_of("kbang"))
    assert mine != theirs
    assert browser_of("kbang").post("/plans/calendar/revoke/").status_code == 302
    assert Client().get(mine).status_code == 200


def test_a_token_that_was_never_given_opens_nothing() -> None:
    assert Client().get("/plans/calendar/abc.ics").status_code == 404
