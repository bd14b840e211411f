"""The definition of an electronic form, written at the desk: judged by line and place, looked over, kept."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from lienthong.domain.procedures.exchange import EForm
from lienthong.domain.procedures.queries import get_filing, get_version
from tests.domain.applications.filled import FORM
from tests.e2e import states

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(province: None, db: None) -> int:
    return states.a_procedure_in_draft(Client())


@pytest.fixture
def drafter(as_role: Callable[[str], Client]) -> Client:
    return as_role("specialist")


def sent(browser: Client, version: int, definition: str, do: str = "check") -> Any:
    seen = get_version(version).revision
    return browser.post(
        f"/work/procedures/{version}/form/", {"seen": seen, "definition": definition, "do": do}
    )


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_it_is_looked_over_with_what_hangs_on_answers_and_not_kept_yet(drafter: Client, version: int) -> None:
    told = words(sent(drafter, version, json.dumps(FORM)))
    for part in ("1. Ngôi nhà", "2. Nhà liền kề", "nhiều mục", "Số tầng hầm", "chỉ hiện theo câu trả lời"):
        assert part in told, part
    assert "nha" not in get_filing(version).form.schema.get("properties", {})


def test_it_is_kept_in_its_order(drafter: Client, version: int) -> None:
    reordered = FORM | {"properties": dict(reversed(FORM["properties"].items()))}
    answer = sent(drafter, version, json.dumps(reordered), "keep")
    assert answer.status_code == 302
    assert [page.name for page in EForm(get_filing(version).form.schema).pages({})] == ["lien_ke", "nha"]


@pytest.mark.parametrize(
    ("definition", "said"),
    [
        ('{\n "type": object\n}', "Dòng 2, cột 10 không đúng JSON"),
        ("[]", "bắt đầu bằng {"),
        ('{"type": "objekt"}', "Tại type"),
        ('{"properties": {"f": {"$ref": "https://vidu.vn"}}}', "Tại properties/f/$ref"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_place_and_stays_typed(
    drafter: Client, version: int, definition: str, said: str
) -> None:
    told = words(sent(drafter, version, definition, "keep"))
    assert said in told
    assert "field-error" in told


def test_two_who_write_at_once_do_not_overwrite_each_other(drafter: Client, version: int) -> None:
    before = get_version(version).revision
    sent(drafter, version, json.dumps(FORM), "keep")
    late = drafter.post(
        f"/work/procedures/{version}/form/", {"seen": before, "definition": "{}", "do": "keep"}
    )
    assert "Có người vừa sửa dự thảo này" in words(late)
