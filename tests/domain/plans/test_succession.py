"""Agencies pass, duties stay: in whatever order one hears of it, each open duty is answered for once, by the heir."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import DjangoAssertNumQueries
from tests.domain.plans.running import at
from tests.domain.plans.small import (
    DECIDED,
    ISSUED,
    MONITOR,
    Row,
    answering,
    document,
    duties,
    in_a_world_of_its_own,
    in_force,
    of,
)

from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.facts import AgencySucceeded
from lienthong.domain.organisations.queries import Kind, Level, get_heir, successors
from lienthong.domain.plans import actions, queries
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.succession import follow_heirs
from lienthong.domain.plans.jobs import pass_duties_on
from lienthong.domain.plans.queries import Status
from lienthong.domain.plans.reactions import agency_succeeded
from lienthong.domain.plans.rules.standing import CLOSED
from lienthong.spine.errors import Refusal

pytestmark = pytest.mark.django_db

CODES = ["A", "B", "C", "D", "E", "F"]
START = date(2020, 1, 1)
NOW, LATER = at(10, 15), at(12, 31)


@pytest.fixture(autouse=True)
def _agencies() -> None:
    for code in CODES:
        organisations.create_agency(
            code=code, name=code, kind=Kind.DEPARTMENT, level=Level.PROVINCE, on=START, by=MONITOR, at=ISSUED
        )
    organisations.create_group(code="G-ALL", name="Nhóm", by=MONITOR, at=ISSUED)
    for code in CODES[:4]:
        organisations.set_membership(group="G-ALL", agency=code, member=True, on=START, by=MONITOR, at=ISSUED)


def merge(old: str, into: str, on: date, known: datetime = NOW) -> None:
    organisations.merge_agencies(codes=[old], into=into, on=on, by=MONITOR, at=known)


def handed(old: str, new: str, on: date, known: datetime = NOW) -> int:
    return actions.hand_over(predecessor=old, successor=new, on=on, by=MONITOR, at=known)


def test_an_agency_named_and_in_a_group_owes_once() -> None:
    plan = in_force(Row(["A", "G-ALL", "A"]))
    laid = m.Obligation.objects.filter(plan=plan).values_list("agency", flat=True)
    assert Counter(laid) == Counter("ABCD")


def test_the_heir_who_owes_the_same_answers_for_both() -> None:
    plan = in_force(Row(["G-ALL"]))
    assert handed("A", "B", date(2021, 7, 1)) == 1
    rows = queries.list_obligations(plan.pk, as_of=NOW.date())
    assert [(row.laid_on, row.agency) for row in sorted(rows, key=lambda row: row.laid_on)] == [
        ("A", "B"),
        ("B", "B"),
        ("C", "C"),
        ("D", "D"),
    ]


def test_handed_over_twice_the_second_finds_none() -> None:
    plan = in_force(Row(["A"]))
    assert [handed("A", "B", date(2021, 7, 1)) for _ in range(2)] == [1, 0]
    assert m.Happening.objects.filter(obligation__plan=plan).count() == 1


@pytest.mark.parametrize("first", ["A", "B"])
def test_a_chain_ends_at_its_last_heir_in_whatever_order_it_is_heard_of(first: str) -> None:
    plan = in_force(Row(["A"]), Row(["B"]))
    merge("A", "B", date(2021, 4, 1))
    merge("B", "C", date(2021, 7, 1))
    links = {"A": ("A", "B", date(2021, 4, 1)), "B": ("B", "C", date(2021, 7, 1))}
    for code in sorted(links, reverse=first == "B"):
        handed(*links[code])
    assert [answering(duty) for duty in duties(plan)] == ["C", "C"]
    (of_a, _) = duties(plan)
    seen = [
        queries.get_obligation(of_a, as_of=day).agency
        for day in (date(2021, 3, 31), date(2021, 4, 1), NOW.date())
    ]
    assert seen == ["A", "B", "C"]


def test_a_merger_decided_beforehand_moves_duties_on_its_day() -> None:
    plan = in_force(Row(["A"]))
    (duty,) = duties(plan)
    merge("A", "B", date(2021, 12, 31))
    assert handed("A", "B", date(2021, 12, 31)) == 0
    pass_duties_on(date(2021, 12, 30), at(12, 29, 17))
    assert answering(duty) == "A"
    pass_duties_on(date(2021, 12, 31), at(12, 30, 17))
    assert answering(duty) == "B"
    assert queries.get_obligation(duty, as_of=date(2021, 12, 30)).agency == "A"


def test_what_was_closed_stays_and_goes_to_the_heir_when_it_is_opened_again() -> None:
    done, excused = duties(in_force(Row(["A"]), Row(["A"])))
    actions.submit(obligation=done, documents=[document(date(2021, 3, 1))], by=of("A"), at=at(3, 1))
    actions.accept(obligation=done, by=MONITOR, at=at(3, 2))
    actions.excuse(obligation=excused, reason="Không phát sinh", by=MONITOR, at=at(3, 2))
    merge("A", "B", date(2021, 7, 1))
    assert handed("A", "B", date(2021, 7, 1)) == 0
    assert [answering(duty) for duty in (done, excused)] == ["A", "A"]
    actions.reopen(obligation=done, reason="Nhầm", by=MONITOR, at=NOW)
    actions.restore(obligation=excused, reason="Vẫn phải làm", by=MONITOR, at=NOW)
    assert [answering(duty) for duty in (done, excused)] == ["B", "B"]
    before = queries.get_obligation(done, as_of=date(2021, 10, 14))
    assert (before.agency, before.status) == ("A", Status.DONE)
    actions.submit(obligation=done, documents=[document(date(2021, 10, 15))], by=of("B"), at=LATER)


def test_what_was_handed_in_before_the_merger_is_judged_after_it() -> None:
    (duty,) = duties(in_force(Row(["A"])))
    actions.submit(obligation=duty, documents=[document(date(2021, 3, 1))], by=of("A"), at=at(3, 1))
    handed("A", "B", date(2021, 7, 1))
    actions.accept(obligation=duty, by=MONITOR, at=LATER)
    row = queries.get_obligation(duty, as_of=LATER.date())
    assert (row.agency, row.status, row.evidence_on) == ("B", Status.DONE, date(2021, 3, 1))


def test_a_plan_issued_after_a_merger_finds_the_heir() -> None:
    merge("A", "B", date(2021, 7, 1))
    plan = in_force(Row(["A"], due=date(2021, 12, 1)), at=NOW)
    (duty,) = duties(plan)
    assert answering(duty) == "B"
    assert queries.get_obligation(duty, as_of=date(2021, 6, 30)).agency == "A"


def test_what_an_heir_hands_in_is_the_heirs_product() -> None:
    plan = in_force(Row(["A"]), Row(["A"]))
    kept, passed = duties(plan)
    for duty, agency, moment in ((kept, "A", at(6, 1)), (passed, "B", at(7, 5))):
        if duty == passed:
            merge("A", "B", date(2021, 7, 1), known=at(7, 1))
            handed("A", "B", date(2021, 7, 1), known=at(7, 1))
        actions.submit(obligation=duty, documents=[document(moment.date())], by=of(agency), at=moment)
        actions.accept(obligation=duty, by=MONITOR, at=moment + timedelta(hours=1))
    rows = queries.read_products(
        queries.find_products(queries.get_plan(plan.slug, as_of=NOW.date()), as_of=NOW.date())
    )
    assert {(row.obligation, row.agency) for row in rows} == {(kept, "A"), (passed, "B")}


def test_nobody_inherits_from_an_agency_that_nobody_took_over() -> None:
    (duty,) = duties(in_force(Row(["A"])))
    organisations.abolish_agency(code="A", on=date(2021, 7, 1), by=MONITOR, at=NOW)
    assert follow_heirs(by=MONITOR, at=NOW) == 0
    assert answering(duty) == "A"


def test_a_day_without_heirs_asks_nothing_about_single_agencies(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    duties(in_force(*(Row([code]) for code in CODES)))
    with django_assert_max_num_queries(len(CODES) - 1):
        assert follow_heirs(by=MONITOR, at=NOW) == 0


# At random: reorganisations of any kind and day, heard of in any order, some twice, some of days to come.

codes = st.sampled_from(CODES)
reforms = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split", "abolish", "transfer"]),
        codes,
        st.lists(codes, min_size=2, max_size=2, unique=True),
        st.dates(date(2021, 1, 15), date(2021, 12, 20)),
    ),
    max_size=6,
)


def reform(kind: str, code: str, others: list[str], on: date) -> None:
    shared: dict[str, Any] = {"on": on, "by": MONITOR, "at": ISSUED}
    first = others[0]
    acts = {
        "merge": lambda: organisations.merge_agencies(codes=[code], into=first, **shared),
        "split": lambda: organisations.split_agency(code=code, into=others, heir=first, **shared),
        "abolish": lambda: organisations.abolish_agency(code=code, heir=first, **shared),
        "transfer": lambda: organisations.transfer_functions(code=code, to=first, **shared),
    }
    try:
        with transaction.atomic():
            acts[kind]()
    except Refusal:
        return


def facts() -> list[AgencySucceeded]:
    edges = [row.edge for code in CODES for row in successors(code, date(2022, 1, 1))]
    return [
        AgencySucceeded(
            kind=edge.kind, predecessor=edge.predecessor, successor=edge.successor, on=edge.on.isoformat(),
            principal=edge.principal,
        )
        for edge in edges
    ]  # fmt: skip


leads = st.lists(st.lists(st.sampled_from([*CODES, "G-ALL"]), min_size=1, max_size=3), min_size=1, max_size=3)


@given(leads, reforms, st.integers(0, 2**16), st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_duty_is_kept_once_and_every_open_one_has_the_heir(
    named: list[list[str]], reforming: list[tuple[str, str, list[str], date]], closed: int, chance: Any
) -> None:
    def play() -> None:
        plan = in_force(*(Row(one) for one in named))
        laid = dict(m.Obligation.objects.filter(plan=plan).values_list("id", "agency"))
        for duty in [one for place, one in enumerate(laid) if closed >> place & 1]:
            actions.excuse(obligation=duty, reason="Không phát sinh", by=MONITOR, at=at(1, 5))
        for one in sorted(reforming, key=lambda one: one[3]):
            reform(*one)
        heard = [*facts(), *facts()[:2]]
        chance.shuffle(heard)
        for step, fact in enumerate(heard):
            agency_succeeded(fact, NOW + timedelta(minutes=step))
        assert_answered(plan, laid, NOW + timedelta(hours=2))
        pass_duties_on(LATER.date(), LATER)
        assert_answered(plan, laid, LATER)
        assert follow_heirs(by=MONITOR, at=LATER) == 0

    in_a_world_of_its_own(play)


def assert_answered(plan: m.Plan, laid: dict[int, str], moment: datetime) -> None:
    now = m.Standing.objects.filter(plan=plan, until__isnull=True, superseded_at__isnull=True)
    assert Counter(now.values_list("obligation", flat=True)) == Counter(list(laid))
    for stand in now:
        first = laid[stand.obligation_id]
        expected = first if stand.state in CLOSED else get_heir(first, moment.date())
        assert stand.agency == (expected or stand.agency), (first, stand.state)
        assert expected or not get_heir(stand.agency, moment.date())


trees = st.dictionaries(st.sampled_from(["G-1", "G-2", "G-3"]), st.sets(codes), max_size=3)


@given(trees, st.lists(st.sampled_from([*CODES, "G-1", "G-2", "G-3"]), min_size=1, max_size=5))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_groups_expand_to_their_members_of_the_day_each_once(
    groups: dict[str, set[str]], named: list[str]
) -> None:
    def play() -> None:
        for group, members in groups.items():
            organisations.create_group(code=group, name=group, by=MONITOR, at=ISSUED)
            for code in members:
                organisations.set_membership(
                    group=group, agency=code, member=True, on=DECIDED, by=MONITOR, at=ISSUED
                )
        late = set(CODES) - {code for members in groups.values() for code in members}
        for code in late:  # who joins a day later owes nothing
            for group in groups:
                organisations.set_membership(
                    group=group,
                    agency=code,
                    member=True,
                    on=DECIDED + timedelta(days=1),
                    by=MONITOR,
                    at=ISSUED,
                )
        expected = {code for one in named for code in groups.get(one, {one} if one in CODES else set())}
        laid = m.Obligation.objects.filter(plan=in_force(Row(named))).values_list("agency", flat=True)
        assert Counter(laid) == Counter(expected)

    in_a_world_of_its_own(play)
