"""Demanded figures on their pages: who may define and state them, what is said of them, the past is only seen."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest
from pytest_django.plugin import DjangoDbBlocker

from lienthong.domain.plans import actions, queries
from lienthong.spine import clock
from tests.domain.plans.running import at
from tests.factories.province import SLUG, loaded
from tests.web.steering.people import actor_of, browser_of, employ

pytestmark = pytest.mark.django_db

PEOPLE = {
    "monitor": ("plan_monitor", "GL-SNV"),
    "kbang": ("reporter", "GL-625"),
    "auditor": ("auditor", "GL-TTT"),
}
NOW = datetime(2021, 10, 15, 9, tzinfo=clock.ZONE)
DAY = date(2021, 10, 15)
PLAN = f"/plans/{SLUG}/"


@pytest.fixture(scope="module", autouse=True)
def _province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    del django_db_setup
    with loaded(django_db_blocker), pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: NOW)
        for username, (role, agency) in PEOPLE.items():
            employ(username, role, agency)
        yield


def figure(ref: str = "VI.8", position: int = 1) -> queries.MeasureRow:
    plan = queries.get_plan(SLUG, as_of=DAY)
    measures = queries.list_measures(plan, as_of=DAY)
    (found,) = [row for row in measures if (row.ref, row.position) == (ref, position)]
    return found


def define(scope: str = "PROVINCE") -> int:
    return actions.define_measure(
        measure=figure().id,
        name="TTHC mức 3, 4 có hồ sơ",
        scope=scope,
        numerator="Thủ tục hành chính có phát sinh hồ sơ trực tuyến",
        denominator="Thủ tục hành chính có phát sinh hồ sơ",
        by=actor_of("monitor"),
        at=at(1, 6),
    )


def state(measure: int, count: int, month: int, agency: str = "GL", who: str = "monitor") -> None:
    actions.state_value(
        measure=measure,
        agency=agency,
        period_end=date(2021, month, 14),
        numerator=Decimal(count),
        denominator=Decimal(1230),
        document=f"{month}/BC",
        document_on=date(2021, month, 15),
        by=actor_of(who),
        at=at(month, 16),
    )


def page(username: str, address: str) -> str:
    answer = browser_of(username).get(PLAN + address)
    assert answer.status_code == 200, (address, answer.status_code)
    return " ".join(answer.content.decode().split())


def test_an_undefined_figure_says_so() -> None:
    said = page("monitor", "targets/")
    assert "Kế hoạch đặt ra mười hai chỉ tiêu; chưa chỉ tiêu nào có số liệu." in said
    assert said.count("Chưa được định nghĩa") == 12


def test_what_is_missing_is_said_in_what_is_counted_and_since_when_it_is_reached() -> None:
    measure = define()
    state(measure, 667, 9)
    assert "Còn thiếu 71 TTHC" in page("monitor", "targets/")
    state(measure, 738, 9)
    said = page("monitor", f"targets/{measure}/")
    assert "Đạt từ tháng 9/2021" in said
    assert "<s>54,2%</s>" in said
    assert "60%" in said


def test_the_overview_says_how_many_are_not_reached_and_each_bar_leads_to_its_page() -> None:
    measure = define()
    state(measure, 667, 9)
    said = page("monitor", "")
    assert "Một trong một chỉ tiêu bắt buộc chưa đạt." in said
    assert "Một chỉ tiêu bắt buộc của kế hoạch (VI.8)" in said
    assert f'href="{PLAN}targets/{measure}/"' in said
    assert "11 chỉ tiêu khác" in said


def test_a_past_day_is_only_looked_at() -> None:
    measure = define()
    assert f"targets/{measure}/state/" in page("monitor", f"targets/{measure}/")
    assert f"targets/{measure}/state/" not in page("monitor", f"targets/{measure}/?as_of=2021-10-01")
    answer = browser_of("monitor").get(f"{PLAN}targets/{measure}/state/?as_of=2021-10-01")
    assert answer.status_code == 404


def test_the_monitor_defines_and_states_by_the_forms() -> None:
    browser = browser_of("monitor")
    words = {"name": "TTHC", "scope": "PROVINCE", "numerator": "TTHC có hồ sơ", "denominator": "TTHC"}
    answer = browser.post(f"{PLAN}targets/{figure().id}/define/", words)
    assert answer.status_code == 302, answer.content.decode()
    measure = figure().id
    given = {
        "agency": "GL",
        "period_end": "14/9/2021",
        "numerator": "1.300",
        "denominator": "1.230",
        "document": "1688/BC-SNV",
        "document_on": "17/9/2021",
    }
    refused = browser.post(f"{PLAN}targets/{measure}/state/", given)
    assert refused.status_code == 200
    assert "1.300" in refused.content.decode()
    answer = browser.post(f"{PLAN}targets/{measure}/state/", given | {"numerator": "667"})
    assert answer.status_code == 302, answer.content.decode()
    value = figure().value
    assert value is not None
    assert (value.numerator, value.document) == (Decimal(667), "1688/BC-SNV")


def test_an_agency_states_its_own_and_sees_no_other() -> None:
    measure = define("EACH_AGENCY")
    state(measure, 700, 6, "GL-622")
    answer = browser_of("kbang").post(
        f"{PLAN}targets/{measure}/state/",
        {
            "agency": "GL-625",
            "period_end": "14/6/2021",
            "numerator": "900",
            "denominator": "1.230",
            "document": "5/BC-UBND",
            "document_on": "15/6/2021",
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    own, every = page("kbang", f"targets/{measure}/"), page("auditor", f"targets/{measure}/")
    assert "73,1%" in own
    assert "56,9%" not in own
    assert "73,1%" in every
    assert "56,9%" in every


def test_nobody_states_for_another_agency() -> None:
    measure = define("EACH_AGENCY")
    answer = browser_of("kbang").post(f"{PLAN}targets/{measure}/state/", {"agency": "GL-622"})
    assert answer.status_code == 200
    assert not figure().values
    assert browser_of("auditor").get(f"{PLAN}targets/{measure}/state/").status_code == 404
