"""No page asks the database more than twenty-five times, whatever it shows.

Every page of the list is opened by the first role that may see it, on its example, and its statements are counted:
those of the session, of the frame around the page and of the page itself. What the process keeps is kept before, as in
a page worker that has answered somebody; nothing is warm that depends on the person.
"""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config.demo import load_people
from lienthong.spine import clock
from lienthong.spine.actor import platform
from tests.e2e.pages import PAGES, arrive, fitting_role
from tests.factories.province import loaded

MOST = 25
_NO_READ = re.compile(r"(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|SET )", re.IGNORECASE)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), loaded(django_db_blocker):
        load_people(by=platform("test"), at=clock.now())
        yield


@pytest.mark.sampled(test=16, all=2)
@pytest.mark.parametrize("route", PAGES)
def test_a_page_stays_within_its_budget(route: str, province: None) -> None:
    client, address = arrive(route, fitting_role(route))
    assert client.get(address).status_code < 400
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    told = [one["sql"][:160] for one in asked if not _NO_READ.match(one["sql"])]
    assert len(told) <= MOST, f"{len(told)} statements at {address}:\n" + "\n".join(told)
