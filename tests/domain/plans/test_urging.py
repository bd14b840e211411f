"""Urging: each step is taken once per duty, on a working day, by whoever is to be told; letters are drafted."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker
from tests.domain.plans.running import MONITOR, OVERSEER, at, of
from tests.domain.plans.small import Row, draft, duties

from lienthong.config import reference
from lienthong.config.ground.paths import DATA
from lienthong.domain.accounts import actions as accounts
from lienthong.domain.notices import queries as notices
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.exchange import read_reference
from lienthong.domain.plans import actions, errors, queries
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions import Document, Rung, Step
from lienthong.domain.plans.jobs import urge_on
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.calendar import actions as calendars
from lienthong.spine.calendar.queries import Basis, Day, DayKind, calendar_for

pytestmark = pytest.mark.django_db
BY = platform("test")
EARLIER = at(12, 1, year=2020)
AGENCY, OTHER = "GL-SKHCN", "GL-STP"
SLOW = settings(  # shrinking would take minutes: an example plays a hundred mornings
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
DUE = date(2021, 6, 30)  # a Wednesday


@pytest.fixture(scope="module", autouse=True)
def people(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """Focal official and head of two departments, who monitors, and who oversees."""
    del django_db_setup
    with django_db_blocker.unblock(), transaction.atomic():
        organisations.load_reference(reference=read_reference(DATA / "organisations"), by=BY, at=EARLIER)
        calendars.load_reference(folder=DATA / "calendars", by=BY, at=EARLIER)
        reference.load_urging(by=BY, at=EARLIER)
        yield {
            f"{agency}/{role}": hired(agency, role)
            for agency, role in [
                (AGENCY, "reporter"),
                (AGENCY, "agency_leader"),
                (OTHER, "reporter"),
                (OTHER, "agency_leader"),
                ("GL-SNV", "plan_monitor"),
                ("GL-SNV", "reporter"),
                ("GL-VPUBND", "plan_monitor"),
            ]
        }
        transaction.set_rollback(True)


def hired(agency: str, role: str) -> str:
    name = f"{role} {agency}"
    account = accounts.open_account(
        username=f"{role}.{agency}".lower().replace("_", ""), full_name=name, by=BY, at=EARLIER
    )
    organisations.assign(
        account=account, agency=agency, title=name, role=role, on=EARLIER.date(), by=BY, at=EARLIER
    )
    return account


def running(*rows: Row) -> m.Plan:
    plan = draft(*rows)
    actions.issue(plan=plan.pk, monitor="GL-SNV", overseer="GL-VPUBND", by=MONITOR, at=at(12, 28, year=2020))
    return m.Plan.objects.get(pk=plan.pk)


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 7, 30, tzinfo=clock.ZONE)


def urged(since: date, until: date) -> None:
    """Every morning from a day to a day."""
    for back in range((until - since).days + 1):
        day = since + timedelta(days=back)
        urge_on(day, morning(day))


def story(duty: int) -> list[tuple[date, int, str, list[str]]]:
    rows = m.Happening.objects.filter(obligation=duty, data__has_key="step").order_by("occurred_at", "id")
    return [
        (clock.local(row.occurred_at).date(), row.data["step"], row.data["rung"], row.data["told"])
        for row in rows
    ]


def titles(account: str) -> list[str]:
    return [row.title for row in reversed(notices.list_notices(account))]


def test_every_step_is_taken_on_its_working_day_by_its_people() -> None:
    (duty,) = duties(running(Row((AGENCY,), DUE)))
    urged(date(2021, 6, 1), date(2021, 8, 31))
    focal, head = f"reporter {AGENCY}", f"agency_leader {AGENCY}"
    assert story(duty) == [
        (date(2021, 6, 16), -10, "FOCAL", [focal]),
        (date(2021, 6, 25), -3, "FOCAL", [focal]),
        (date(2021, 6, 30), 0, "FOCAL", [focal]),
        (date(2021, 7, 1), 1, "FOCAL", [focal]),
        (date(2021, 7, 1), 1, "HEAD", [head]),
        (date(2021, 7, 7), 5, "HEAD", [head]),
        (date(2021, 7, 14), 10, "LETTER", ["plan_monitor GL-SNV"]),
        (date(2021, 7, 28), 20, "COMMITTEE", ["plan_monitor GL-VPUBND"]),
    ]


def test_a_due_day_on_a_day_off_misses_no_step_and_doubles_none() -> None:
    (duty,) = duties(running(Row((AGENCY,), date(2021, 6, 27))))  # a Sunday
    urged(date(2021, 6, 1), date(2021, 8, 31))
    assert [(day, step) for day, step, _, _ in story(duty)][1:5] == [
        (date(2021, 6, 22), -3),
        (date(2021, 6, 25), 0),
        (date(2021, 6, 28), 1),
        (date(2021, 6, 28), 1),
    ]


def test_what_is_handed_in_is_urged_no_more_and_again_when_it_is_returned() -> None:
    (duty,) = duties(running(Row((AGENCY,), DUE)))
    urged(date(2021, 6, 20), date(2021, 6, 29))
    paper = Document("1/BC", date(2021, 6, 29), "Sở", "Báo cáo", 1)
    actions.submit(obligation=duty, documents=[paper], by=of(AGENCY), at=at(6, 29))
    urged(date(2021, 6, 30), date(2021, 7, 5))
    assert [step for _, step, _, _ in story(duty)] == [-3]
    actions.send_back(obligation=duty, reason="Thiếu", by=MONITOR, at=at(7, 6))
    urged(date(2021, 7, 7), date(2021, 7, 8))
    assert [step for _, step, _, _ in story(duty)] == [-3, 5]


def test_a_morning_taken_again_tells_nobody_twice(people: dict[str, str]) -> None:
    (duty,) = duties(running(Row((AGENCY,), DUE)))
    for _ in range(2):
        urge_on(DUE, morning(DUE))
    assert len(story(duty)) == 1
    assert titles(people[f"{AGENCY}/reporter"]) == ["Đến hạn hôm nay: Báo cáo"]
    assert titles(people[f"{AGENCY}/agency_leader"]) == []


def test_the_official_named_for_it_hears_alone(people: dict[str, str]) -> None:
    (duty,) = duties(running(Row((AGENCY,), DUE)))
    second = hired(AGENCY, "specialist")
    actions.assign(obligation=duty, focal=second, by=of(AGENCY), at=at(1, 5))
    urge_on(DUE, morning(DUE))
    assert titles(second) == ["Đến hạn hôm nay: Báo cáo"]
    assert titles(people[f"{AGENCY}/reporter"]) == []


def test_an_official_who_left_is_replaced_by_those_who_are_there(people: dict[str, str]) -> None:
    (duty,) = duties(running(Row((AGENCY,), DUE)))
    actions.assign(obligation=duty, focal="gone", by=of(AGENCY), at=at(1, 5))
    urge_on(DUE, morning(DUE))
    assert titles(people[f"{AGENCY}/reporter"]) == ["Đến hạn hôm nay: Báo cáo"]


def test_many_duties_of_a_day_come_in_one_note(people: dict[str, str]) -> None:
    plan = running(*(Row((AGENCY,), DUE) for _ in range(7)))
    after = date(2021, 7, 1)
    urge_on(after, morning(after))
    assert titles(people[f"{AGENCY}/reporter"]) == ["7 nghĩa vụ quá hạn"]
    assert titles(people[f"{AGENCY}/agency_leader"]) == ["7 nghĩa vụ quá hạn"]
    assert all(len(story(duty)) == 2 for duty in duties(plan))


def test_nobody_to_tell_is_not_called_told() -> None:
    """A commune without people is not reminded; the letter reaches it all the same."""
    (duty,) = duties(running(Row(("GL-23557",), DUE)))
    urged(date(2021, 6, 1), date(2021, 7, 14))
    assert [(step, rung) for _, step, rung, _ in story(duty)] == [(10, "LETTER")]


def test_the_monitor_is_urged_by_the_committee_and_not_by_its_own_letter() -> None:
    plan = running(Row(("GL-SNV",), DUE))
    urged(date(2021, 7, 14), date(2021, 7, 14))
    assert [(step, rung, told) for _, step, rung, told in story(duties(plan)[0])] == [
        (10, "COMMITTEE", ["plan_monitor GL-VPUBND"])
    ]
    assert not m.UrgingLetter.objects.exists()


def test_an_extension_begins_the_count_anew() -> None:
    (duty,) = duties(running(Row((AGENCY,), DUE)))
    urge_on(DUE, morning(DUE))
    actions.ask_extension(obligation=duty, until=date(2021, 7, 30), reason="Chờ", by=of(AGENCY), at=at(6, 30))
    actions.decide_extension(obligation=duty, grant=True, by=MONITOR, at=at(6, 30))
    urged(date(2021, 7, 1), date(2021, 7, 30))
    assert [(day, step) for day, step, _, _ in story(duty)] == [
        (date(2021, 6, 30), 0),
        (date(2021, 7, 16), -10),
        (date(2021, 7, 27), -3),
        (date(2021, 7, 30), 0),
    ]


def test_steps_in_force_are_those_of_the_day() -> None:
    plan = running(Row((AGENCY,), DUE))
    actions.set_steps(
        plan=plan.pk, effective_from=date(2021, 6, 24), steps=[Step(-1, Rung.HEAD)],
        source="Công văn 9", by=MONITOR, at=at(6, 1),
    )  # fmt: skip
    urged(date(2021, 6, 10), date(2021, 7, 20))
    assert [(step, rung) for _, step, rung, _ in story(duties(plan)[0])] == [(-10, "FOCAL"), (-1, "HEAD")]
    assert m.Happening.objects.get(obligation=duties(plan)[0], data__rung="HEAD").verb == "REMINDED"


@pytest.mark.parametrize(
    ("given_steps", "by", "source", "day", "refusal"),
    [
        ([Step(1, Rung.HEAD)], OVERSEER, "CV", date(2021, 7, 1), errors.NotYours),
        ([Step(1, Rung.HEAD)], MONITOR, " ", date(2021, 7, 1), errors.ReasonMissing),
        ([Step(1, Rung.HEAD)], MONITOR, "CV", date(2021, 6, 1), errors.WrongDay),
        ([], MONITOR, "CV", date(2021, 7, 1), errors.StepsUnfit),
        ([Step(-2, Rung.LETTER)], MONITOR, "CV", date(2021, 7, 1), errors.StepsUnfit),
        ([Step(0, Rung.COMMITTEE)], MONITOR, "CV", date(2021, 7, 1), errors.StepsUnfit),
        ([Step(251, Rung.HEAD)], MONITOR, "CV", date(2021, 7, 1), errors.StepsUnfit),
    ],
)
def test_steps_are_refused(
    given_steps: Any, by: Any, source: str, day: date, refusal: type[Exception]
) -> None:
    plan = running(Row((AGENCY,), DUE))
    with pytest.raises(refusal):
        actions.set_steps(
            plan=plan.pk, effective_from=day, steps=given_steps, source=source, by=by, at=at(6, 1)
        )


def test_steps_once_entered_stay() -> None:
    plan = running(Row((AGENCY,), DUE))
    given_day: dict[str, Any] = {
        "plan": plan.pk,
        "effective_from": date(2021, 7, 1),
        "source": "CV",
        "by": MONITOR,
    }
    actions.set_steps(**given_day, steps=[Step(1, Rung.HEAD)], at=at(6, 1))
    with pytest.raises(errors.StepsKnown):
        actions.set_steps(**given_day, steps=[Step(2, Rung.HEAD)], at=at(6, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        m.UrgingStep.objects.update(days=7)
    assert queries.list_step_sets()[0].effective_from == date(2021, 7, 1)


def test_a_day_off_declared_on_the_way_skips_no_step() -> None:
    """The Tuesday before the due day becomes a day off on Monday: that morning the count passes over a step."""
    plan = running(Row((AGENCY,), DUE))
    steps = [Step(days, Rung.FOCAL) for days in range(-5, 3)]
    actions.set_steps(
        plan=plan.pk, effective_from=date(2021, 6, 20), steps=steps, source="CV", by=MONITOR, at=at(6, 1)
    )
    urged(date(2021, 6, 20), date(2021, 6, 27))
    off = Day(
        on=date(2021, 6, 29), kind=DayKind.OFF, name="Nghỉ bão", basis=Basis(decision="CĐ 1", confirmed=True)
    )
    calendars.enter_day(day=off, by=BY, at=at(6, 28))
    urged(date(2021, 6, 28), date(2021, 7, 10))
    taken = [step for _, step, _, _ in story(duties(plan)[0])]
    assert taken == [-5, -4, -3, -2, -1, 0, 1, 2]


@given(
    due=st.dates(date(2021, 3, 22), date(2021, 7, 31)),
    off=st.sets(st.dates(date(2021, 1, 15), date(2021, 9, 15)), max_size=25),
    days=st.sets(st.integers(-12, 20), min_size=1, max_size=6),
    done_after=st.integers(-30, 45),
)
@SLOW
def test_each_step_is_taken_exactly_once_and_never_after_it_is_done(
    due: date, off: set[date], days: set[int], done_after: int
) -> None:
    """Whatever the due day and the calendar; until it is handed in."""
    with transaction.atomic():
        plan = running(Row((AGENCY,), due))
        (duty,) = duties(plan)
        first, last, done = (
            due - timedelta(days=45),
            due + timedelta(days=75),
            due + timedelta(days=done_after),
        )
        actions.set_steps(
            plan=plan.pk, effective_from=date(2021, 1, 4), steps=[Step(one, Rung.FOCAL) for one in days],
            source="CV", by=MONITOR, at=at(12, 29, year=2020),
        )  # fmt: skip
        for on in off:
            _close(on, at(12, 10, year=2020))
        urged(first, done - timedelta(days=1))
        paper = Document("1/BC", done, "Sở", "Báo cáo", 1)
        actions.submit(
            obligation=duty, documents=[paper], by=of(AGENCY), at=morning(done) - timedelta(hours=1)
        )
        urged(done, last)
        taken = [(day, step) for day, step, _, _ in story(duty)]
        calendar = calendar_for(AGENCY)
        assert all(calendar.is_working(day) and day < done for day, _ in taken)
        assert len({step for _, step in taken}) == len(taken)
        assert {step for _, step in taken} == {one for one in days if _day_of(calendar, due, one) < done}
        transaction.set_rollback(True)


@pytest.mark.sampled(test=3)
@given(
    due=st.dates(date(2021, 3, 22), date(2021, 7, 31)),
    off=st.dictionaries(st.integers(-20, 30), st.integers(0, 20), max_size=15),
    days=st.sets(st.integers(-10, 15), min_size=1, max_size=6),
)
@SLOW
def test_days_off_declared_late_skip_no_step_and_double_none(
    due: date, off: dict[int, int], days: set[int]
) -> None:
    """``off``: days from the due day that become days off, and how many days before that is declared."""
    with transaction.atomic():
        plan = running(Row((AGENCY,), due))
        steps = [Step(one, Rung.FOCAL) for one in days]
        entered: dict[str, Any] = {
            "plan": plan.pk,
            "source": "CV",
            "by": MONITOR,
            "at": at(12, 29, year=2020),
        }
        actions.set_steps(**entered, effective_from=date(2021, 1, 4), steps=steps)
        for back in range(-50, 70):
            day = due + timedelta(days=back)
            for place, before in off.items():
                if place - before == back:
                    _close(due + timedelta(days=place), morning(day) - timedelta(hours=1))
            urge_on(day, morning(day))
        assert sorted(step for _, step, _, _ in story(duties(plan)[0])) == sorted(days)
        transaction.set_rollback(True)


def _close(on: date, told_at: datetime) -> None:
    try:
        calendars.enter_day(
            day=Day(on=on, kind=DayKind.OFF, name="Nghỉ", basis=Basis(decision="CĐ", confirmed=True)),
            by=BY,
            at=told_at,
        )
    except Exception as refusal:  # a holiday already
        assert type(refusal).__name__ == "DayAlreadyEntered"


def _day_of(calendar: Any, due: date, step: int) -> date:
    """The working day that lies so many working days after the due day; counted one by one."""
    day = due
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    for _ in range(abs(step)):
        day += timedelta(days=1 if step > 0 else -1)
        while not calendar.is_working(day):
            day += timedelta(days=1 if step > 0 else -1)
    return day
