"""The written examples of messages, the stand-in and our own messages say the same, field by field."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from lienthong.connectors.national_portal import fake
from lienthong.connectors.national_portal import messages as its
from lienthong.connectors.national_portal.shelf import Memory
from lienthong.domain.national.exchange import read_filing

TEXT = (Path(__file__).parents[2] / "docs" / "messages" / "national-portal.md").read_text(encoding="utf-8")
EXAMPLES: list[dict[str, Any]] = [
    json.loads(one) for one in re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)
]
CALLS = {one["service"]: one for one in EXAMPLES if "service" in one}
ANSWERS = [one["result"][0] for one in EXAMPLES if "result" in one]
SERVICES = {
    its.TELL, its.PROGRESS, its.LOOK_UP, its.PROCEDURE, its.PROCEDURES, its.RATINGS, its.QUESTIONS, its.FILINGS,
    its.ANSWER, its.HELD, its.REPLY,
}  # fmt: skip


def item(service: str) -> dict[str, Any]:
    return cast(dict[str, Any], CALLS[service]["data"][0])


def test_every_service_has_an_example() -> None:
    assert set(CALLS) == SERVICES


def test_the_examples_have_the_fields_of_the_messages() -> None:
    assert tuple(item(its.TELL)) == its.DOSSIER
    assert tuple(item(its.PROGRESS)) == its.STEP
    assert tuple(item(its.RATINGS)) == its.RATING
    assert tuple(item(its.REPLY)) == its.REPLIED
    lists = {name: value for name, value in item(its.TELL).items() if isinstance(value, list)}
    assert {name: tuple(rows[0]) for name, rows in lists.items()} == {name: its.PARTS[name] for name in lists}
    assert its.QUESTION in [tuple(one) for one in ANSWERS]


def test_the_stand_in_takes_every_example() -> None:
    portal = fake.FakePortal(Memory())
    portal.procedures = {"1.001193": "Đăng ký khai sinh"}
    portal.shelf.ask(next(one for one in ANSWERS if "HOIDAPID" in one))
    portal.shelf.file(next(one for one in ANSWERS if "MaDonVi" in one))
    portal._sessions.add("...")
    for service in (its.TELL, *sorted(SERVICES - {its.TELL})):
        told = portal._within(CALLS[service], its.CALL)
        assert isinstance(told, dict) and told["error_code"] == "00", (service, told)
    assert portal.shelf.all()[0].steps == CALLS[its.PROGRESS]["data"]


@pytest.mark.parametrize("name", sorted(set(its.PARTS) & set(its.DOSSIER)))
def test_the_stand_in_refuses_an_example_with_a_strange_part(name: str) -> None:
    wrong = item(its.TELL) | {name: [{"Thua": "1"}]}
    assert fake.fault_in(wrong, its.DOSSIER, ()) == "Trường lạ: Thua"


def test_the_filing_of_the_example_is_read() -> None:
    filed = read_filing(next(one for one in ANSWERS if "MaDonVi" in one))
    assert (filed.number, filed.agency) == ("G22.99-210307-0001", "000.00.05.H21")
    assert filed.filed_at == datetime(2021, 3, 7, 13, 15, tzinfo=UTC)
    assert filed.people["applicant"] == {
        "name": "Nguyễn Văn C", "kind": "PERSON", "number": "064090000007", "birth": "1990-01-01",
    }  # fmt: skip
    assert [(one.place, one.name, one.path) for one in filed.papers] == [(1, "don.pdf", "/tep/1")]
