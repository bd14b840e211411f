"""What people are told leads them where they can act: owners to their desk, the monitor into the plan."""

from datetime import timedelta

import pytest
from django.test import Client

from lienthong.domain.notices.queries import list_notices
from lienthong.domain.plans import actions
from lienthong.spine import clock
from tests.domain.plans.running import MONITOR, of
from tests.e2e.people import account
from tests.faults.drain import drain
from tests.web.desk.handing import AGENCY, AsRole, send, whole

pytestmark = pytest.mark.django_db


def told(role: str, kind: str) -> str:
    """The address of the newest notice of a kind."""
    drain()
    return next(row.address for row in list_notices(account(role)) if row.kind == f"plans.{kind}")


def test_the_owner_is_led_to_the_desk_and_the_monitor_into_the_plan(
    as_role: AsRole, specialist: Client, duty: int
) -> None:
    send(specialist, duty, whole())
    asked = told("plan_monitor", "submitted")
    assert asked.startswith("/plans/")
    assert as_role("plan_monitor").get(asked).status_code == 200
    actions.send_back(obligation=duty, reason="Thiếu", by=MONITOR, at=clock.now())
    assert told("specialist", "returned") == f"/work/{duty}/"
    words = "Nộp trong ngày"
    actions.remind(obligations=[duty], words=words, count=lambda *_: -9, by=MONITOR, at=clock.now())
    assert told("specialist", "remind") == f"/work/{duty}/"


def test_the_asked_and_the_lead_meet_at_the_part(as_role: AsRole, specialist: Client, duty: int) -> None:
    day = clock.today() + timedelta(days=9)
    part = actions.ask_contribution(
        obligation=duty, agency="GL-625", text="Số liệu", due=day, by=of(AGENCY), at=clock.now()
    )
    assert told("reporter", "asked") == f"/work/{part}/"
    send(as_role("reporter"), part, whole(number="3/BC-UBND"))
    assert told("specialist", "submitted") == f"/work/{part}/"
    assert specialist.get(f"/work/{part}/").status_code == 200
