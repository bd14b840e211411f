"""What PostgreSQL itself refuses: each invariant meets somebody who tries to break it."""

from datetime import date
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from tests.domain.procedures.made import (
    AT,
    DRAFTER,
    a_draft,
    agencies,
    announced,
    published,
    units,
    with_agency,
)

from lienthong.domain.procedures import actions, queries
from lienthong.domain.procedures import models as m

pytestmark = pytest.mark.django_db
PARTS = ("way", "paper", "fee", "basis", "step", "answer", "form")


@pytest.fixture(autouse=True)
def _ground() -> None:
    units()
    agencies("GL-SXD")


def refused(statement: str, *words: Any) -> str:
    """The database says no; its words."""
    with (
        pytest.raises((IntegrityError, DataError)) as told,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, words)
    return str(told.value)


@pytest.fixture
def frozen() -> int:
    """Announced, with a row in each table below it."""
    version = a_draft(with_agency())
    m.Form.objects.create(version_id=version, position=1, name="Mẫu số 1")
    m.Answer.objects.create(
        version_id=version, code="x", about="", reason="x", account="x", name="x", recorded_at=AT
    )
    return announced(version)


@pytest.mark.parametrize("table", PARTS)
def test_nothing_below_an_announced_version_changes(frozen: int, table: str) -> None:
    assert "announced" in refused(f"UPDATE procedures_{table} SET id = id")
    assert "announced" in refused(f"DELETE FROM procedures_{table}")
    copied = f"jsonb_populate_record(p, jsonb_build_object('id', 999999)) FROM procedures_{table} p LIMIT 1"
    assert "announced" in refused(
        f"INSERT INTO procedures_{table} SELECT ({copied.replace(' FROM', ').* FROM', 1)}"
    )


def test_no_task_changes_and_no_row_moves_into_an_announced_version(frozen: int) -> None:
    assert "announced" in refused("UPDATE procedures_task SET name = 'x'")
    assert "announced" in refused("DELETE FROM procedures_task")
    a_draft()
    for table in ("paper", "step", "fee"):
        assert "announced" in refused(
            f"UPDATE procedures_{table} SET version_id = %s, position = 99 WHERE version_id <> %s",
            frozen,
            frozen,
        )


@pytest.mark.parametrize(
    "change",
    ["name = 'x'", "decision = 'x'", "effective_from = '2020-01-01'", "announced_at = NULL", "form = '{}'",
     "agencies = '{}'", "submitted_by = 'x'", "number = 9"],
)  # fmt: skip
def test_an_announced_version_itself_stays(frozen: int, change: str) -> None:
    refused(f"UPDATE procedures_version SET {change} WHERE id = %s", frozen)
    assert "refused" in refused("DELETE FROM procedures_version WHERE id = %s", frozen)


def test_what_was_published_or_ended_is_so_for_good() -> None:
    version = published(a_draft(with_agency()))
    refused("UPDATE procedures_version SET published_at = NULL WHERE id = %s", version)
    refused("UPDATE procedures_version SET published_at = now() WHERE id = %s", version)
    actions.abolish(
        procedure=queries.get_version(version).procedure, decision="9/QĐ", on=date(2021, 9, 1), reason="x",
        by=DRAFTER, at=AT,
    )  # fmt: skip
    for change in ("effective_to = '2022-01-01'", "ended = '', effective_to = NULL", "end_reason = 'y'"):
        refused(f"UPDATE procedures_version SET {change} WHERE id = %s", version)


def test_two_versions_are_not_in_force_on_one_day() -> None:
    version = published(a_draft(with_agency()))
    second = actions.amend(procedure=queries.get_version(version).procedure, by=DRAFTER, at=AT)
    announced(second, on=date(2021, 5, 1))
    told = refused("UPDATE procedures_version SET published_at = now() WHERE id = %s", second)
    assert "procedure_one_version_in_force" in told


