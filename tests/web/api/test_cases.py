"""Procedures, days off, how a case stands and table II.06a through the API: who is told what, page by page."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config import demo_cases
from lienthong.domain.cases import queries
from lienthong.spine import clock
from tests.e2e.people import signed_in
from tests.factories.city import at_work

pytestmark = pytest.mark.django_db
SEPTEMBER: dict[str, Any] = {"from": "2021-09-15", "to": "2021-10-14"}


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with at_work(django_db_blocker):
        yield


@pytest.fixture(autouse=True)
def _not_counted(city: None) -> None:
    cache.clear()


def ask(address: str, client: Client | None = None, proof: str = "", **query: Any) -> Any:
    headers = {"accept-language": "vi"} | ({"x-case-proof": proof} if proof else {})
    answer = (client or Client()).get(f"/api/v1/{address}", query, headers=headers)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def refused(
    address: str, client: Client | None = None, proof: str = "", **query: str | int
) -> tuple[int, str]:
    headers = {"x-case-proof": proof} if proof else {}
    answer = (client or Client()).get(f"/api/v1/{address}", query, headers=headers)
    assert answer.headers["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["detail"]


def test_procedures_are_told_in_slices() -> None:
    codes: list[str] = []
    page = ask("procedures/", size=5)
    while True:
        codes += [row["code"] for row in page["items"]]
        if page["next"] is None:
            break
        page = Client().get(page["next"]).json()
    assert codes == sorted(codes)
    assert len(codes) == len(set(codes)) == 12
    assert ask("procedures/", as_of="2021-01-10")["items"] == [], "in force since 15/01/2021"


def test_a_procedure_says_what_it_asks_for() -> None:
    told = ask("procedures/TC05")
    assert (told["code"], told["online_level"], told["effective_from"]) == ("TC05", 4, "2021-01-15")
    assert told["papers"]
    assert {way["channel"] for way in told["ways"]} >= {"COUNTER"}
    assert refused("procedures/NONE")[0] == 404


def test_days_off_and_worked_instead_are_told_with_their_decision() -> None:
    days = {day["on"]: day for day in ask("holidays/2021")}
    assert days["2021-04-21"]["kind"] == "off"
    assert "2021-10-15" not in days
    assert refused("holidays/1")[0] == 404


@pytest.fixture
def case() -> queries.CaseRow:
    rows = queries.list_cases(queries.Whose("GL-622", is_owner=True), queries.Queue.ALL, clock.now()).rows
    return next(row for row in rows if row.number)


def phone_of(case: queries.CaseRow) -> str:
    rows = [row for row in demo_cases._rows(demo_cases.EVENTS) if row["name"] == case.applicant_name]
    return str(rows[0]["phone"])


def test_a_case_is_told_to_who_proves_that_it_is_theirs(case: queries.CaseRow) -> None:
    told = ask(f"cases/{case.number}", proof=phone_of(case))
    assert (told["number"], told["status"], told["agency"]) == (case.number, case.national, "GL-622")
    assert case.applicant_name not in str(told)


@pytest.mark.parametrize("proof", ["", "0905000000", "x", "4321", "00000000", "+84 905 000 000"])
def test_a_number_alone_or_a_wrong_proof_tells_nothing(case: queries.CaseRow, proof: str) -> None:
    wrong = refused(f"cases/{case.number}", proof=proof)
    assert wrong == refused("cases/GL-622-211015-9999", proof=proof), "as if there were none"
    assert wrong[0] == 404


def test_who_follows_a_case_needs_no_proof(case: queries.CaseRow) -> None:
    assert ask(f"cases/{case.number}", signed_in("one_stop_officer"))["number"] == case.number
    assert refused(f"cases/{case.number}", signed_in("specialist"))[0] == 404


def test_a_board_is_told_within_ones_reach() -> None:
    whole = ask("boards", signed_in("auditor"), **SEPTEMBER)
    assert whole["period"] == SEPTEMBER
    assert whole["total"]["received"] == whole["total"]["resolved"] + whole["total"]["pending"] > 0
    assert [row["key"] for row in whole["rows"]] == ["GL-622"]
    assert ask("boards", signed_in("specialist"), **SEPTEMBER)["rows"] == []
    assert refused("boards", **SEPTEMBER)[0] == 404
    assert refused("boards", signed_in("specialist"), unit="GL-622", **SEPTEMBER)[0] == 404


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({"from": "x"}, "from"),
        ({"from": "2021-10-15", "to": "2021-10-14"}, "to"),
        ({"by": "colour"}, "by"),
        ({"known": "x"}, "known"),
    ],
)
def test_a_wrong_question_names_its_word(query: dict[str, Any], name: str) -> None:
    status, detail = refused("boards", signed_in("auditor"), **query)
    assert status == 400
    assert name in detail


def test_the_description_names_all_of_them() -> None:
    described = Client().get("/api/v1/openapi.json").json()["paths"]
    assert {
        "/api/v1/procedures/",
        "/api/v1/procedures/{code}",
        "/api/v1/holidays/{year}",
        "/api/v1/cases/{number}",
        "/api/v1/boards",
    } <= set(described)
