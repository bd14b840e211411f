"""Signs that a clock was helped: each is found where it is, once, and not where something only looks alike.

A case of the plain procedure that comes on Thursday 14/10 is due on Thursday 21/10, of Friday 15/10 on Friday 22/10.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from lienthong.domain.cases import actions as cases
from lienthong.domain.cases import models as case_models
from lienthong.domain.cases.actions.common import happen, hold
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.vocabulary import Channel
from lienthong.domain.parties import actions as parties
from lienthong.spine.actor import ANONYMOUS
from tests.domain.cases.running import (
    BOSS,
    CHIEF,
    CITY,
    CLERK,
    OFFICER,
    hour,
    intake,
    procedure,
    province,
    received,
    to_office,
    to_sign,
)
from tests.domain.conduct.running import found, look

pytestmark = pytest.mark.django_db
BY_SOMEBODY = cases.Applicant(
    parties.Draft(name="Ksor Thử", numbers=(parties.Number("CCCD", "064190004321"),))
)


@pytest.fixture
def version() -> int:
    province()
    return procedure()


def withdrawn_and_anew(
    version: int, withdrawn: str, anew: str, *, whose: cases.Applicant = BY_SOMEBODY
) -> list[int]:
    first = received(version, hour("14/10 08:00"), applicant=BY_SOMEBODY)
    cases.withdraw(case=first, reason="Đổi ý", by=CLERK, at=hour(withdrawn))
    return [first, received(version, hour(anew), applicant=whose)]


def test_withdrawn_on_the_eve_of_its_day_and_received_anew(version: int) -> None:
    both = withdrawn_and_anew(version, "20/10 09:00", "20/10 09:10")
    assert look("21/10") == 1
    assert found() == [("RESUBMITTED", CLERK.account, both)]


@pytest.mark.parametrize(
    ("withdrawn", "anew"),
    [("15/10 09:00", "20/10 09:10"), ("20/10 09:00", "05/11 09:00")],  # long before its day; long afterwards
)
def test_what_is_withdrawn_early_or_comes_back_much_later_is_no_sign(
    version: int, withdrawn: str, anew: str
) -> None:
    withdrawn_and_anew(version, withdrawn, anew)
    for day in ("16/10", "21/10", "06/11"):
        look(day)
    assert found() == []


def test_somebody_else_who_applies_for_the_same_is_no_sign(version: int) -> None:
    other = cases.Applicant(parties.Draft(name="Rah Lan", numbers=(parties.Number("CCCD", "064190005555"),)))
    withdrawn_and_anew(version, "20/10 09:00", "20/10 09:10", whose=other)
    assert look("21/10") == 0


def test_who_withdraws_from_home_helps_no_clock_of_ours(version: int) -> None:
    first = received(version, hour("14/10 08:00"), applicant=BY_SOMEBODY)
    at_home = replace(CLERK, account="platform", agency=CITY)
    cases.withdraw(case=first, reason="Đổi ý", by=at_home, at=hour("20/10 09:00"))
    received(version, hour("20/10 09:10"), applicant=BY_SOMEBODY)
    assert look("21/10") == 0


def test_papers_asked_for_on_the_last_day(version: int) -> None:
    early, last = to_office(version, hour("14/10 08:00")), to_office(version, hour("14/10 08:00"))
    cases.ask_supplement(case=early, items=["Bản vẽ"], reason="Thiếu", by=OFFICER, at=hour("18/10 09:00"))
    cases.ask_supplement(
        case=last, items=["Bản vẽ"], reason="Thiếu", override="Vừa phát hiện", by=BOSS, at=hour("21/10 16:00")
    )
    for day in ("19/10", "22/10"):
        look(day)
    assert found() == [("LAST_DAY", BOSS.account, [last])]


def test_five_results_signed_in_the_last_hours_of_their_day(version: int) -> None:
    waiting = [to_sign(version, hour("14/10 08:00")) for _ in range(5)]
    for place, case in enumerate(waiting):
        cases.sign_off(case=case, by=CHIEF, at=hour("21/10 16:00") + timedelta(minutes=place))
    assert look("22/10") == 1
    assert found() == [("IN_BULK", CHIEF.account, waiting)]


@pytest.mark.parametrize(("count", "hours"), [(4, "21/10 16:00"), (5, "21/10 10:00"), (5, "22/10 16:00")])
def test_four_or_earlier_in_the_day_or_late_already_are_no_sign(version: int, count: int, hours: str) -> None:
    for case in [to_sign(version, hour("14/10 08:00")) for _ in range(count)]:
        cases.sign_off(case=case, by=CHIEF, at=hour(hours))
    for day in ("22/10", "23/10"):
        look(day)
    assert found() == []


def test_a_result_entered_after_its_day_with_an_earlier_date(version: int) -> None:
    case = to_sign(version, hour("14/10 08:00"))
    held = hold(case, by=CHIEF, at=hour("25/10 09:00"))
    happen(held, Verb.SIGNED, {"document": "12/GP"}, occurred_at=hour("21/10 09:00"))
    assert look("22/10") == 0
    assert look("26/10") == 1
    assert found() == [("DATED_EARLY", CHIEF.account, [case])]


def filed(version: int, origin: str) -> int:
    at_home = replace(ANONYMOUS, account="platform", origin=origin)
    case = cases.file_online(
        intake=intake(version, channel=Channel.ONLINE), owner=CITY, by=at_home, at=hour("18/10 08:00")
    )
    cases.accept(case=case, papers=(1, 2), by=replace(CLERK, origin="web 10.1.1.7"), at=hour("18/10 09:00"))
    return case


def test_five_online_filings_from_the_machine_of_who_takes_them_in(version: int) -> None:
    ours = [filed(version, "web 10.1.1.7") for _ in range(5)]
    filed(version, "web 14.2.3.4")
    assert look("19/10") == 1
    assert found() == [("CLERK_FILED", CLERK.account, ours)]


def test_four_or_those_from_elsewhere_are_no_sign(version: int) -> None:
    for _ in range(4):
        filed(version, "web 10.1.1.7")
    for _ in range(6):
        filed(version, "web 14.2.3.4")
    assert look("19/10") == 0


def late(version: int, *, contested: bool = False) -> int:
    case = to_office(version, hour("14/10 08:00"))
    cases.explain(case=case, causes=[("STAFF", CITY)], by=BOSS, at=hour("25/10 09:00"))
    if contested:
        cases.contest(case=case, reason="Chờ Sở trả lời", by=BOSS, at=hour("25/10 10:00"))
    return case


def test_three_late_cases_in_three_months_ask_for_responsibility(version: int) -> None:
    three = [
        late(version),
        late(version),
        to_office(version, hour("14/10 08:00")),
    ]  # the last is not explained
    assert look("31/10") == 0
    assert look("01/11") == 1
    assert found() == [("LATE_AGAIN", "", three)]
    assert look("01/11") == 0, "looked at again nothing is new"


def test_a_part_that_is_contested_does_not_count(version: int) -> None:
    late(version)
    late(version)
    late(version, contested=True)
    assert look("01/11") == 0


def test_looked_at_twice_a_day_is_found_once(version: int) -> None:
    withdrawn_and_anew(version, "20/10 09:00", "20/10 09:10")
    assert (look("21/10"), look("21/10")) == (1, 0)
    assert case_models.Case.objects.count() == 2
