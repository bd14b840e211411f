"""The electronic form of a procedure through the API: the very definition of the pages, and its judgement."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests.domain.applications.filled import FORM, HOUSE
from tests.e2e import states
from tests.factories.province import loaded

pytestmark = pytest.mark.django_db
AT = f"/api/v1/procedures/{states.FILED_UNDER}/form"


@pytest.fixture(scope="module")
def machine(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Client]:
    with loaded(django_db_blocker):
        states.an_application(Client())
        yield Client(HTTP_ACCEPT_LANGUAGE="vi")


def test_the_definition_is_json_schema(machine: Client) -> None:
    told = machine.get(AT).json()
    assert told["properties"]["nha"]["required"] == FORM["properties"]["nha"]["required"]
    assert machine.get("/api/v1/procedures/nowhere/form").status_code == 404


@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        ({"nha": HOUSE}, []),
        ({}, [{"path": ["nha"], "message": "Bạn chưa điền “Ngôi nhà”."}]),
        (
            {"nha": HOUSE | {"ham": True}},
            [{"path": ["nha", "so_ham"], "message": "Bạn chưa điền “Số tầng hầm”."}],
        ),
        (
            {"nha": HOUSE, "lien_ke": [{"chu": "A"}, {}]},
            [{"path": ["lien_ke", 1, "chu"], "message": "Bạn chưa điền “Chủ nhà”."}],
        ),
    ],
)
def test_answers_are_judged_as_on_the_pages(machine: Client, answers: object, faults: object) -> None:
    answer = machine.post(f"{AT}/check", {"answers": answers}, content_type="application/json")
    assert answer.json() == faults


def test_what_is_no_answer_is_a_problem(machine: Client) -> None:
    answer = machine.post(f"{AT}/check", {"answers": "x"}, content_type="application/json")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
