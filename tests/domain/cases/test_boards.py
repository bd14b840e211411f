"""Table II.06a: small worlds with hand-written figures, as known on any day, under each rule; told again by recount."""

import itertools
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lienthong.domain.cases import actions, queries
from lienthong.domain.cases import models as m
from lienthong.domain.cases.actions.common import keep_found_by, restate
from lienthong.domain.cases.queries import ADDENDS, Asked, By, Column, Period
from lienthong.domain.cases.rules.counting import Counting, Treatment
from lienthong.domain.cases.rules.found_by import seen_by
from lienthong.domain.cases.rules.standing import Event, history
from lienthong.domain.cases.rules.vocabulary import Channel
from lienthong.spine import stamps
from lienthong.spine.clock.rules import ZONE
from tests.domain.cases.recount import recount, recount_by_sql
from tests.domain.cases.running import (
    CHIEF,
    CITY,
    CLERK,
    COMMUNE,
    LAND,
    OFFICER,
    OTHER,
    STRANGER,
    hour,
    intake,
    procedure,
    province,
    received,
    to_office,
    to_sign,
)
from tests.domain.cases.walks import walk

pytestmark = pytest.mark.django_db
WEEK = Period(date(2021, 10, 18), date(2021, 10, 24))
NOW = hour("26/10 08:00")
LEFT_OUT = (Counting(date(2018, 6, 21), "test", withdrawn=Treatment.LEFT_OUT, stopped=Treatment.LEFT_OUT),)
CHANGED = (
    Counting(date(2018, 6, 21), "test"),
    Counting(date(2021, 10, 21), "test", withdrawn=Treatment.LEFT_OUT, stopped=Treatment.ON_TIME),
)


@pytest.fixture
def version() -> int:
    province()
    return procedure()


def asked(period: Period = WEEK, now: datetime = NOW, known: str = "", **more: object) -> Asked:
    moment = datetime.combine(hour(f"{known} 00:00").date(), time.max, ZONE) if known else None
    return replace(Asked(period, now, moment), **more)  # type: ignore[arg-type]


def figures(question: Asked) -> Counter[str]:
    """What is not nought."""
    return +Counter(queries.get_board(question).total.as_data())


def expected(**more: int) -> Counter[str]:
    return +Counter(more)


def signed(version: int, began: str, at: str, **more: object) -> int:
    case = to_sign(version, hour(began), **more)
    actions.sign_off(case=case, by=CHIEF, at=hour(at))
    return case


def written_down_late(case: int, verb: str, occurred: str, recorded: str, **data: object) -> None:
    """As when the power was cut and what happened was entered afterwards."""
    row = m.Case.objects.get(pk=case)
    m.Happening.objects.create(
        case=row,
        verb=verb,
        occurred_at=hour(occurred),
        recorded_at=hour(recorded),
        account="x",
        name="x",
        data=data,
    )
    told = m.Happening.objects.filter(case=row).order_by("occurred_at", "id")
    restate(row, [Event(one.verb, one.occurred_at, one.data) for one in told], hour(recorded))


def test_each_case_stands_in_its_columns(version: int) -> None:
    """The week from Monday 18th to Sunday 24th. What came on Thursday 14th is due on 21st, on Friday 15th on 22nd."""
    signed(version, "13/10 08:00", "15/10 16:00")  # over before the week
    signed(version, "15/10 09:00", "20/10 16:00")  # carried over, early
    signed(version, "15/10 09:00", "22/10 16:00")  # carried over, on its day
    signed(version, "14/10 08:00", "22/10 08:00")  # carried over, late
    to_office(version, hour("14/10 08:00"))  # carried over, late and pending
    to_office(version, hour("18/10 08:00"), channel=Channel.POST)  # by post, in time
    received(version, hour("25/10 08:00"))  # after the week
    filed = actions.file_online(
        intake=intake(version, channel=Channel.ONLINE), owner=CITY, by=CLERK, at=hour("18/10 20:15")
    )
    actions.file_online(
        intake=intake(version, channel=Channel.ONLINE), owner=CITY, by=CLERK, at=hour("18/10 21:00")
    )
    actions.accept(
        case=filed, papers=(1, 2), by=CLERK, at=hour("19/10 08:00")
    )  # online; the other is not received
    assert figures(asked()) == expected(
        received=6, received_online=1, received_direct_post=1, carried_over=4,
        resolved=3, resolved_early=1, resolved_on_time=1, resolved_late=1,
        pending=3, pending_in_time=2, pending_late=1,
    )  # fmt: skip


