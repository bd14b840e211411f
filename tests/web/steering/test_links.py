"""Tasks are linked to the plan above and to last year's, row by row, on their pages."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from lienthong.domain.plans import actions, queries
from tests.factories.province import SLUG
from tests.web.steering.families import NOW, OWN, PLAN, employed, made, maker, of_last_year, text, ticked
from tests.web.steering.people import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    del django_db_setup
    with employed(django_db_blocker):
        yield


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
