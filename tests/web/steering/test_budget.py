"""Money of tasks on the pages: entered with its document, summed, kept once however often one presses."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from lienthong.domain.plans import queries
from lienthong.domain.plans.queries import BudgetRow
from lienthong.spine import clock
from tests.factories.province import SLUG, loaded
from tests.web.steering.people import browser_of, employ

pytestmark = pytest.mark.django_db

PEOPLE = {
    "monitor": ("plan_monitor", "GL-SNV"),
    "science": ("specialist", "GL-SKHCN"),
    "leader": ("agency_leader", "GL-SKHCN"),
    "kbang": ("reporter", "GL-625"),
    "auditor": ("auditor", "GL-TTT"),
}
NOW = datetime(2021, 10, 15, 9, tzinfo=clock.ZONE)
DAY = NOW.date()
PLAN = f"/plans/{SLUG}/"
TASK = f"{PLAN}tasks/VI.11/money/"  # led by Sở KH&CN, coordinated by all departments and districts
OTHER = f"{PLAN}tasks/VII.4/money/"  # led by Sở Nội vụ, coordinated by five departments
PRESS = "6b0f2c1e-7a39-4f0e-9a8b-0d8f5f5c1a11"
SPENT = {
    "press": PRESS,
    "kind": "SPENT",
    "agency": "GL-SKHCN",
    "amount": "12.500.000",
    "on": "20/6/2021",
    "note": "Tập huấn",
}


@pytest.fixture(scope="module", autouse=True)
def _province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    del django_db_setup
    with loaded(django_db_blocker), pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: NOW)
        for username, (role, agency) in PEOPLE.items():
            employ(username, role, agency)
        yield


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode()).replace("\u00a0", " ")


def get(username: str, address: str) -> str:
    answer = browser_of(username).get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return text(answer)


def sums() -> BudgetRow:
    plan = queries.get_plan(SLUG, as_of=DAY)
    lineage = queries.get_task(plan, "VI.11").lineage or 0
    return queries.list_budgets(plan, as_of=DAY).get(lineage, BudgetRow())


def test_an_agency_enters_what_it_asks_for_and_spends_and_the_monitor_what_is_given() -> None:
    science, monitor = browser_of("science"), browser_of("monitor")
    assert [kind for kind, _word in science.get(TASK).context["form"].fields["kind"].choices] == [
        "ASKED",
        "SPENT",
    ]
    assert science.post(TASK, SPENT).headers["Location"] == TASK
    given = {
        "press": "6b0f2c1e-7a39-4f0e-9a8b-0d8f5f5c1a12",
        "kind": "GIVEN",
        "agency": "GL-SKHCN",
        "amount": "75.000.000 đồng",
        "on": "15/02/2021",
        "document": "45/QĐ-STC",
    }
    assert monitor.post(TASK, given).status_code == 302
    page = get("science", TASK)
    assert "Nhiệm vụ VI.11: đề nghị 0 đồng, được giao 75.000.000 đồng, đã chi 12.500.000 đồng." in page
    assert "45/QĐ-STC" in page
    assert "Tập huấn" in page
    assert "75.000.000 đồng" in get("science", f"{PLAN}tasks/VI.11/")
    assert sums() == BudgetRow(0, 75_000_000, 12_500_000)


def test_money_of_all_tasks_is_summed_for_the_plan() -> None:
    science = browser_of("science")
    science.post(TASK, SPENT)
    other = SPENT | {"press": PRESS.replace("6b0f", "6b10"), "amount": "500.000"}
    assert science.post(f"{PLAN}tasks/VI.12/money/", other).status_code == 302
    page = get("monitor", f"{PLAN}money/")
    assert "2 nhiệm vụ có kinh phí: được giao 0 đồng, đã chi 13.000.000 đồng." in page
    assert "-13.000.000 đ" in page  # more was spent than given
    assert "Kinh phí thực hiện nhiệm vụ" in get("monitor", PLAN)


def test_one_sees_the_money_of_what_one_may_see() -> None:
    own = SPENT | {"agency": "GL-SNV"}
    assert browser_of("monitor").post(OTHER, own).status_code == 302
    assert "12.500.000" in get("auditor", f"{PLAN}money/")
    assert "12.500.000" not in get("kbang", f"{PLAN}money/")
    assert "Chưa nhập kinh phí" in get("kbang", f"{PLAN}money/")
    assert "Kinh phí thực hiện nhiệm vụ" not in get("kbang", PLAN)
    assert browser_of("kbang").get(OTHER).context["entries"] == []


def test_a_correction_is_a_further_entry_with_a_minus() -> None:
    science = browser_of("science")
    science.post(TASK, SPENT)
    less = SPENT | {"press": PRESS.replace("6b0f", "6b11"), "amount": "-2.500.000"}
    assert science.post(TASK, less).status_code == 302
    assert sums().spent == 10_000_000
    assert "-2.500.000 đ" in get("science", TASK)


def test_a_form_sent_twice_is_one_entry() -> None:
    science = browser_of("science")
    assert [science.post(TASK, SPENT).status_code for _press in range(2)] == [302, 302]
    assert sums().spent == 12_500_000
    forms = [science.get(TASK).context["form"]["press"].value() for _time in range(2)]
    assert forms[0] != forms[1]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"amount": "12,5"}, "Ghi số tiền chẵn đồng, ví dụ 75.000.000."),
        ({"amount": "mười"}, "Ghi số tiền chẵn đồng"),
        ({"amount": "9" * 20}, "Kiểm tra lại số chữ số 0."),
        ({"amount": "0"}, "Ghi số tiền bằng đồng."),
        ({"amount": ""}, "Bạn chưa điền “Số tiền (đồng)”."),
        ({"on": "16/10/2021"}, "ngày không được ở tương lai"),
        ({"kind": "GIVEN"}, ""),
        ({"agency": "GL-625"}, ""),
    ],
)
def test_what_is_wrong_is_named_and_nothing_typed_is_lost(wrong: dict[str, str], said: str) -> None:
    answer = browser_of("science").post(TASK, SPENT | wrong)
    page = text(answer)
    assert answer.status_code == 422
    assert said in page
    assert "Tập huấn" in page
    assert sums() == BudgetRow()


def test_who_takes_no_part_enters_nothing() -> None:
    for username, address in (("kbang", OTHER), ("auditor", TASK)):
        browser = browser_of(username)
        assert browser.get(address).context["form"] is None, username
        assert browser.post(address, SPENT).status_code == 404, username
    assert browser_of("leader").post(TASK, SPENT).status_code == 302
    assert Client().get(TASK).headers["Location"].startswith("/sign-in/")
    assert Client().get(f"{PLAN}money/").headers["Location"].startswith("/sign-in/")
    assert browser_of("science").get(f"{PLAN}tasks/X.9/money/").status_code == 404


def test_the_past_is_only_looked_at() -> None:
    browser_of("science").post(TASK, SPENT)
    past = browser_of("science").get(f"{TASK}?as_of=2021-06-19")
    assert past.context["form"] is None
    assert past.context["sums"] is None
    assert browser_of("science").post(f"{TASK}?as_of=2021-06-30", SPENT).status_code == 404
    assert "Nhập kinh phí" not in get("science", f"{PLAN}tasks/VI.11/?as_of=2021-06-19")
    assert "Nhập kinh phí" in get("science", f"{PLAN}tasks/VI.12/")
