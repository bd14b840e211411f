"""The public API: the stable contract, days, pages, problems, and a description that answers follow."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lienthong.domain.plans import queries
from lienthong.domain.plans.exchange import plan_contract
from lienthong.web.api.v1 import problems
from tests.factories.province import SLUG
from tools import openapi

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
PLAN = f"/api/v1/plans/{SLUG}"


@pytest.fixture(autouse=True)
def _not_counted() -> None:
    cache.clear()


def ask(address: str, **query: str | int) -> Any:
    answer = Client().get(address, query, headers={"accept-language": "vi"})
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def refused(address: str, status: int, **query: str | int) -> dict[str, Any]:
    answer = Client().get(address, query)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["status"] == status
    assert body["detail"]
    return body


def test_a_plan_is_given_in_the_stable_contract() -> None:
    plan = queries.get_plan(SLUG, as_of=dt.date(2021, 10, 15))
    assert ask(PLAN) == plan_contract(plan)


def test_plans_are_listed_with_their_version() -> None:
    (plan,) = ask("/api/v1/plans/")["items"]
    assert (plan["slug"], plan["number"], plan["year"], plan["version"]) == (SLUG, "751/QĐ-UBND", 2021, 1)


def test_a_plan_that_was_not_issued_by_the_day_is_not_there() -> None:
    assert ask("/api/v1/plans/", as_of="2020-12-25")["items"] == []
    assert refused(PLAN, 404, as_of="2020-12-25")["code"] == "PlanNotFound"


def test_what_was_not_known_on_a_day_is_not_told() -> None:
    assert refused(PLAN, 404, known="2021-01-03")["code"] == "PlanNotFound"
    assert ask(PLAN, known="2021-01-04")["document"]["number"] == "751/QĐ-UBND"


def test_tasks_are_found_by_words_without_marks() -> None:
    found = ask(f"{PLAN}/tasks", q="tinh gian bien che")
    assert [task["ref"] for task in found["items"]] == ["III.3"]


def test_pages_together_hold_every_task_once() -> None:
    refs, address = [], f"{PLAN}/tasks?size=7"
    while address:
        page = ask(address)
        refs += [task["ref"] for task in page["items"]]
        address = page["next"]
    assert len(refs) == len(set(refs)) == page["count"] == 35


def test_agencies_are_those_of_the_day() -> None:
    assert ask("/api/v1/agencies/GL-SNV", as_of="2021-10-15")["agency"]["short_name"] == "Sở Nội vụ"
    district = ask("/api/v1/agencies/GL-622", as_of="2026-01-01")
    assert district["agency"] is None
    assert district["successors"]
    assert ask("/api/v1/agencies/GL-622", as_of="2021-10-15")["successors"] == []


def test_history_shows_nothing_that_lies_after_the_day() -> None:
    history = ask("/api/v1/agencies/GL-622", as_of="2021-10-15")["history"]
    assert {row["until"] for row in history} == {None}
    assert ask("/api/v1/agencies/GL-622", as_of="2026-01-01")["history"][-1]["until"] == "2025-07-01"


def test_agencies_are_found_by_words_and_carry_their_official_codes() -> None:
    found = ask("/api/v1/agencies/", q="so noi vu", as_of="2021-10-15")["items"]
    assert "GL-SNV" in {agency["code"] for agency in found}
    department = next(agency for agency in found if agency["code"] == "GL-SNV")
    assert {code["scheme"] for code in department["official_codes"]} != set()


@pytest.mark.parametrize(
    "address", ["/api/v1/", "/api/v1/nothing", f"{PLAN}/nothing", "/api/v1/agencies/GL-KHONG"]
)
def test_what_is_not_there_is_a_problem_document(address: str) -> None:
    refused(address, 404)


@pytest.mark.parametrize(
    "query", [{"page": 0}, {"size": 201}, {"page": "x"}, {"as_of": "hôm qua"}, {"known": "2021-13-01"}]
)
def test_a_wrong_question_is_told_what_is_wrong(query: dict[str, str | int]) -> None:
    assert next(iter(query)) in refused(f"{PLAN}/tasks", 400, **query)["detail"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written(method: str) -> None:
    answer = getattr(Client(), method)(PLAN)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_too_many_questions_are_refused_with_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(problems, "A_MINUTE", 2)
    ask("/api/v1/plans/")
    ask("/api/v1/plans/")
    refused("/api/v1/plans/", 429)
    assert Client().get("/api/v1/plans/").headers["Retry-After"] == "60"


def test_a_fault_of_ours_is_a_problem_without_its_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("password=1234")

    monkeypatch.setattr(queries, "list_plans", broken)
    assert "1234" not in refused("/api/v1/plans/", 500)["detail"]


def test_pages_of_other_sites_may_read_it() -> None:
    assert Client().get("/api/v1/plans/").headers["Access-Control-Allow-Origin"] == "*"


def described() -> dict[str, Any]:
    document: dict[str, Any] = ask("/api/v1/openapi.json")
    return document


JUDGED = {"/api/v1/procedures/{code}/form/check"}
"""Answers are sent there to be judged; nothing is kept. All else is only read."""


def test_every_answer_is_described() -> None:
    for path, methods in described()["paths"].items():
        (method,) = methods
        assert method == ("post" if path in JUDGED else "get"), path
        assert {"200", "400", "429"} <= set(methods[method]["responses"]), path


WORDS = st.one_of(
    st.text(max_size=20), st.sampled_from(["2021-10-15", "0", "-1", "9999-12-31", "GL-SNV", SLUG, "1e9"])
)


GAPS = {
    "slug": [SLUG, "x"],
    "code": ["GL-SNV"],
    "year": ["2021", "0", "99999", "x"],
    "number": ["000.00.31.H21-210923-0001", "x"],
}


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_question_is_answered_as_described(data: st.DataObject) -> None:
    cache.clear()
    paths = {path: told for path, told in described()["paths"].items() if path not in JUDGED}
    path = data.draw(st.sampled_from(sorted(paths)))
    address = re.sub(r"\{(\w+)\}", lambda gap: data.draw(st.sampled_from(GAPS[gap[1]])), path)
    names = [one["name"] for one in paths[path]["get"]["parameters"] if one["in"] == "query"]
    query = data.draw(st.dictionaries(st.sampled_from(names), WORDS, max_size=3)) if names else {}
    answer = Client().get(address, query)
    assert str(answer.status_code) in paths[path]["get"]["responses"]
    assert "json" in answer.headers["Content-Type"]


def test_the_description_in_the_repository_is_what_is_served() -> None:
    """Mended by ``var/venv/bin/python -m tools.openapi``."""
    assert openapi.FILE.read_text("utf-8") == openapi.described()


def test_agencies_follow_each_other_and_none_is_told_twice() -> None:
    told: list[str] = []
    page = ask("/api/v1/agencies/", size=90, as_of="2021-10-15")
    while True:
        told += [row["code"] for row in page["items"]]
        if page["next"] is None:
            break
        assert "after=" in page["next"]
        page = ask(page["next"].partition("testserver")[2])
    assert len(told) == len(set(told)) == page["count"]
    assert ask("/api/v1/agencies/", after="GL-NOBODY")["items"] == []