def test_what_happened_and_codes_stay() -> None:
    a_draft()
    assert "refused" in refused("UPDATE procedures_happening SET words = 'x'")
    assert "refused" in refused("DELETE FROM procedures_happening")
    assert "never changed" in refused("UPDATE procedures_procedure SET code = 'OTHER'")


@pytest.mark.parametrize("table", ["procedure", "version", "task", "happening", *PARTS])
def test_no_table_can_be_emptied(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = %s AND tgtype & 32 > 0",
            [f"procedures_{table}", f"procedures_{table}_whole"],
        )
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("name = ' '", "procedure_has_a_name"),
        ("levels = '{MOON}'", "procedure_levels_known"),
        ("audience = '{CATS}'", "procedure_audience_known"),
        ("online_level = 5", "procedure_online_level_known"),
        ("online_extent = 'HALF'", "procedure_online_extent_known"),
        ("supplement_rounds = 10", "procedure_supplement_whole_or_absent"),
        ("supplement_rounds = NULL", "procedure_supplement_whole_or_absent"),
        ("supplement_within = 0", "procedure_supplement_whole_or_absent"),
        ("supplement_effect = 'forget'", "procedure_supplement_whole_or_absent"),
        ("published_at = now()", "procedure_announced_by_a_decision"),
        ("announced_at = now()", "procedure_announced_by_a_decision"),
        ("ended = 'ABOLISHED'", "procedure_"),
        ("submitted_by = 'x'", "procedure_submitted_by_somebody"),
        ("number = -1", "check"),
    ],
)  # fmt: skip
def test_a_draft_keeps_its_shape(change: str, constraint: str) -> None:
    version = a_draft()
    assert constraint in refused(f"UPDATE procedures_version SET {change} WHERE id = %s", version)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("way SET channel = 'PIGEON'", "procedure_way_channel_known"),
        ("way SET channel = 'COUNTER'", "procedure_ways_once"),
        ("way SET amount = 0", "procedure_way_takes_time"),
        ("way SET unit = 'moon'", "procedure_way_unit_known"),
        ("paper SET certified = true, copies = 0", "procedure_paper_certified_is_a_copy"),
        ("paper SET copies = -1", "check"),
        ("paper SET name = ''", "procedure_paper_has_a_name"),
        ("fee SET amount = -1", "procedure_fee_not_below_nothing"),
        ("fee SET kind = 'GIFT'", "procedure_fee_kind_known"),
        ("fee SET since = '2021-02-01', until = '2021-02-01'", "procedure_fee_ends_after_it_began"),
        ("basis SET number = ''", "procedure_basis_has_a_number"),
        ("step SET amount = -1", "procedure_step_takes_no_less_than_no_time"),
        ("step SET position = 1", "procedure_steps_in_order"),
        ("step SET measure = 'month'", "procedure_step_measure_known"),
        ("step SET kind = 'SLEEP'", "procedure_step_kind_known"),
        ("task SET pauses = 'NAP'", "procedure_task_pause_known"),
        ("task SET days = -1", "procedure_task_takes_no_less_than_no_time"),
        ("unit SET place = 'MOON'", "procedure_unit_place_known"),
        ("unit SET place = 'AGENCY'", "procedure_unit_of_an_agency"),
        ("unit SET effective_to = '2015-01-01'", "procedure_unit_ends_after_it_began"),
    ],
)  # fmt: skip
def test_rows_of_a_draft_keep_their_shape(change: str, constraint: str) -> None:
    a_draft()
    assert constraint in refused(f"UPDATE procedures_{change}")


def test_one_draft_at_a_time_and_codes_that_fit_into_an_address() -> None:
    version = m.Version.objects.get(pk=a_draft())
    assert "procedure_one_draft" in refused(
        "INSERT INTO procedures_version"
        " SELECT (jsonb_populate_record(v, jsonb_build_object('id', 999999, 'number', 9))).*"
        " FROM procedures_version v WHERE id = %s",
        version.pk,
    )
    with pytest.raises(IntegrityError, match="procedure_code_is_an_address"):
        m.Procedure.objects.create(code="a/b", keeper="x", recorded_at=AT)
