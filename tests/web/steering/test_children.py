"""An agency makes its own plan from the plan above, mends and issues it; who may, and who may not."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from docx import Document
from pytest_django.plugin import DjangoDbBlocker

from lienthong.domain.plans import actions, queries
from lienthong.domain.plans.actions import Decision
from lienthong.web.steering.plans import child
from tests.domain.plans.running import MONITOR
from tests.factories.province import SLUG
from tests.web.steering.families import (
    DAY,
    NOW,
    OWN,
    PLAN,
    employed,
    get,
    made,
    maker,
    of_last_year,
    text,
    ticked,
)
from tests.web.steering.people import browser_of

pytestmark = pytest.mark.django_db

MAKE = f"{PLAN}agencies/GL-SKHCN/child/"
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
    with employed(django_db_blocker):
        yield


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


def test_its_official_paper_says_its_texts_and_its_tasks() -> None:
    slug = made()
    content = browser_of("head").get(f"/plans/{slug}/plan.docx").content
    paper = Document(BytesIO(content))
    lines = [one.text for one in paper.paragraphs]
    assert "I. TRỌNG TÂM" in lines
    assert lines[lines.index("I. TRỌNG TÂM") + 1] == "Chuyển đổi số"
    assert not any("KHÂU ĐỘT PHÁ" in line for line in lines)  # nothing was written there
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert "Số: 12/KH-SKHCN" in "\n".join(cells)


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