def test_what_is_pending_in_one_period_is_carried_over_into_the_next(version: int) -> None:
    to_office(version, hour("14/10 08:00"))
    signed(version, "15/10 09:00", "25/10 16:00")
    following = Period(date(2021, 10, 25), date(2021, 10, 31))
    first = queries.get_board(asked(now=hour("01/11 08:00"))).total
    second = queries.get_board(asked(following, hour("01/11 08:00"))).total
    assert (first.pending, second.carried_over) == (2, 2)
    assert (second.resolved_late, second.pending_late) == (1, 1)


def test_a_result_brought_late_but_signed_in_time_is_in_time(version: int) -> None:
    case = signed(version, "15/10 09:00", "22/10 16:59")
    actions.bring(case=case, by=CLERK, at=hour("25/10 08:00"))
    actions.give(case=case, by=CLERK, at=hour("25/10 09:00"))
    assert figures(asked()) == expected(
        received=1, carried_over=1, resolved=1, resolved_on_time=1,
    )  # fmt: skip
    month = Period(date(2021, 10, 15), date(2021, 11, 14))
    assert queries.get_board(asked(month)).total.resolved_on_time == 1, "once, though it moved on afterwards"


def test_a_promise_made_anew_does_not_mend_the_legal_day(version: int) -> None:
    case = to_office(version, hour("14/10 08:00"))
    actions.reappoint(case=case, on=date(2021, 10, 27), reason="Chờ ý kiến", by=CHIEF, at=hour("20/10 10:00"))
    assert figures(asked()) == expected(received=1, carried_over=1, pending=1, pending_late=1)


def test_a_case_that_waits_is_pending_in_time(version: int) -> None:
    case = to_office(version, hour("14/10 08:00"))
    actions.ask_supplement(case=case, items=["x"], reason="x", by=OFFICER, at=hour("18/10 08:00"))
    assert figures(asked()) == expected(received=1, carried_over=1, pending=1, pending_in_time=1)


def test_a_refusal_in_writing_is_counted_by_its_day(version: int) -> None:
    case = to_office(version, hour("14/10 08:00"))
    actions.deny(case=case, reason="Trái quy hoạch", by=CHIEF, at=hour("22/10 08:00"))
    assert figures(asked()) == expected(received=1, carried_over=1, resolved=1, resolved_late=1)


@pytest.fixture
def ended(version: int) -> None:
    """Withdrawn on Wednesday, stopped late on Friday; both of Thursday 14th."""
    withdrawn, stopped = to_office(version, hour("14/10 08:00")), to_office(version, hour("14/10 08:00"))
    actions.withdraw(case=withdrawn, reason="x", by=CLERK, at=hour("20/10 08:00"))
    actions.stop(case=stopped, reason="x", by=CHIEF, at=hour("22/10 08:00"))


@pytest.mark.usefixtures("ended")
def test_what_was_withdrawn_is_on_time_and_what_was_stopped_by_its_day() -> None:
    assert figures(asked()) == expected(
        received=2, carried_over=2, resolved=2, resolved_on_time=1, resolved_late=1
    )


@pytest.mark.usefixtures("ended")
def test_a_rule_may_leave_them_out_of_every_column() -> None:
    assert figures(asked(counting=LEFT_OUT)) == expected()
    until_tuesday = Period(WEEK.first, date(2021, 10, 19))
    assert figures(asked(until_tuesday, counting=LEFT_OUT)) == expected(
        received=2, carried_over=2, pending=2, pending_in_time=2
    ), "on Tuesday they were still pending"


@pytest.mark.usefixtures("ended")
def test_each_end_is_counted_by_the_rule_of_its_day() -> None:
    assert figures(asked(counting=CHANGED)) == expected(
        received=2, carried_over=2, resolved=2, resolved_on_time=2
    ), "withdrawn before the rule changed, stopped after"


def test_a_past_day_is_told_as_it_was_known(version: int) -> None:
    """Signed on Thursday 21st before its hour, entered on Monday 25th."""
    case = to_sign(version, hour("14/10 08:00"))
    written_down_late(case, "SIGNED", "21/10 16:00", "25/10 09:00")
    assert figures(asked(known="24/10")) == expected(received=1, carried_over=1, pending=1, pending_late=1)
    assert figures(asked(known="25/10")) == expected(
        received=1, carried_over=1, resolved=1, resolved_on_time=1
    )
    assert figures(asked()) == expected(received=1, carried_over=1, resolved=1, resolved_on_time=1)


