"""What stands below a plan, read from above: by agency, by task, in the list of all plans; who sees how much."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from tests.web.steering.families import (
    OWN,
    PLAN,
    employed,
    get,
    made,
    text,
)
from tests.web.steering.people import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    del django_db_setup
    with employed(django_db_blocker):
        yield


def test_the_plan_above_counts_who_made_theirs_and_how_those_stand() -> None:
    made()
    made("GL-625", ("III.1",))
    page = get("monitor", PLAN)
    assert "2/37 cơ quan đã ban hành kế hoạch thực hiện kế hoạch này." in page
    below = get("monitor", f"{PLAN}below/")
    assert 'Sở, ban, ngành tỉnh <span class="counter">1/20' in below
    assert 'Cấp huyện <span class="counter">1/17' in below
    assert "Cấp xã" not in below  # communes stand below their districts
    assert "19 cơ quan chưa ban hành kế hoạch" in below
    found = browser_of("monitor").get(f"{PLAN}below/").context["groups"]
    tallies = {one.plan.agency: one.tally for group in found for one in group.made}
    assert {code: tally.due for code, tally in tallies.items()} == {"GL-SKHCN": 10, "GL-625": 1}


def test_duties_of_two_plans_on_one_list_say_of_which_they_are() -> None:
    alone = get("head", "/work/?whose=agency")
    assert "751/QĐ-UBND · VI.11" not in alone
    made()
    together = get("head", "/work/?whose=agency")
    assert "751/QĐ-UBND · VI.11" in together
    assert "12/KH-SKHCN · VI.1" in together


def test_the_plan_above_is_read_task_by_task() -> None:
    made()
    made("GL-625", ("VI.11",))
    areas = browser_of("monitor").get(f"{PLAN}below/?by=task").context["areas"]
    rows = {one.row.ref: one for _title, of_area in areas for one in of_area}
    assert (rows["VI.11"].plans, rows["VI.12"].plans, rows["I.1"].plans) == (2, 1, 0)
    assert rows["VI.11"].tally.due == 10  # a plan and four quarterly reports of each
    assert rows["I.1"].tally is None
    page = get("monitor", f"{PLAN}tasks/VI.11/")
    assert "2 nhiệm vụ thực hiện nhiệm vụ này</a>: đã xong 0/10 nghĩa vụ" in page
    assert "UBND huyện KBang" in get("monitor", f"{PLAN}tasks/VI.11/?tab=origin")
    own = get("monitor", f"{OWN}tasks/VI.1/")
    assert f'href="{PLAN}tasks/VI.11/"' in own


def test_one_sees_the_figures_of_what_one_may_see_and_the_public_none() -> None:
    made()
    assert "chưa ban hành kế hoạch" not in text(Client().get(f"{PLAN}below/"))
    assert "Nghĩa vụ đã xong" not in text(Client().get(f"{PLAN}below/"))
    assert "12/KH-SKHCN" in text(Client().get(f"{PLAN}below/"))
    (group,) = [one for one in browser_of("kbang").get(f"{PLAN}below/").context["groups"] if one.made]
    assert group.made[0].tally is None
    assert "đến hạn đã hoàn thành" in get("specialist", OWN)
    foreign = browser_of("kbang").get(OWN)
    assert foreign.templates[0].name == "steering/plans/results.html"


def test_all_plans_stand_by_level_each_with_how_it_stands() -> None:
    made()
    made("GL-625", ("III.1",))
    groups = browser_of("monitor").get("/plans/").context["groups"]
    assert [(title, [one.plan.agency for one in rows]) for title, rows in groups] == [
        ("Kế hoạch của tỉnh", ["GL"]),
        ("Kế hoạch của sở, ban, ngành tỉnh", ["GL-SKHCN"]),
        ("Kế hoạch cấp huyện", ["GL-625"]),
    ]
    assert all(one.tally for _title, rows in groups for one in rows)
    plan = browser_of("monitor").get(PLAN)
    shown = groups[0][1][0].tally
    assert f"{shown.kept} trong {shown.come}" in text(plan)
    public = Client().get("/plans/")
    assert "Đang trễ" not in text(public)
    assert not any(one.tally for _title, rows in public.context["groups"] for one in rows)
    assert "2.021" not in text(public)


def test_the_masthead_search_leads_into_the_provinces_plan() -> None:
    made()
    answer = Client().get("/plans/find/?q=một+cửa")
    assert answer.headers["Location"].startswith(f"{PLAN}fields/?q=")


def test_a_plan_without_a_document_has_no_pages_of_a_document() -> None:
    made()
    assert "Toàn văn" not in get("head", OWN)
    assert "Toàn văn" in get("head", PLAN)
    assert "Nguyên văn" not in get("head", f"{OWN}tasks/VI.1/")


def count(username: str, address: str) -> int:
    browser = browser_of(username)
    browser.get(address)
    with CaptureQueriesContext(connection) as found:
        assert browser.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize(
    "address", ["/plans/", PLAN, f"{PLAN}below/", f"{PLAN}below/?by=task", f"{PLAN}tasks/VI.11/"]
)
def test_pages_take_as_many_queries_for_one_plan_below_as_for_five(address: str) -> None:
    made("GL-SKHCN", ("VI.11",))
    one = count("monitor", address)
    for agency in ("GL-625", "GL-SNV", "GL-STP", "GL-622"):
        made(agency, ("VI.11",) if agency != "GL-STP" else ())
    assert count("monitor", address) == one
