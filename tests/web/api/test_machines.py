"""A machine of a partner asks with its token: what its agency may see, said as messages say it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from lienthong.domain.accounts.queries import Scope
from lienthong.domain.cases import actions as cases
from lienthong.domain.cases import queries
from lienthong.domain.cases.permissions import Permission as Cases
from lienthong.domain.partners import actions
from lienthong.domain.partners.queries import Kind
from lienthong.spine import clock
from lienthong.spine.actor import Actor, Grant
from tests.connectors.receiving import Receiver, running
from tests.domain.partners.telling import work
from tests.factories.city import at_work

pytestmark = pytest.mark.django_db
CITY = "GL-622"
KEEPER = Actor(account="keeper", name="Người quản trị", agency=CITY, grants=(Grant("partners.keep"),))


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with at_work(django_db_blocker):
        yield


@pytest.fixture(autouse=True)
def _not_counted(city: None) -> None:
    cache.clear()


def a_machine(agency: str = CITY) -> str:
    return actions.register(
        agency=agency, name="Kho dữ liệu", purpose="Thống kê", contact="", by=KEEPER, at=clock.now()
    )


def ask(address: str, machine: str, *scopes: Scope) -> tuple[int, Any]:
    token = actions.give_token(account=machine, label="x", scopes=scopes, days=1, by=KEEPER, at=clock.now())
    answer = Client().get(f"/api/v1/{address}", headers={"authorization": f"Bearer {token}"})
    return answer.status_code, answer.json()


def a_case() -> queries.CaseRow:
    rows = queries.list_cases(queries.Whose(CITY, is_owner=True), queries.Queue.ALL, clock.now()).rows
    return next(row for row in rows if row.number and row.state == "RECEIVED")


def test_it_reads_the_cases_and_boards_of_its_agency_without_a_proof() -> None:
    machine, case = a_machine(), a_case()
    status, told = ask(f"cases/{case.number}", machine, Scope.CASES)
    assert (status, told["number"]) == (200, case.number)
    status, board = ask("boards?from=2021-09-15&to=2021-10-14", machine, Scope.BOARDS)
    assert status == 200
    assert {row["key"] for row in board["rows"]} == {CITY}


def test_cases_of_another_agency_are_not_there() -> None:
    machine, case = a_machine("GL-SNV"), a_case()
    status, told = ask(f"cases/{case.number}", machine, Scope.CASES)
    assert (status, told["code"]) == (404, "CaseNotFound")


def test_a_message_says_what_the_answer_says() -> None:
    machine, case = a_machine(), a_case()
    receiver = Receiver()
    with running(receiver) as port:
        actions.subscribe(
            account=machine,
            url=f"http://127.0.0.1:{port}/",
            kinds=[Kind.MOVED],
            by=KEEPER,
            at=clock.now(),
        )
        head = Actor(
            account="head",
            name="Trưởng phòng",
            agency=CITY,
            grants=tuple(
                Grant(str(one), frozenset({CITY})) for one in (Cases.FOLLOW, Cases.HANDLE, Cases.DIRECT)
            ),
        )
        cases.hand_over(case=case.id, by=head, at=clock.now())
        work()
    (body,) = receiver.taken.values()
    status, told = ask(f"cases/{case.number}", machine, Scope.CASES)
    assert (status, body["type"], body["subject"]) == (200, "case.moved", case.number)
    assert body["data"] == told
    assert case.applicant_name not in json.dumps(body, ensure_ascii=False)


def test_the_description_tells_of_messages() -> None:
    document = Client().get("/api/v1/openapi.json").json()
    told = document["webhooks"]["case.received"]["post"]
    assert {one["name"] for one in told["parameters"]} == {
        "webhook-id",
        "webhook-timestamp",
        "webhook-signature",
    }
    assert set(document["webhooks"]) == {kind.value for kind in Kind}
    body = told["requestBody"]["content"]["application/json"]["schema"]["properties"]
    assert body["type"] == {"const": "case.received"}
    assert set(document["components"]["schemas"]["CaseStatus"]["properties"]) >= {"number", "status"}
    assert body["data"] == {"$ref": "#/components/schemas/CaseStatus"}
