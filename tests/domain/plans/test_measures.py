"""Demanded figures: what is missing is counted, a share is computed, a correction leaves what it corrects."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker
from tests.domain.plans.running import MONITOR, OVERSEER, at, issued, of

from lienthong.config.ground.paths import DATA
from lienthong.domain.organisations.actions import load_reference
from lienthong.domain.organisations.exchange import read_reference
from lienthong.domain.plans import actions, errors, queries
from lienthong.domain.plans.rules.measures import is_reached, share_of, still_missing
from lienthong.spine.actor import platform

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(scope="module", autouse=True)
def _province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    del django_db_setup
    with django_db_blocker.unblock(), transaction.atomic():
        reference = read_reference(DATA / "organisations")
        load_reference(reference=reference, by=platform("test"), at=at(12, 1, year=2020))
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("value", "comparator", "demanded", "expected"),
    [
        ("60", ">=", "60", True),
        ("59.9999", ">=", "60", False),
        ("60", ">", "60", False),
        ("100", "=", "100", True),
        ("99.99", "=", "100", False),
        ("5", "<=", "5", True),
        ("5", "<", "5", False),
    ],
)
def test_a_figure_reaches_what_its_sign_demands(
    value: str, comparator: str, demanded: str, expected: bool
) -> None:
    assert is_reached(D(value), comparator, D(demanded)) is expected


@pytest.mark.parametrize(
    ("numerator", "denominator", "comparator", "demanded", "expected"),
    [
        ("667", "1230", ">=", "60", 71),
        ("738", "1230", ">=", "60", 0),
        ("6", "10", ">", "60", 1),
        ("9", "10", "=", "100", 1),
        ("9", "10", "<=", "5", None),
        (None, None, ">=", "60", None),
    ],
)
def test_what_is_missing_is_said_in_what_people_count(
    numerator: str | None, denominator: str | None, comparator: str, demanded: str, expected: int | None
) -> None:
    given = [D(part) if part else None for part in (numerator, denominator)]
    assert still_missing(given[0], given[1], comparator, D(demanded), "%") == expected


def test_a_share_is_of_a_hundred_where_it_is_a_percentage() -> None:
    assert share_of(D(667), D(1230), "%") == D("54.2276")


def online(plan: queries.PlanRow, day: date) -> queries.MeasureRow:
    return next(
        row for row in queries.list_measures(plan, as_of=day) if (row.ref, row.position) == ("VI.8", 1)
    )


def defined(plan: queries.PlanRow, scope: str = "PROVINCE") -> int:
    return actions.define_measure(
        measure=online(plan, date(2021, 1, 5)).id,
        name="TTHC mức 3, 4 có hồ sơ",
        scope=scope,
        numerator="TTHC mức 3, 4 có hồ sơ trực tuyến",
        denominator="TTHC mức 3, 4 có hồ sơ",
        by=MONITOR,
        at=at(1, 5),
    )


def state(measure: int, numerator: int, denominator: int, *, month: int, agency: str = "GL") -> None:
    actions.state_value(
        measure=measure,
        agency=agency,
        period_end=date(2021, month, 14),
        numerator=D(numerator),
        denominator=D(denominator),
        document="12/BC-SNV",
        document_on=date(2021, month, 15),
        by=MONITOR,
        at=at(month, 16),
    )


def test_the_plan_demands_twelve_figures() -> None:
    measures = queries.list_measures(issued(), as_of=date(2021, 1, 5))
    assert [(row.ref, row.position) for row in measures] == [
        ("I.2", 1), ("V.2", 1), ("VI.2", 1), ("VI.6", 1), ("VI.6", 2), ("VI.6", 3), ("VI.6", 4),
        ("VI.8", 1), ("VI.8", 2), ("VI.9", 1), ("VI.9", 2), ("VI.9", 3),
    ]  # fmt: skip


def test_a_share_is_computed_and_read_as_of_any_day() -> None:
    plan = issued()
    measure = defined(plan)
    state(measure, 500, 1230, month=6)
    state(measure, 667, 1230, month=9)
    newest = online(plan, date(2021, 10, 15)).value
    assert newest is not None
    assert (newest.value, newest.missing, newest.is_reached) == (D("54.2276"), 71, False)
    earlier = online(plan, date(2021, 7, 1)).value
    assert earlier is not None
    assert earlier.numerator == 500
    assert online(plan, date(2021, 6, 1)).value is None


def test_a_correction_leaves_what_it_corrects() -> None:
    plan = issued()
    measure = defined(plan)
    state(measure, 500, 1230, month=6)
    state(measure, 510, 1230, month=6)
    values = queries.list_values(online(plan, date(2021, 7, 1)), as_of=date(2021, 7, 1))
    assert [(row.numerator, row.corrected) for row in values] == [
        (Decimal(510), False),
        (Decimal(500), True),
    ]


def test_a_new_definition_begins_a_history_of_its_own() -> None:
    plan = issued()
    state(defined(plan), 500, 1230, month=6)
    actions.define_measure(
        measure=online(plan, date(2021, 7, 1)).id,
        name="Tỷ lệ khác",
        scope="PROVINCE",
        numerator="a",
        denominator="b",
        by=MONITOR,
        at=at(8, 1),
    )
    assert online(plan, date(2021, 8, 1)).value is None
    assert online(plan, date(2021, 7, 15)).name == "TTHC mức 3, 4 có hồ sơ"


def test_only_the_monitor_states_the_provinces_figure_and_nobody_an_impossible_one() -> None:
    plan = issued()
    measure = defined(plan)
    with pytest.raises(errors.NotYours):
        actions.define_measure(
            measure=measure,
            name="x",
            scope="PROVINCE",
            numerator="",
            denominator="",
            by=OVERSEER,
            at=at(6, 1),
        )
    with pytest.raises(errors.ShareImpossible):
        state(measure, 1231, 1230, month=6)
    with pytest.raises(errors.ShareImpossible):
        state(measure, 0, 0, month=6)
    with pytest.raises(errors.NotYours):
        state(measure, 1, 2, month=6, agency="GL-622")


def test_each_agency_states_its_own() -> None:
    plan = issued()
    measure = defined(plan, "EACH_AGENCY")
    for agency, count in (("GL-622", 3), ("GL-623", 9)):
        actions.state_value(
            measure=measure,
            agency=agency,
            period_end=date(2021, 6, 14),
            numerator=D(count),
            denominator=D(10),
            document="1/BC",
            document_on=date(2021, 6, 15),
            by=of(agency),
            at=at(6, 16),
        )
    values = online(plan, date(2021, 7, 1)).values
    assert [(row.agency, row.is_reached) for row in values] == [("GL-622", False), ("GL-623", True)]
