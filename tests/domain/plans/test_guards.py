"""What PostgreSQL itself refuses: each invariant meets somebody who tries to break it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from tests.domain.plans.small import MONITOR, Row, document, draft, duties, in_force, of

from lienthong.domain.plans import actions
from lienthong.domain.plans import models as m

pytestmark = pytest.mark.django_db

AT = datetime(2021, 3, 1, 2, tzinfo=UTC)
LATER = datetime(2021, 4, 1, 2, tzinfo=UTC)


@pytest.fixture
def plan() -> m.Plan:
    """In force, with one duty handed in."""
    made = in_force(Row(["A"], coordinating=["B"]))
    actions.submit(obligation=duties(made)[0], documents=[document(date(2021, 3, 1))], by=of("A"), at=AT)
    return made


def refused(statement: str, words: list[Any] | None = None, match: str = "refused") -> None:
    with pytest.raises(IntegrityError, match=match), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, words or [])


@pytest.mark.parametrize("table", ["obligation", "happening", "evidence"])
def test_what_happened_is_neither_changed_nor_taken_away(plan: m.Plan, table: str) -> None:
    refused(f"UPDATE plans_{table} SET id = id")
    refused(f"DELETE FROM plans_{table}")


@pytest.mark.parametrize("table", ["obligation", "happening", "evidence", "measurement", "budgetentry"])
def test_no_table_of_what_happened_can_be_emptied(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = %s AND tgtype & 32 > 0",
            [f"plans_{table}", f"plans_{table}_whole"],
        )
        assert cursor.fetchone() == (1,)


def test_values_stated_and_money_moved_are_neither_changed_nor_taken_away(plan: m.Plan) -> None:
    lineage = m.Task.objects.get(version__plan=plan).lineage
    assert lineage
    shared: dict[str, Any] = {"account": "x", "name": "X", "recorded_at": AT}
    m.BudgetEntry.objects.create(
        plan=plan, lineage=lineage, kind="SPENT", amount=1_000, agency="A", on=AT.date(), **shared
    )
    measure = m.Measure.objects.create(
        plan=plan, lineage=lineage, position=9, text="x", comparator=">=", value=95, unit="%", recorded_at=AT
    )
    m.Measurement.objects.create(
        measure=measure, agency="GL", period_end=AT.date(), value=96, document="1/BC", document_on=AT.date(),
        occurred_at=AT, **shared,
    )  # fmt: skip
    for table in ("budgetentry", "measurement"):
        refused(f"UPDATE plans_{table} SET note = 'x'")
        refused(f"DELETE FROM plans_{table}")


OF_A_VERSION = ("objective", "section", "area", "task", "citation", "warning")
OF_A_TASK = ("party", "deadline", "target")


def rows_of(version: m.Version) -> None:
    """One row in each table below a version."""
    task = m.Task.objects.get(version=version)
    m.Objective.objects.create(version=version, position=1, text="x")
    m.Section.objects.create(version=version, position=1, address="I", level=1, text="x")
    m.Citation.objects.create(version=version, position=1, type="Nghị định")
    m.Target.objects.create(task=task, position=1, text="x", comparator=">=", value=95, unit="%")
    m.Warning.objects.create(version=version, position=1, code="x", about="x")


@pytest.fixture
def issued() -> m.Version:
    plan = draft(Row(["A"]))
    version = m.Version.objects.get(plan=plan)
    rows_of(version)
    actions.settle_rest(plan=plan.pk, reason="Đối chiếu bản gốc", by=MONITOR, at=AT)
    actions.issue(plan=plan.pk, monitor="M", overseer="O", by=MONITOR, at=AT)
    return m.Version.objects.get(plan=plan)


@pytest.mark.parametrize("table", [*OF_A_VERSION, *OF_A_TASK])
def test_an_issued_version_keeps_its_rows_as_they_are(issued: m.Version, table: str) -> None:
    below = "task_id IN (SELECT id FROM plans_task WHERE version_id = %s)"
    where = "version_id = %s" if table in OF_A_VERSION else below
    refused(
        f"UPDATE plans_{table} SET position = position + 1 WHERE {where}", [issued.pk], match="was issued"
    )
    refused(f"DELETE FROM plans_{table} WHERE {where}", [issued.pk], match="was issued|still referenced")


def test_of_an_issued_task_only_what_it_carries_out_is_said_later(issued: m.Version) -> None:
    task = m.Task.objects.get(version=issued)
    m.Task.objects.filter(pk=task.pk).update(serves=task.lineage_id)
    task.refresh_from_db()
    assert task.serves_id == task.lineage_id
    refused(
        "UPDATE plans_task SET serves_id = NULL, title = 'x' WHERE id = %s", [task.pk], match="was issued"
    )


def test_an_issued_version_takes_no_further_rows(issued: m.Version) -> None:
    task = m.Task.objects.get(version=issued)
    rows: list[Model] = [
        m.Objective(version=issued, position=2, text="x"),
        m.Section(version=issued, position=2, address="II", level=1, text="x"),
        m.Area(version=issued, position=2, numeral="II", title="x"),
        m.Task(version=issued, area=task.area, position=2, ref="I.2", search=""),
        m.Citation(version=issued, position=2, type="x"),
        m.Warning(version=issued, position=2, code="x", about="x"),
        m.Party(task=task, part="LEAD", position=2, text="x", agency="B", inherited=False),
        m.Deadline(task=task, position=2, text="x", kind="unstated", inherited=False),
        m.Target(task=task, position=2, text="x", comparator=">=", value=1, unit="%"),
    ]
    assert len(rows) == len(OF_A_VERSION + OF_A_TASK)
    for row in rows:
        with pytest.raises(IntegrityError, match="was issued"), transaction.atomic():
            row.save(force_insert=True)


@pytest.mark.parametrize("table", OF_A_VERSION)
def test_no_row_moves_from_a_draft_into_an_issued_version(issued: m.Version, table: str) -> None:
    other = m.Version.objects.get(plan=draft(Row(["A"])))
    rows_of(other)
    move = f"UPDATE plans_{table} SET version_id = %s, position = position + 50 WHERE version_id = %s"
    refused(move, [issued.pk, other.pk], match="was issued")


def test_an_issued_version_is_neither_changed_nor_taken_back(issued: m.Version) -> None:
    refused("UPDATE plans_version SET occurred_on = '2021-06-01' WHERE id = %s", [issued.pk])
    refused("UPDATE plans_version SET issued_at = NULL WHERE id = %s", [issued.pk])
    refused("DELETE FROM plans_version WHERE id = %s", [issued.pk])


def test_a_draft_is_mended() -> None:
    version = m.Version.objects.get(plan=draft(Row(["A"])))
    rows_of(version)
    m.Task.objects.filter(version=version).update(title="Khác")
    m.Target.objects.filter(task__version=version).delete()
    version.summary = {"tasks": 1}
    version.save()


def stand(plan: m.Plan, **words: Any) -> m.Standing:
    usual: dict[str, Any] = {
        "obligation_id": duties(plan)[0],
        "plan": plan,
        "part": "LEAD",
        "since": LATER,
        "state": "OPEN",
        "agency": "A",
        "recorded_at": LATER,
    }
    return m.Standing(**(usual | words))


@pytest.mark.parametrize(
    ("words", "constraint"),
    [
        ({}, "one_standing_now"),
        ({"since": AT, "until": LATER}, "standings_follow_each_other"),
        ({"until": LATER}, "standing_lasts"),
        ({"until": AT}, "standing_lasts"),
        ({"until": datetime(2022, 1, 1, tzinfo=UTC), "state": "DONE"}, "done_has_its_document"),
        (
            {"until": datetime(2022, 1, 1, tzinfo=UTC), "state": "DONE", "evidence_on": date(2021, 3, 1)},
            "done_has_its_document",
        ),
    ],
)
def test_a_standing_that_cannot_be_is_refused(plan: m.Plan, words: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        stand(plan, **words).save()


@pytest.mark.parametrize(
    ("words", "constraint"),
    [
        ({}, "a_duty_is_laid_once"),
        ({"part": "CONTRIBUTION"}, "a_contribution_belongs_to_a_duty"),
        ({"key": "2/1", "start": date(2021, 5, 2), "due": date(2021, 5, 1)}, "duty_ends_after_it_starts"),
        ({"part": "LEAD", "key": "2/1", "of": True}, "a_contribution_belongs_to_a_duty"),
    ],
)
def test_a_duty_that_cannot_be_is_refused(plan: m.Plan, words: dict[str, Any], constraint: str) -> None:
    laid = m.Obligation.objects.get(plan=plan)
    copied = m.Obligation.objects.get(plan=plan)
    copied.pk = None
    for name, value in words.items():
        setattr(copied, name, laid if name == "of" else value)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        copied.save(force_insert=True)


def test_a_request_without_a_task_is_made_once_too(plan: m.Plan) -> None:
    words: dict[str, Any] = {
        "plan": plan, "part": "REQUEST", "agency": "A", "key": "request 1", "title": "x", "kind": "by",
        "occurred_at": AT, "recorded_at": AT,
    }  # fmt: skip
    m.Obligation.objects.create(**words)
    with pytest.raises(IntegrityError, match="a_duty_is_laid_once"), transaction.atomic():
        m.Obligation.objects.create(**words)


def test_the_pulse_of_an_agency_moves_with_every_change_of_its_duties_and_of_no_others(plan: m.Plan) -> None:
    other = in_force(Row(["A"]))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def pulses() -> dict[tuple[int, str], int]:
        return {(row.plan_id, row.agency): row.count for row in m.Pulse.objects.all()}

    before = pulses()
    actions.accept(obligation=duties(plan)[0], by=MONITOR, at=LATER)
    assert {key for key, count in pulses().items() if count != before.get(key)} == {(plan.pk, "A")}
    actions.hand_over(predecessor="A", successor="B", on=LATER.date(), by=MONITOR, at=LATER)
    assert pulses()[other.pk, "B"] == 1
    assert pulses()[other.pk, "A"] > before[other.pk, "A"]
    assert not m.Touch.objects.exists()