def test_what_was_put_in_between_changes_no_earlier_answer(version: int) -> None:
    """Signed after its day on Friday. That the day had been moved on Wednesday was entered on Monday."""
    case = signed(version, "14/10 08:00", "22/10 08:00")
    late = expected(received=1, carried_over=1, resolved=1, resolved_late=1)
    assert figures(asked(known="24/10")) == late
    written_down_late(
        case, "RECOUNTED", "20/10 08:00", "25/10 09:00", due={"due": hour("25/10 17:00").isoformat()}
    )
    assert figures(asked(known="24/10")) == late
    assert figures(asked()) == expected(received=1, carried_over=1, resolved=1, resolved_early=1)


def test_nothing_is_late_before_its_hour(version: int) -> None:
    to_office(version, hour("15/10 09:00"))  # due on Friday 22nd at 17:00
    for now, column in (("22/10 16:59", "pending_in_time"), ("22/10 17:01", "pending_late")):
        assert figures(asked(now=hour(now)))[column] == 1
    friday = Period(WEEK.first, date(2021, 10, 22))
    assert figures(asked(friday))["pending_late"] == 1


def test_lines_are_units_procedures_fields_or_channels(version: int) -> None:
    land = procedure(replace(LAND, field="Đất đai"))
    received(version, hour("18/10 08:00"))
    received(land, hour("18/10 08:10"))
    received(version, hour("18/10 08:20"), channel=Channel.POST)

    def lines(by: By) -> list[tuple[str, int]]:
        return [(line.name, line.counts.received) for line in queries.get_board(asked(), by).lines]

    assert lines(By.UNIT) == [(CITY, 3)]
    assert lines(By.FIELD) == [("Xây dựng", 2), ("Đất đai", 1)]
    assert lines(By.PROCEDURE) == [
        ("Cấp giấy phép xây dựng nhà ở riêng lẻ", 2),
        ("Chuyển nhượng quyền sử dụng đất", 1),
    ]
    assert [count for _name, count in lines(By.CHANNEL)] == [2, 1]
    assert lines(By.COMMUNE) == [], "no commune received any"


def test_a_unit_is_asked_with_what_lies_below_it(version: int) -> None:
    received(version, hour("18/10 08:00"))
    assert queries.units_below(CITY, WEEK) == {CITY}
    assert queries.units_below("GL-NOWHERE", WEEK) == frozenset()
    assert figures(asked(units=frozenset({CITY})))["received"] == 1
    assert figures(asked(units=frozenset({OTHER}))) == expected()


def test_a_handful_of_statements_makes_a_table(version: int) -> None:
    received(version, hour("18/10 08:00"))
    for by, most in ((By.UNIT, 4), (By.COMMUNE, 5), (By.FIELD, 2), (By.PROCEDURE, 2), (By.CHANNEL, 1)):
        with stamps.held(), CaptureQueriesContext(connection) as made:
            queries.get_board(asked(), by)
        assert len(made) <= most, by


@pytest.fixture
def walked(version: int) -> None:
    """A hundred stories drawn at random, of four owners, the tails of some entered days later."""
    applicant = m.Case.objects.get(pk=received(version, hour("15/10 08:00"))).applicant_id
    rng = Random(2406)
    for _ in range(100):
        events = walk(rng, rng.randint(1, 12))
        case = m.Case.objects.create(
            key=uuid4(), version_id=version, procedure=rng.choice("ABC"), title="x", applicant_id=applicant,
            owner=rng.choice([CITY, OTHER, COMMUNE, "GL-KHAC"]), channel=rng.choice(list(Channel)).value,
            applicant_name="x", occurred_at=events[0].at, recorded_at=events[0].at,
        )  # fmt: skip
        _tell(case, events, rng)


def _tell(case: m.Case, events: list[Event], rng: Random) -> None:
    recorded = events[0].at
    for place, event in enumerate(events, 1):
        recorded = max(recorded, event.at + timedelta(hours=rng.choice([0, 0, 0, 0, 30, 120])))
        m.Happening.objects.create(
            case=case, verb=event.verb, occurred_at=event.at, recorded_at=recorded, account="x", name="x",
            data=dict(event.data),
        )  # fmt: skip
        restate(case, events[:place], recorded)
    keep_found_by(case, events, seen_by(case.owner, history(events), (), (), ()))


