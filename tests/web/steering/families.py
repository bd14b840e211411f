"""An agency's own plan for tests of pages: who does what, the plan by the verbs, what a page says."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pytest_django.plugin import DjangoDbBlocker

from lienthong.domain.plans import actions, queries
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions import Heading
from lienthong.domain.plans.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from tests.domain.plans.running import someone
from tests.factories.province import SLUG, loaded
from tests.web.steering.people import browser_of, employ

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
OWN = "/plans/12-kh-skhcn-2021/"


@contextmanager
def employed(blocker: DjangoDbBlocker) -> Iterator[None]:
    """The province on 15/10/2021, with these people at work."""
    with loaded(blocker), pytest.MonkeyPatch.context() as patch:
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
