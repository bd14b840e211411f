"""The story of a task or of a report that was asked for, where several agencies answer side by side."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from lienthong.domain.organisations import actions as organisations
from lienthong.domain.plans import actions, queries
from lienthong.spine import clock
from lienthong.spine.actor import platform
from tests.factories.province import SLUG, loaded
from tests.web.steering.people import actor_of, browser_of, employ

pytestmark = pytest.mark.django_db
NOW = datetime(2021, 7, 5, 9, tzinfo=clock.ZONE)
PLAN = f"/plans/{SLUG}/"


@pytest.fixture(scope="module", autouse=True)
def _province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    del django_db_setup
    with loaded(django_db_blocker), pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: NOW)
        employ("monitor", "plan_monitor", "GL-SNV")
        yield


def grid(address: str) -> tuple[list[str], dict[str, list[bool]]]:
    """Heads of the columns; for each line which of its cells hold a duty."""
    found = browser_of("monitor").get(PLAN + address).context["grid"]
    lines = {name: [cell is not None for cell in cells] for name, cells in (*found.lines, *found.quiet)}
    return list(found.heads), lines


def test_agencies_asked_for_one_report_answer_in_one_column() -> None:
    asked = actions.request_report(
        plan=queries.get_plan(SLUG, as_of=NOW.date()).id,
        agencies=["GL-625", "GL-637", "GL-SGTVT"],
        title="Báo cáo cải cách hành chính quý II năm 2021",
        due=date(2021, 7, 9),
        by=actor_of("monitor"),
        at=NOW,
    )
    heads, lines = grid(f"duties/{asked[0]}/")
    assert heads == ["Hạn 09/07/2021"]
    assert lines == {"Sở Giao thông vận tải": [True], "Huyện KBang": [True], "Huyện Krông Pa": [True]}


def test_an_heir_answers_for_itself_and_in_a_line_of_its_own_for_who_passed() -> None:
    by = platform("test")
    with transaction.atomic():
        on = date(2021, 7, 1)
        organisations.merge_agencies(codes=["GL-SGTVT"], into="GL-SXD", on=on, by=by, at=NOW)
        actions.hand_over(predecessor="GL-SGTVT", successor="GL-SXD", on=on, by=by, at=NOW)
    _heads, lines = grid("tasks/III.1/")
    assert len(lines) == 37
    assert [name for name in lines if "Xây dựng" in name] == [
        "Sở Xây dựng",
        "Sở Xây dựng, nhận từ Sở GTVT",
    ]
    assert "Sở Giao thông vận tải" not in lines