PERIODS = (
    Period(date(2021, 10, 1), date(2021, 10, 14)),
    Period(date(2021, 10, 15), date(2021, 10, 15)),
    WEEK,
    Period(date(2021, 10, 15), date(2021, 11, 14)),
    Period(date(2021, 10, 25), date(2021, 12, 31)),
)
RULES: tuple[tuple[tuple[Counting, ...], dict[str, str]], ...] = (
    (queries.COUNTINGS, {}),
    (LEFT_OUT, {"WITHDRAWN": "left out", "STOPPED": "left out"}),
    ((replace(LEFT_OUT[0], denied=Treatment.LEFT_OUT, stopped=Treatment.ON_TIME),),
     {"WITHDRAWN": "left out", "STOPPED": "on time", "DENIED": "left out"}),
)  # fmt: skip


@pytest.mark.usefixtures("walked")
def test_every_figure_is_what_a_recount_of_happenings_finds() -> None:
    now = hour("30/11 08:00")
    for period, known, (counting, plain) in itertools.product(
        PERIODS, ("", "17/10", "24/10", "05/11"), RULES
    ):
        question = asked(period, now, known, counting=counting)
        for owners in (None, frozenset({CITY, COMMUNE})):
            counted, _ = recount(
                period.first, period.last, now=now, known=question.known, owners=owners, plain_ends=plain
            )
            assert figures(replace(question, units=owners)) == +counted, (period, known, plain)
        if counting is queries.COUNTINGS:
            told = recount_by_sql(period.first, period.last, now=now, known=question.known)
            assert figures(question) == told, (period, known)


@pytest.mark.usefixtures("walked")
def test_the_sums_of_the_form_hold_in_every_line() -> None:
    now, rules = hour("30/11 08:00"), [LEFT_OUT, CHANGED, queries.COUNTINGS]
    for by, period, known, counting in itertools.product(By, PERIODS[2:4], ("", "24/10"), rules):
        board = queries.get_board(asked(period, now, known, counting=counting), by)
        for counts in (board.total, *(line.counts for line in board.lines)):
            assert counts.received == counts.resolved + counts.pending
            for whole, parts in ADDENDS.items():
                assert counts[whole] == sum(counts[part] for part in parts)


@pytest.mark.usefixtures("walked")
def test_every_figure_leads_to_the_very_cases_that_made_it() -> None:
    for known in ("", "24/10"):
        question = asked(PERIODS[3], hour("30/11 08:00"), known)
        first, last = question.period.first, question.period.last
        _, cases = recount(first, last, now=question.now, known=question.known)
        for column in Column:
            assert picked(question, column) == cases[column.value]
        for by in By:
            for line in queries.get_board(question, by).lines:
                rows = queries.pick_cases(question, Column.RECEIVED, by=by, key=line.key, limit=1_000)
                assert len(rows) == line.counts.received


def picked(question: Asked, column: Column) -> set[int]:
    """All pages of a figure's cases."""
    found: set[int] = set()
    while rows := queries.pick_cases(question, column, after=max(found, default=0), limit=20):
        found |= {row.case for row in rows}
    return found


def test_the_legal_periods_end_on_the_fourteenth() -> None:
    kinds = queries.PeriodKind
    told = [
        (kinds.MONTH, 10, "2021-09-15", "2021-10-14"),
        (kinds.MONTH, 1, "2020-12-15", "2021-01-14"),
        (kinds.QUARTER, 1, "2020-12-15", "2021-03-14"),
        (kinds.QUARTER, 4, "2021-09-15", "2021-12-14"),
        (kinds.HALF_YEAR, 1, "2020-12-15", "2021-06-14"),
        (kinds.HALF_YEAR, 2, "2021-06-15", "2021-12-14"),
        (kinds.NINE_MONTHS, 1, "2020-12-15", "2021-09-14"),
        (kinds.YEAR, 1, "2020-12-15", "2021-12-14"),
    ]
    for kind, number, first, last in told:
        period = queries.legal(kind, 2021, number)
        assert (period.first.isoformat(), period.last.isoformat()) == (first, last)
        assert queries.kind_of(period) == (kind, 2021, number)
    assert queries.holding(kinds.MONTH, date(2021, 10, 15)) == (2021, 11)
    assert queries.holding(kinds.YEAR, date(2021, 12, 15)) == (2022, 1)
    assert queries.kind_of(WEEK) is None


def test_a_stranger_case_is_not_there(version: int) -> None:
    """What another agency answers for is in no figure of mine, though it may lie here."""
    received(version, hour("18/10 08:00"))
    mine = STRANGER.reach("cases.follow")
    assert figures(asked(units=mine)) == expected()
