"""The counter of a commune takes a case for the city by a rule of the console; without one it says why not."""

import pytest
from django.test import Client

from lienthong.domain.cases import actions
from lienthong.domain.cases.queries import NumberOf, Scope
from lienthong.spine import clock
from lienthong.spine.actor import Actor, Grant
from tests.e2e.people import signed_in
from tests.web.desk.counter import form, found, one, text, value, version, worker

pytestmark = pytest.mark.django_db
KEEPER = Actor("keeper", "Người giữ", "GL", grants=(Grant("cases.keep_anywhere"),))
COMMUNE, CITY = "GL-23572", "GL-622"


@pytest.fixture
def counter(city: None) -> Client:
    del city
    return worker("kpahnga.hoalu")


def allow(number_of: NumberOf = NumberOf.OWNER) -> int:
    return actions.begin_anywhere(
        scope=Scope.LEVEL,
        code="DISTRICT",
        number_of=number_of,
        since=clock.today(),
        basis="Quyết định 12/QĐ-UBND",
        agency="GL",
        by=KEEPER,
        at=clock.now(),
    )


def whole(**more: object) -> dict[str, object]:
    return form(
        "receive", version=version(), q="x", asked="x", name="Puih Thử", number_kind="CCCD",
        number="064190005555", phone="0905 222 333", papers=["1", "2", "3", "4"], **more,
    )  # fmt: skip


def test_without_a_rule_nothing_is_offered_and_nothing_taken(counter: Client) -> None:
    page = text(counter.post("/cases/intake/", form(q="dang ky kinh doanh cho ho ca the")))
    assert value(page, "version") == ""
    page = text(counter.post("/cases/intake/", whole(owner=CITY)))
    assert "không tiếp nhận tại đây" in page
    assert found("Puih Thử") == []


def test_by_a_rule_the_procedure_is_found_and_the_agency_asked_for(counter: Client) -> None:
    allow()
    page = text(counter.post("/cases/intake/", form(q="dang ky kinh doanh cho ho ca the")))
    assert value(page, "version") == str(version())
    assert f'<option value="{CITY}"' in page
    page = text(counter.post("/cases/intake/", whole()))
    assert "Bạn chưa điền “Cơ quan giải quyết”" in page
    assert found("Puih Thử") == []


@pytest.mark.parametrize(("number_of", "whose"), [(NumberOf.OWNER, CITY), (NumberOf.POINT, COMMUNE)])
def test_it_is_taken_and_both_agencies_are_named(counter: Client, number_of: NumberOf, whose: str) -> None:
    allow(number_of)
    given = whole(owner=CITY)
    answer = counter.post("/cases/intake/", given, follow=True)
    row = one("Puih Thử")
    assert answer.redirect_chain[-1][0] == f"/cases/{row.id}/receipt/"
    assert (row.owner, row.point, row.book or CITY) == (CITY, COMMUNE, whose)
    counter.post("/cases/intake/", given)
    assert len(found("Puih Thử")) == 1
    page = text(counter.get(f"/cases/{row.id}/"))
    assert "Hoa Lư" in page
    assert "Cơ quan giải quyết" in page
    assert text(worker("rocham.yen").get(f"/cases/{row.id}/")).count(row.number) > 0
    assert signed_in("specialist").get(f"/cases/{row.id}/").status_code == 404


def test_an_agency_that_the_rule_does_not_open_is_no_choice(counter: Client) -> None:
    allow()
    page = text(counter.post("/cases/intake/", whole(owner="GL-STC")))
    assert 'class="summary"' in page
    assert found("Puih Thử") == []
