"""Who sees what of a plan that runs: a table by hand, over every way there is to see it."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO

import pytest
from django.test import Client, override_settings
from openpyxl import load_workbook
from pytest_django.plugin import DjangoDbBlocker

from lienthong.domain.plans import actions, queries
from lienthong.domain.plans.permissions import Permission
from lienthong.spine import clock
from tests.domain.plans.running import at, document
from tests.factories.province import SLUG, loaded
from tests.web.steering.people import actor_of, browser_of, employ

pytestmark = pytest.mark.django_db

PEOPLE = {
    "monitor": ("plan_monitor", "GL-SNV"),
    "governor": ("agency_leader", "GL"),
    "science": ("specialist", "GL-SKHCN"),
    "science-head": ("agency_leader", "GL-SKHCN"),
    "justice": ("specialist", "GL-STP"),
    "office": ("plan_monitor", "GL-VPUBND"),
    "kbang": ("reporter", "GL-625"),
}
NOW = datetime(2021, 10, 15, 9, tzinfo=clock.ZONE)
DAY = date(2021, 10, 15)
PLAN = f"/plans/{SLUG}/"
# what is asked for: a report of Science that its coordinators may see, a decision that only the leads' own may
ISO, OWN = ("VI.11", "GL-SKHCN", "1/3"), ("I.2", "GL-STP", "1/1")


@pytest.fixture(scope="module", autouse=True)
def _province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    del django_db_setup
    with loaded(django_db_blocker), pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: NOW)
        for username, (role, agency) in PEOPLE.items():
            employ(username, role, agency)
        _hand_in()
        yield


def _hand_in() -> None:
    """Science's report waits to be accepted; Justice's plan is accepted."""
    waiting, accepted = duty(*ISO), duty(*OWN)
    report = document("187/BC-SKHCN", date(2021, 10, 13))
    actions.submit(obligation=waiting, documents=[report], by=actor_of("science"), at=at(10, 14))
    products = queries.get_obligation(accepted, as_of=DAY).outputs
    plan = document("31/KH-UBND", date(2021, 1, 22), *range(len(products)))
    actions.submit(obligation=accepted, documents=[plan], by=actor_of("justice"), at=at(1, 25))
    actions.accept(obligation=accepted, by=actor_of("monitor"), at=at(1, 27))


def the_plan() -> queries.PlanRow:
    return queries.get_plan(SLUG, as_of=DAY)


def duty(ref: str, agency: str, key: str) -> int:
    rows = queries.list_obligations(the_plan().id, as_of=DAY, wanted=queries.Wanted(agency=agency))
    return next(row.id for row in rows if (row.ref, row.key) == (ref, key))


def file_of(one: int) -> int:
    (happening, *_) = [row for row in queries.list_happenings([one], as_of=DAY) if row.evidence]
    return happening.evidence[0].file


# What each sees. overview: official page or the public's; list: how many agencies' duties; story and file of
# Science's report that waits; story of Justice's (all see its accepted file).
#            overview    agencies  report  its file
TABLE = {
    "monitor": ("official", 257, True, 200),
    "governor": ("official", 257, True, 200),
    "science": ("official", 2, True, 200),
    "science-head": ("official", 2, True, 200),
    "justice": ("official", None, True, 200),
    "office": ("official", 257, True, 200),
    "kbang": ("official", None, True, 200),
    "citizen": ("public", 0, False, 404),
    "": ("public", 0, False, 404),
}


def seen_by(who: str) -> Client:
    return browser_of("" if who == "citizen" else who)


@pytest.fixture(autouse=True)
def _files_are_sent_by_the_server_in_front() -> Iterator[None]:
    with override_settings(LIENTHONG_FILES_ACCEL="/kept"):
        yield


@pytest.mark.parametrize("who", TABLE)
def test_the_overview_is_the_officials_or_the_publics(who: str) -> None:
    page = seen_by(who).get(PLAN)
    assert page.status_code == 200
    expected = TABLE[who][0]
    assert ("sentence" in page.context) == (expected == "official")
    assert ("products" in page.context) == (expected == "public")


@pytest.mark.parametrize("who", TABLE)
def test_lists_and_papers_and_the_programs_answer_show_the_same_duties(who: str) -> None:
    browser, plan = seen_by(who), the_plan()
    if TABLE[who][0] == "public":
        assert browser.get(PLAN + "duties/").status_code in (302, 404)
        assert browser.get(PLAN + "duties.xlsx").status_code in (302, 404)
        answer = browser.get(f"/api/v1/plans/{SLUG}/obligations").json()
        assert [row["title"] for row in answer["items"]] == ["Công tác theo dõi thi hành pháp luật"]
        assert {row["on_time"] for row in answer["items"]} == {None}
        return
    sight = queries.sight_of(actor_of(who), plan, DAY)
    expected = queries.find_obligations(plan.id, as_of=DAY, sight=sight).count()
    assert browser.get(PLAN + "duties/").context["count"] == expected
    sheet = load_workbook(BytesIO(browser.get(PLAN + "duties.xlsx").content)).worksheets[0]
    assert sheet.max_row - 3 == expected
    answer = browser.get(f"/api/v1/plans/{SLUG}/obligations?size=200").json()
    assert answer["count"] == expected
    assert all(sight.covers(row["agency"], _lineage(row["task"])) for row in answer["items"])


def _lineage(ref: str | None) -> int | None:
    return queries.get_task(the_plan(), ref).lineage if ref else None


@pytest.mark.parametrize("who", TABLE)
def test_a_story_and_its_file_are_for_who_may_see_the_duty(who: str) -> None:
    browser = seen_by(who)
    story = browser.get(PLAN + "tasks/VI.11/")
    assert story.status_code == 200
    assert ("187/BC-SKHCN" in story.content.decode()) == TABLE[who][2]
    assert browser.get(f"{PLAN}evidence/{file_of(duty(*ISO))}/").status_code == TABLE[who][3]


@pytest.mark.parametrize("who", TABLE)
def test_an_accepted_document_is_everyones(who: str) -> None:
    browser = seen_by(who)
    assert browser.get(f"{PLAN}evidence/{file_of(duty(*OWN))}/").status_code == 200
    assert "31/KH-UBND" in browser.get(PLAN + "tasks/I.2/").content.decode()


def test_agencies_that_only_coordinate_see_the_task_and_not_the_agencys_other_duties() -> None:
    plan, kbang = the_plan(), actor_of("kbang")
    sight = queries.sight_of(kbang, plan, DAY)
    rows = queries.list_obligations(plan.id, as_of=DAY, sight=sight, limit=5_000)
    of_science = {row.ref for row in rows if row.agency == "GL-SKHCN"}
    assert "VI.11" in of_science
    assert "III.1" not in of_science
    assert browser_of("kbang").get(f"{PLAN}agencies/GL-SKHCN/").context.get("sentence") is None


@pytest.mark.parametrize(
    ("who", "expected"),
    [("monitor", 200), ("office", 404), ("science", 404), ("governor", 404), ("kbang", 404), ("", 302)],
)
def test_only_who_judges_meets_the_forms_of_judging(who: str, expected: int) -> None:
    assert browser_of(who).get(f"{PLAN}duties/{duty(*ISO)}/accept/").status_code == expected


@pytest.mark.parametrize(
    ("who", "expected"), [("monitor", 200), ("office", 200), ("science", 404), ("kbang", 404), ("", 302)]
)
def test_the_inbox_is_the_judges(who: str, expected: int) -> None:
    page = browser_of(who).get(PLAN + "inbox/")
    assert page.status_code == expected
    if who == "monitor":
        assert [row["duty"].row.id for row in page.context["rows"]] == [duty(*ISO)]
    if who == "office":
        assert page.context["rows"] == []


def test_nothing_can_be_changed_on_a_past_day() -> None:
    browser, one = browser_of("monitor"), duty(*ISO)
    assert browser.get(f"{PLAN}duties/{one}/accept/?as_of=2021-10-14").status_code == 404
    assert browser.get(f"{PLAN}inbox/?as_of=2021-10-14").status_code == 404
    assert browser.get(f"{PLAN}tasks/VI.11/?as_of=2021-10-14").context["acts"] == []


def test_what_was_typed_stays_when_it_is_refused() -> None:
    browser, one = browser_of("monitor"), duty(*ISO)
    answer = browser.post(f"{PLAN}duties/{one}/return/", {"reason": "  ", "again_by": "1/11/2021"})
    assert answer.status_code == 200
    assert 'value="1/11/2021"' in answer.content.decode()
    sent = browser.post(f"{PLAN}duties/{one}/accept/", {"on_time": "on", "reason": ""})
    assert sent.status_code == 200
    assert queries.get_obligation(one, as_of=DAY).state == "SUBMITTED"


def test_returning_leads_back_to_the_story_with_the_reason_word_for_word() -> None:
    browser, one = browser_of("monitor"), duty(*ISO)
    reason = "Thiếu số liệu <b>Kbang</b>"
    answer = browser.post(
        f"{PLAN}duties/{one}/return/", {"reason": reason, "again_by": "1/11/2021"}, follow=True
    )
    page = answer.content.decode()
    assert answer.redirect_chain == [(f"{PLAN}tasks/VI.11/?duty={one}", 302)]
    assert "Thiếu số liệu &lt;b&gt;Kbang&lt;/b&gt;" in page
    assert "01/11/2021" in page


def test_many_are_accepted_at_once_and_each_answers_for_itself() -> None:
    browser, waiting, done = browser_of("monitor"), duty(*ISO), duty(*OWN)
    answer = browser.post(PLAN + "duties/bulk/", {"verb": "accept", "duty": [waiting, done, 10**9, "x"]})
    assert [one.duty.row.id for one in answer.context["done"]] == [waiting]
    ((refused),) = answer.context["refused"]
    assert (refused.duty.row.id, bool(refused.refusal)) == (done, True)
    assert queries.get_obligation(waiting, as_of=DAY).state == "DONE"


def test_the_public_learns_who_is_late_only_by_a_decision_of_the_committee() -> None:
    assert browser_of("").get(PLAN).context["late"] == []
    assert browser_of("office").get(PLAN + "openness/").status_code == 404
    sent = browser_of("monitor").post(
        PLAN + "openness/", {"shows": "yes", "decision": "Công văn 12/UBND-NC ngày 14/10/2021"}
    )
    assert sent.status_code == 302
    late = browser_of("").get(PLAN).context["late"]
    assert ("Sở Khoa học và Công nghệ", f"{PLAN}agencies/GL-SKHCN/", 6) in late
    refused = browser_of("monitor").post(PLAN + "openness/", {"shows": "no", "decision": ""})
    assert refused.status_code == 200


def test_every_figure_of_the_overview_leads_to_its_rows() -> None:
    """Cells, the column of what is late and the legend of the bar: the list behind each holds as many rows."""
    browser = browser_of("monitor")
    page = browser.get(PLAN)
    for segment in page.context["segments"]:
        assert browser.get(segment.url).context["count"] == segment.count, segment.label
    for link, shown in _cells(str(page.context["heat"]))[::7]:
        due = int(shown.rpartition("/")[2])
        assert browser.get(link).context["count"] == due, link


def _cells(heat: str) -> list[tuple[str, str]]:
    """(address, figures) of every cell that leads anywhere."""
    import re

    found = re.findall(r'<td class="heat-(?:[a-z-]+)"><a href="([^"]+)">(.*?)</a></td>', heat)
    return [(url.replace("&amp;", "&"), re.sub(r"<[^>]*>|[^\d/]", "", words)) for url, words in found]


def test_the_judges_permission_is_asked_and_not_the_tab() -> None:
    assert actor_of("governor").may(Permission.FOLLOW)
    assert not actor_of("governor").may(Permission.MONITOR)
