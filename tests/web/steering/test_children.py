"""An agency's own plan on its pages: made from the plan above, linked, read from above; who may, and who may not."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from lienthong.domain.plans import actions, queries
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions import Decision, Heading
from lienthong.domain.plans.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.steering.plans import child
from tests.domain.plans.running import MONITOR, someone
from tests.factories.province import SLUG, loaded
from tests.web.steering.people import browser_of, employ

pytestmark = pytest.mark.django_db

PEOPLE = {
    "monitor": ("plan_monitor", "GL-SNV"),
    "head": ("division_head", "GL-SKHCN"),
    "specialist": ("specialist", "GL-SKHCN"),
    "kbang": ("division_head", "GL-625"),
    "auditor": ("auditor", "GL-TTT"),
}
NOW = datetime(2021, 10, 15, 9, tzinfo=clock.ZONE)
DAY = NOW.date()
PLAN = f"/plans/{SLUG}/"
MAKE = f"{PLAN}agencies/GL-SKHCN/child/"
OWN = "/plans/12-kh-skhcn-2021/"
GIVEN = {
    "number": "12/KH-SKHCN",
    "issued_on": "18/1/2021",
    "title": "Kế hoạch cải cách hành chính năm 2021 của Sở",
    "focus": "Chuyển đổi số",
    "breakthroughs": "Một cửa điện tử",
    "solutions": "Giao ban tháng",
    "ref": ["VI.11", "VI.12"],
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


def maker(agency: str) -> Actor:
    return someone(agency, Permission.MAKE_CHILD, Permission.SUBMIT)


def made(agency: str = "GL-SKHCN", refs: tuple[str, ...] = ("VI.11", "VI.12"), *, issued: bool = True) -> str:
    """The plan of an agency by the verbs; returns its slug."""
    above = queries.get_plan(SLUG, as_of=DAY)
    number = f"12/KH-{agency[3:]}"
    heading = Heading(number, date(2021, 1, 18), f"Kế hoạch của {agency}", focus="Chuyển đổi số")
    by, at = maker(agency), datetime(2021, 1, 20, 3, tzinfo=UTC)
    slug = actions.make_child(plan=above.id, agency=agency, heading=heading, refs=refs, by=by, at=at)
    if issued:
        row = queries.get_draft(slug)
        actions.issue(plan=row.id, monitor=agency, overseer="GL-SNV", by=by, at=at)
    return slug


def ticked(page: str) -> set[str]:
    return set(re.findall(r'name="ref" id="[^"]+" value="([^"]+)" checked', page))


# --- made from the plan above


def test_an_agency_makes_its_plan_reviews_and_issues_it() -> None:
    browser = browser_of("head")
    page = text(browser.get(MAKE))
    assert "Lập kế hoạch của Sở Khoa học và Công nghệ" in page
    assert "VI.11" in ticked(page)
    answer = browser.post(MAKE, GIVEN)
    assert answer.headers["Location"] == f"{OWN}review/"
    review = text(browser.get(f"{OWN}review/"))
    assert "Kế hoạch 12/KH-SKHCN ngày 18/01/2021 của Sở KH&amp;CN" in review
    assert "Thực hiện 751/QĐ-UBND: đã nối 2 trong 2 nhiệm vụ." in review
    issue = browser.get(f"{OWN}review/issue/")
    assert issue.context["form"].initial == {"monitor": "GL-SKHCN", "overseer": "GL-SNV"}
    assert "đã qua, ban hành xong là quá hạn ngay:" in text(issue)
    answer = browser.post(f"{OWN}review/issue/", {"monitor": "GL-SKHCN", "overseer": "GL-SNV"})
    assert answer.headers["Location"] == OWN
    own = text(browser.get(OWN))
    assert "Kế hoạch cải cách hành chính năm 2021 của Sở KH&amp;CN" in own
    for words in ("Chuyển đổi số", "Một cửa điện tử", "Giao ban tháng", "751/QĐ-UBND"):
        assert words in own
    assert f'href="{OWN}"' in text(browser.get(f"{PLAN}agencies/GL-SKHCN/"))


def test_only_what_may_still_be_done_in_time_is_ticked_beforehand() -> None:
    plan = queries.get_plan(SLUG, as_of=DAY)
    page = browser_of("head").get(MAKE)
    dues = {one.row.ref: [due.due for due in one.row.deadlines] for one in page.context["leads"]}
    gone = {ref for ref, days in dues.items() if days and all(day and day < DAY for day in days)}
    assert page.context["ticked"] == set(dues) - gone
    assert plan.year == 2021


def test_what_was_typed_and_ticked_stays_when_it_is_refused() -> None:
    browser = browser_of("head")
    for wrong, said in (
        ({"number": ""}, "Bạn chưa điền “Số kế hoạch”."),
        ({"issued_on": "1/1/2022"}, "Ngày này chưa đến."),
        ({"ref": ["VI.11", "I.99"]}, "I.99"),
    ):
        answer = browser.post(MAKE, GIVEN | wrong)
        assert answer.status_code in (409, 422), wrong
        page = text(answer)
        assert said in page
        assert "Giao ban tháng" in page
        assert "VI.11" in ticked(page)
        assert "VI.13" not in ticked(page)
    assert not queries.list_drafts()


def test_others_find_nothing_to_make() -> None:
    for username, address in (
        ("specialist", MAKE),
        ("auditor", MAKE),
        ("kbang", MAKE),
        ("monitor", MAKE),
        ("head", f"{MAKE}?as_of=2021-10-01"),
        ("head", f"{PLAN}agencies/GL-SNV/child/"),
    ):
        assert browser_of(username).get(address).status_code == 404, (username, address)
        assert browser_of(username).post(address, GIVEN).status_code == 404, (username, address)
    assert Client().get(MAKE).headers["Location"].startswith("/sign-in/")
    assert "Lập kế hoạch của cơ quan" in get("head", f"{PLAN}agencies/GL-SKHCN/")
    assert "Lập kế hoạch của cơ quan" not in get("specialist", f"{PLAN}agencies/GL-SKHCN/")


def test_no_plan_is_made_from_a_plan_that_does_not_stand_above() -> None:
    made("GL-SNV", ("VI.11",))
    answer = browser_of("head").get("/plans/12-kh-snv-2021/agencies/GL-SKHCN/child/")
    assert answer.status_code == 404


def test_the_second_press_finds_what_the_first_made(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = browser_of("head")
    places = [browser.post(MAKE, GIVEN).headers["Location"] for _press in range(2)]
    assert places == [f"{OWN}review/"] * 2
    answers = iter([None])  # both presses looked before either had written
    real = child.find_child
    monkeypatch.setattr(child, "find_child", lambda *asked: next(answers, real(*asked)))
    assert browser.post(MAKE, GIVEN).headers["Location"] == f"{OWN}review/"
    assert len(queries.list_drafts()) == 1


# --- its draft


def test_a_task_is_added_with_its_source_which_stands_on_its_page() -> None:
    slug, browser = made(issued=False), browser_of("head")
    form = browser.get(f"/plans/{slug}/review/tasks/new/").context["form"]
    assert form.initial == {"leads": "Sở KH&CN"}
    area = form.fields["area"].choices[0][0]
    given = {
        "kind": "INDEX",
        "origin": "Chỉ số 2020, tiêu chí 4.2: mất 1,5 điểm",
        "area": area,
        "title": "Sửa quy chế làm việc",
        "outputs": "Quyết định",
        "leads": "Sở KH&CN",
        "deadlines": "Trước 30/11/2021",
    }
    refused = browser.post(f"/plans/{slug}/review/tasks/new/", given | {"origin": ""})
    assert refused.status_code == 422
    assert "Sửa quy chế làm việc" in text(refused)
    assert browser.post(f"/plans/{slug}/review/tasks/new/", given).status_code == 302
    row = queries.get_draft(slug)
    actions.issue(plan=row.id, monitor="GL-SKHCN", overseer="GL-SNV", by=maker("GL-SKHCN"), at=NOW)
    page = get("head", f"/plans/{slug}/tasks/I.1/")
    assert "Điểm mất của Chỉ số năm trước: Chỉ số 2020, tiêu chí 4.2: mất 1,5 điểm" in page


def test_number_day_and_texts_are_mended_before_it_is_issued() -> None:
    slug, browser = made(issued=False), browser_of("head")
    page = browser.get(f"/plans/{slug}/review/heading/")
    assert "Chuyển đổi số" in text(page)
    wrong = browser.post(f"/plans/{slug}/review/heading/", GIVEN | {"title": ""})
    assert (wrong.status_code, "Giao ban tháng" in text(wrong)) == (422, True)
    answer = browser.post(f"/plans/{slug}/review/heading/", GIVEN | {"number": "13/KH-SKHCN"})
    assert answer.headers["Location"] == "/plans/13-kh-skhcn-2021/review/"
    assert browser_of("kbang").get("/plans/13-kh-skhcn-2021/review/heading/").status_code == 404


def of_last_year() -> str:
    """12/KH-SKHCN counts as the plan of the year before; a draft of this year has its tasks the other way round."""
    made()
    m.Plan.objects.filter(slug="12-kh-skhcn-2021").update(year=2020)
    above = queries.get_plan(SLUG, as_of=DAY)
    heading = Heading("15/KH-SKHCN", date(2021, 2, 1), "Kế hoạch")
    return actions.make_child(
        plan=above.id,
        agency="GL-SKHCN",
        heading=heading,
        refs=["VI.12", "VI.11"],
        by=maker("GL-SKHCN"),
        at=NOW,
    )


def test_a_number_that_another_plan_bears_is_refused_with_what_was_typed() -> None:
    slug = of_last_year()
    answer = browser_of("head").post(f"/plans/{slug}/review/heading/", GIVEN)
    assert (answer.status_code, "Giao ban tháng" in text(answer)) == (409, True)
    assert queries.get_draft(slug).number == "15/KH-SKHCN"


def test_the_heading_of_a_plan_in_force_or_of_a_document_stays() -> None:
    made()
    plan = queries.get_plan("12-kh-skhcn-2021", as_of=DAY)
    decision = Decision("20/KH-SKHCN", date(2021, 6, 1))
    actions.begin_amendment(plan=plan.id, decision=decision, by=maker("GL-SKHCN"), at=NOW)
    assert browser_of("head").get(f"{OWN}review/heading/").status_code == 404
    above = queries.get_plan(SLUG, as_of=DAY)
    actions.begin_amendment(plan=above.id, decision=decision, by=MONITOR, at=NOW)
    assert browser_of("monitor").get(f"{PLAN}review/").status_code == 200
    assert browser_of("monitor").get(f"{PLAN}review/heading/").status_code == 404


def test_its_makers_amend_their_plan_and_nobody_elses() -> None:
    made()
    assert "12/KH-SKHCN" in get("head", f"{OWN}versions/")
    answer = browser_of("head").post(f"{OWN}versions/amend/", {"number": "20/KH-SKHCN", "day": "1/6/2021"})
    assert answer.status_code == 302, text(answer)
    assert "đang rà soát" in get("head", f"{OWN}versions/")
    assert "20/KH-SKHCN" not in get("specialist", f"{OWN}versions/")
    assert browser_of("kbang").get(f"{OWN}versions/amend/").status_code == 404


# --- links


def test_rows_ticked_are_linked_and_the_rest_stays() -> None:
    made()
    browser, address = browser_of("head"), f"{OWN}links/?to={SLUG}"
    assert "Đã nối 2/2 nhiệm vụ" in text(browser.get(f"{OWN}links/"))
    answer = browser.post(address, {"ref": ["VI.1"], "to-VI.1": "", "to-VI.2": "VI.11"})
    assert answer.headers["Location"] == address
    page = text(browser.get(address))
    assert "Đã nối 1 nhiệm vụ." in page
    assert "Đã nối 1/2 nhiệm vụ" in page


def test_a_name_that_is_not_there_is_named_and_nothing_typed_is_lost() -> None:
    made()
    browser, address = browser_of("head"), f"{OWN}links/?to={SLUG}"
    answer = browser.post(address, {"ref": ["VI.1"], "to-VI.1": "VI.99", "to-VI.2": "III.1"})
    page = text(answer)
    assert answer.status_code == 422
    assert "VI.1: 751/QĐ-UBND không có nhiệm vụ VI.99." in page
    assert 'value="VI.99"' in page
    assert 'name="to-VI.2" value="III.1"' in page
    assert ticked(page) == {"VI.1"}
    untouched = browser.post(address, {"to-VI.1": "VI.99"})
    assert (untouched.status_code, "Chọn ít nhất một dòng để nối." in text(untouched)) == (422, True)


def test_a_plan_is_linked_only_to_what_stands_above_it() -> None:
    made()
    made("GL-SNV")
    browser = browser_of("head")
    for other in ("12-kh-snv-2021", "12-kh-skhcn-2021", "nothing"):
        assert browser.get(f"{OWN}links/?to={other}").status_code == 404
        assert browser.post(f"{OWN}links/?to={other}", {"ref": ["VI.1"]}).status_code == 404
    for username in ("kbang", "specialist", "auditor"):
        assert browser_of(username).get(f"{OWN}links/").status_code == 404
    assert browser_of("head").get(f"{PLAN}links/").status_code == 404


def test_tasks_go_on_from_last_years_plan_and_show_every_year() -> None:
    slug, browser = of_last_year(), browser_of("head")
    assert "Nối nhiệm vụ với năm trước" in text(browser.get(f"/plans/{slug}/review/"))
    page = text(browser.get(f"/plans/{slug}/review/years/"))
    assert "gợi ý thêm 2 nhiệm vụ" in page
    given = {"ref": ["VI.1", "VI.2"], "to-VI.1": "VI.1", "to-VI.2": "VI.1"}
    twice = browser.post(f"/plans/{slug}/review/years/", given)
    assert (twice.status_code, ticked(text(twice))) == (409, {"VI.1", "VI.2"})
    assert browser.post(f"/plans/{slug}/review/years/", given | {"to-VI.1": "VI.2"}).status_code == 302
    assert "2 nhiệm vụ tiếp nối từ năm trước." in text(browser.get(f"/plans/{slug}/review/"))
    row = queries.get_draft(slug)
    actions.issue(plan=row.id, monitor="GL-SKHCN", overseer="GL-SNV", by=maker("GL-SKHCN"), at=NOW)
    assert browser.get(f"/plans/{slug}/review/years/").status_code == 404
    story = text(browser.get(f"/plans/{slug}/tasks/VI.1/?tab=origin"))
    assert "Qua các năm" in story
    assert f'href="{OWN}tasks/VI.2/"' in story


# --- read from above


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
