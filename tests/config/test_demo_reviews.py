"""The demonstration's reviews: a plan of 2021 with a decision, one that waits for the office and one that is open."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config import demo, demo_procedures, demo_reviews, demo_year
from lienthong.domain.reviews import queries
from lienthong.domain.reviews.queries import State, TextState
from lienthong.spine import clock
from lienthong.spine.actor import platform
from tests.factories.province import loaded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("played")]
BY, NOW = platform("test"), datetime(2021, 10, 15, 9, tzinfo=clock.ZONE)
DAY = NOW.date()


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded(django_db_blocker):
        demo.load_people(by=BY, at=demo_year.EVE)
        demo_year.load_people(by=BY, at=demo_year.EVE)
        demo_procedures.play(by=BY, until=NOW)
        demo_reviews.play(by=BY, until=NOW)
        yield


def test_the_plan_has_reviews_in_every_state() -> None:
    (plan,) = queries.list_plans(DAY)
    states = {item.code: item.review.state for row in plan.entries for item in row.items if item.review}
    assert states == {
        "TC09": State.DECIDED,
        "TC21": State.DECIDED,
        "TP10": State.SUBMITTED,
        "DT01": State.DRAFT,
    }
    assert (plan.procedures, plan.done, plan.late) == (4, 2, 0)


def test_the_decision_saves_what_its_rows_say() -> None:
    (plan,) = queries.list_plans(DAY)
    (decision,) = queries.list_decisions(plan.id)
    page = queries.get_decision(decision.id, DAY)
    saved = {one.code: one.saving.amount for one in page.reviews}
    # TC09 by hand at 30,540 đồng an hour and 640 households: now 14 h and 277,000, afterwards 1.25 h and 126,000
    # (0.75 h = 22,905; 0.25 h = 7,635 twice)
    assert saved == {"TC09": ((14 * 30_540 + 277_000) - (22_905 + 2 * 7_635 + 126_000)) * 640, "TC21": 0}
    assert page.to_draft == 1
    assert page.saving.meets_aim


def test_a_legal_draft_is_being_assessed_by_the_specialist_who_signs_in() -> None:
    (text,) = queries.list_texts(DAY, agency="GL-SKHCN")
    assert (text.state, text.sheets) == (TextState.DRAFT, 1)


def test_playing_again_changes_nothing() -> None:
    demo_reviews.play(by=BY, until=NOW)
    assert len(queries.list_plans(DAY)) == 1
