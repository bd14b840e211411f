"""Lists and counts of duties: the database's word for a status is the rules' word, at a constant number of queries."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.domain.plans.small import MONITOR, Row, document, duties, in_force, of

from lienthong.domain.plans import actions, queries
from lienthong.domain.plans import models as m
from lienthong.domain.plans.queries import State, Status, Wanted, obligations
from lienthong.domain.plans.rules.standing import status

pytestmark = pytest.mark.django_db

DAY = date(2021, 9, 1)
DUES = [None, *(DAY + timedelta(days=days) for days in (-30, -1, 0, 1, 6, 7, 8, 60))]


def every_stand() -> m.Plan:
    """A duty in every state, with every due day, in time and late."""
    plan = in_force(Row(["A"]))
    laid = m.Obligation.objects.get(plan=plan)
    cases = [
        (state, due, on_time)
        for state, due, on_time in product(State, DUES, (None, True, False))
        if (on_time is None) != (state is State.DONE)
    ]
    for place, (state, due, on_time) in enumerate(cases):
        laid.pk, laid.key = None, f"case {place}"
        laid.save(force_insert=True)
        m.Standing.objects.create(
            obligation=laid, plan=plan, part=laid.part, since=laid.occurred_at, recorded_at=laid.recorded_at,
            state=state, agency="A", due=due, on_time=on_time, evidence_on=None if on_time is None else DAY,
        )  # fmt: skip
    return plan


def test_the_databases_word_for_a_status_is_the_rules_word_on_any_day() -> None:
    plan = every_stand()
    for day in [one for one in DUES if one]:
        rows = m.Standing.objects.filter(plan=plan)
        expected = {row.pk: status(row.state, row.due, row.on_time, day) for row in rows}
        found: Counter[int] = Counter()
        for wanted in Status:
            listed = queries.standings(plan.pk, DAY).filter(queries.obligations._has(wanted, day))
            for row in listed:
                assert expected[row.pk] is wanted
                found[row.pk] += 1
        assert found == Counter(list(expected)), "each has exactly one status"


def test_lists_and_counts_agree_status_by_status() -> None:
    plan = every_stand()
    row = queries.get_plan(plan.slug, as_of=DAY)
    counted: Counter[Status] = Counter()
    for one in queries.tally(row, as_of=DAY):
        counted[one.status] += one.count
    for wanted in Status:
        listed = queries.list_obligations(plan.pk, as_of=DAY, wanted=Wanted(statuses=[wanted]))
        assert len(listed) == counted[wanted]
        assert {one.status for one in listed} <= {wanted}
    assert counted[Status.DROPPED] == 0


def statements(read: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        read()
    return len(captured)


@pytest.mark.parametrize("size", [2, 40])
def test_reading_takes_the_same_few_queries_at_any_size(size: int) -> None:
    plan = in_force(*(Row(["A", "B"]) for _ in range(size)))
    row = queries.get_plan(plan.slug, as_of=DAY)
    owed = duties(plan)
    for duty in owed[: size // 2]:
        by = of(m.Obligation.objects.get(pk=duty).agency)
        at = datetime(2021, 3, 1, tzinfo=UTC)
        actions.submit(obligation=duty, documents=[document(date(2021, 3, 1))], by=by, at=at)
    expected: dict[str, tuple[int, Callable[[], object]]] = {
        "list": (1, lambda: queries.list_obligations(plan.pk, as_of=DAY)),
        "list of some": (
            1,
            lambda: queries.list_obligations(plan.pk, as_of=DAY, wanted=Wanted(statuses=[Status.SUBMITTED])),
        ),
        "one": (1, lambda: queries.get_obligation(owed[0], as_of=DAY)),
        "known": (
            1,
            lambda: queries.list_obligations(plan.pk, as_of=DAY, known=datetime(2021, 5, 1, tzinfo=UTC)),
        ),
        "happenings": (3, lambda: queries.list_happenings(owed, as_of=DAY)),
        "tally": (3, lambda: queries.tally(row, as_of=DAY)),
    }
    assert {name: statements(read) for name, (_, read) in expected.items()} == {
        name: count for name, (count, _) in expected.items()
    }


def test_a_verb_takes_a_constant_number_of_statements() -> None:
    def cost(others: int) -> int:
        first, *_ = duties(in_force(*(Row(["A"]) for _ in range(others + 1))))
        at = datetime(2021, 3, 1, tzinfo=UTC)
        actions.submit(obligation=first, documents=[document(date(2021, 3, 1))], by=of("A"), at=at)
        return statements(lambda: actions.accept(obligation=first, by=MONITOR, at=at))

    assert cost(1) == cost(30) <= 20


def test_counts_of_another_database_are_nobodys_here() -> None:
    """Plans of two databases bear the same ids; one process may look at both, as after a restore."""
    plan = in_force(Row(["A"]))
    row = queries.get_plan(plan.slug, as_of=DAY)
    own = queries.tally(row, as_of=DAY)
    strange = obligations._kept(row.id, DAY, None)
    strange |= {"A": ("7:1", ()), "Z": ("7:1", tuple(own))}
    assert queries.tally(row, as_of=DAY) == own


def test_counts_are_read_again_only_of_the_agency_that_changed() -> None:
    plan = in_force(Row(["A", "B"]), Row(["A"]))
    row = queries.get_plan(plan.slug, as_of=DAY)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # pulses beat at once, as at a commit
    queries.tally(row, as_of=DAY)
    assert statements(lambda: queries.tally(row, as_of=DAY)) == 2
    of_b = next(one for one in duties(plan) if queries.get_obligation(one, as_of=DAY).agency == "B")
    actions.excuse(obligation=of_b, reason="Không phát sinh", by=MONITOR, at=datetime(2021, 3, 1, tzinfo=UTC))
    with CaptureQueriesContext(connection) as captured:
        counts = {(one.agency, one.status): one.count for one in queries.tally(row, as_of=DAY)}
    assert counts == {("A", Status.OVERDUE): 2, ("B", Status.NOT_APPLICABLE): 1}
    (counting,) = [one["sql"] for one in captured if "plans_standing" in one["sql"]]
    assert "'B'" in counting
    assert "'A'" not in counting
