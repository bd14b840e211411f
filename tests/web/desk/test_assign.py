"""Who sees to a duty: many given at once, each answering for itself, or one on its page."""

import re
from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from lienthong.domain.plans import actions, queries
from lienthong.domain.plans.queries import ObligationRow, Wanted
from lienthong.spine import clock
from tests.domain.plans.running import MONITOR, OVERSEER, document, of
from tests.e2e.people import account
from tests.web.desk.handing import AGENCY, AsRole, read, row, verbs

pytestmark = pytest.mark.django_db
OWN = "GL-SNV"


def owed(agency: str = OWN, limit: int = 3) -> list[ObligationRow]:
    wanted = Wanted(agency=agency, part="LEAD")
    return queries.list_obligations(None, as_of=clock.today(), wanted=wanted, limit=limit)


@pytest.fixture
def leader(as_role: AsRole) -> Client:
    return as_role("agency_leader")


def give(browser: Client, duties: Sequence[int | str], to: str, **more: str) -> str:
    answer = browser.post("/work/assign/", {"duty": duties, "focal": to, **more}, follow=True)
    return answer.content.decode()


def test_many_are_given_at_once_and_those_of_others_are_not_there(leader: Client) -> None:
    own, (foreign,) = [row.id for row in owed()], [row.id for row in owed(AGENCY, 1)]
    page = give(leader, [*own, foreign], account("document_clerk"))
    assert "Đã giao 3 nghĩa vụ" in page
    assert {row(duty).focal for duty in own} == {account("document_clerk")}
    assert not row(foreign).focal
    for duty in own:
        assert f'href="/work/{duty}/"' in page


def test_one_that_is_refused_stops_no_other_and_says_why(leader: Client) -> None:
    first, second, third = [row.id for row in owed()]
    done = document("1/BC", clock.today(), *range(len(row(second).outputs)))
    actions.submit(obligation=second, documents=[done], by=of(OWN), at=clock.now())
    actions.accept(obligation=second, by=OVERSEER, at=clock.now())
    page = give(leader, [first, second, third], account("document_clerk"))
    assert "Đã giao 2 nghĩa vụ" in page
    assert "vừa có thay đổi" in page
    assert not row(second).focal


def test_pressed_twice_nobody_is_named_twice(leader: Client) -> None:
    (duty,) = [row.id for row in owed(limit=1)]
    for _ in range(2):
        page = give(leader, [duty], account("document_clerk"))
    assert "Đã giao từ trước" in page
    assert verbs(duty).count("ASSIGNED") == 1


@pytest.mark.parametrize("odd", [[], ["²"], ["x"], ["9" * 40]])
def test_nothing_marked_is_said_in_words(leader: Client, odd: list[str]) -> None:
    given = {"duty": odd, "focal": account("document_clerk")}
    page = leader.post("/work/assign/", given, follow=True).content.decode()
    assert 'class="alert alert-bad"' in page


def test_the_list_names_the_thousandth_duty_as_its_form_reads_it(leader: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('plans_obligation_id_seq', 4000)")
    plan = owed(limit=1)[0].plan
    due = clock.today() + timedelta(days=3)
    (duty,) = actions.request_report(
        plan=plan, agencies=[OWN], title="Báo cáo nhanh", due=due, by=MONITOR, at=clock.now()
    )
    page = leader.get("/work/?queue=requests").content.decode()
    (value,) = re.findall(r'name="duty" value="([^"]+)"', page)
    assert value == "4001"
    give(leader, [value], account("document_clerk"))
    assert row(duty).focal == account("document_clerk")


def test_without_a_person_the_marks_stay(leader: Client) -> None:
    first, second, third = [row.id for row in owed()]
    page = give(leader, [first, third], "", back="/work/?queue=open")
    assert f'value="{first}" checked' in page
    assert f'value="{third}" checked' in page
    assert f'value="{second}" checked' not in page
    assert "mark=" not in page.split('class="tabs"')[1].split("</nav>")[0]


@pytest.mark.parametrize("person", ["", "nobody", "specialist"])
def test_only_the_own_staff_is_given_work(leader: Client, person: str) -> None:
    (duty,) = [row.id for row in owed(limit=1)]
    give(leader, [duty], account(person) if person == "specialist" else person)
    assert not row(duty).focal


def test_it_leads_back_to_the_same_list_and_nowhere_else(leader: Client) -> None:
    (duty,) = [row.id for row in owed(limit=1)]
    to = account("document_clerk")
    assert 'href="/work/?queue=unassigned"' in give(leader, [duty], to, back="/work/?queue=unassigned")
    assert "elsewhere.example" not in give(leader, [duty], to, back="https://elsewhere.example/")


def test_only_heads_give_work(as_role: AsRole, leader: Client) -> None:
    (duty,) = [row.id for row in owed(limit=1)]
    for role in ("document_clerk", "specialist", "plan_monitor", "auditor"):
        browser = as_role(role)
        given = {"duty": [duty], "focal": account("document_clerk")}
        assert browser.post("/work/assign/", given).status_code == 404, role
        assert browser.post(f"/work/{duty}/assign/", given).status_code == 404, role
    assert not row(duty).focal


def test_head_and_focal_official_are_named_on_the_page_of_one(leader: Client) -> None:
    (duty,) = [row.id for row in owed(limit=1)]
    named = {"head": account("division_head"), "focal": account("document_clerk")}
    for _ in range(2):
        assert leader.post(f"/work/{duty}/assign/", named).status_code == 302
    assert (row(duty).head, row(duty).focal) == (named["head"], named["focal"])
    assert verbs(duty).count("ASSIGNED") == 1
    page = read(leader, duty)
    assert "Phạm Thu Trang" in page
    assert "Lê Thị Vân Thư" in page
    leader.post(f"/work/{duty}/assign/", {"head": named["head"], "focal": ""})
    assert (row(duty).head, row(duty).focal) == (named["head"], "")


def test_whoever_is_named_now_stays_unless_taken_off(leader: Client) -> None:
    """Also somebody who may not hand in any more: a choice that is missing would take them off unasked."""
    (duty,) = [row.id for row in owed(limit=1)]
    gone = account("specialist")
    actions.assign(obligation=duty, head=gone, by=of(OWN), at=clock.now())
    assert f'value="{gone}" selected' in read(leader, duty, "assign/")
    leader.post(f"/work/{duty}/assign/", {"head": gone, "focal": account("document_clerk")})
    assert row(duty).head == gone


def test_somebody_who_is_not_offered_is_refused(leader: Client) -> None:
    (duty,) = [row.id for row in owed(limit=1)]
    page = leader.post(f"/work/{duty}/assign/", {"head": "", "focal": account("reporter")}).content.decode()
    assert 'href="#id_focal"' in page
    assert not row(duty).focal


def test_the_named_find_it_in_their_own_list(as_role: AsRole, leader: Client) -> None:
    (duty,) = [row.id for row in owed(limit=1)]
    give(leader, [duty], account("document_clerk"))
    assert f'href="/work/{duty}/"' in as_role("document_clerk").get("/work/").content.decode()
