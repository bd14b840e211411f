"""Accepting a reading: every row of it, once, or nothing."""

import datetime as dt
from dataclasses import replace
from time import monotonic

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench import synthetic_plan
from lienthong.config import reference
from lienthong.domain.plans import queries
from lienthong.domain.plans.actions import accept_import
from lienthong.domain.plans.errors import DocumentUnknown, PlanAlreadyImported
from lienthong.domain.plans.exchange import PlanReading, plan_contract, read_file, to_contract
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.queries import list_entries
from lienthong.spine.outbox.models import StatedFact

pytestmark = pytest.mark.django_db
AT = dt.datetime(2021, 10, 15, 2, tzinfo=dt.UTC)
BY = Actor(account="7", name="Hoàng Minh Ánh", agency="GL-SNV", origin="test")


def real() -> PlanReading:
    return read_file(reference.PLAN.name, reference.PLAN.read_bytes(), reference.names())


def invented(count: int) -> PlanReading:
    text = synthetic_plan.as_text(synthetic_plan.make_plan(count))
    return read_file("plan.txt", text.encode(), reference.names())


def accept(reading: PlanReading, digest: str = "a" * 64) -> queries.PlanRow:
    slug = accept_import(
        reading=reading, agency="GL", source_name="plan.txt", source_digest=digest, by=BY, at=AT
    )
    return queries.get_draft(slug)


def test_every_row_of_the_real_plan_is_kept_as_it_was_read() -> None:
    reading = real()
    assert plan_contract(accept(reading)) == to_contract(reading)


def test_it_states_one_fact_and_writes_one_entry() -> None:
    plan = accept(real())
    assert StatedFact.objects.filter(subject=f"plan:{plan.id}").count() == 1
    (entry,) = list_entries(subject=f"plan:{plan.id}")
    assert (entry.verb, entry.agency) == ("plans.accept_import", "GL")


def test_the_same_decision_is_refused_a_second_time_and_nothing_is_added() -> None:
    plan = accept(real())
    with pytest.raises(PlanAlreadyImported, match="751/QĐ-UBND"):
        accept(real(), "b" * 64)
    assert queries.find_import("b" * 64) is None
    assert len(queries.list_tasks(plan)) == 35


@pytest.mark.parametrize("missing", ["number", "issued_on", "year"])
def test_a_reading_without_its_decision_is_refused(missing: str) -> None:
    reading = real()
    lacking = replace(reading, document=replace(reading.document, **{missing: None}))
    with pytest.raises(DocumentUnknown):
        accept(lacking)
    assert queries.list_plans(as_of=AT.date()) == []


def test_a_number_that_comes_again_in_a_year_gets_an_address_of_its_own() -> None:
    reading = invented(3)
    first = accept(reading)
    again = replace(reading, document=replace(reading.document, issued_on=dt.date(2020, 12, 29)))
    second = accept(again, "b" * 64)
    assert (first.slug, second.slug) == ("999-qd-ubnd-2020", "999-qd-ubnd-2020-1229")


def statements(reading: PlanReading, digest: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        accept(reading, digest)
    return len(captured)


def test_a_larger_plan_takes_no_more_statements() -> None:
    small, large = invented(35), invented(400)
    large = replace(large, document=replace(large.document, number="1000/QĐ-UBND"))
    assert statements(large, "b" * 64) == statements(small, "a" * 64)


@pytest.mark.whole
def test_four_thousand_tasks_are_read_and_kept_within_half_a_minute() -> None:
    began = monotonic()
    plan = accept(invented(4_000))
    assert monotonic() - began < 30
    assert queries.find_tasks(plan).count() == 4_000
