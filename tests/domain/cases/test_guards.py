"""What PostgreSQL refuses, whatever a program tries."""

import pytest
from django.db import Error, connection, transaction

from tests.domain.cases.running import procedure, province, to_office

pytestmark = pytest.mark.django_db
INSERT = (
    "INSERT INTO cases_happening (case_id, verb, occurred_at, recorded_at, account, name, agency, position, acting_for,"
    " origin, data) VALUES (%s, '{verb}', now(), {recorded}, '', '', '', '', '', '', '{{}}')"
)
STAND = (
    "owner, procedure, channel, state, closed, agency, unit, role, step, holder, done, papers, awaited, beside,"
    " corrected, turn_at, returned, rounds, reappointed, recorded_at, case_id"
)


@pytest.fixture
def case() -> int:
    province()
    return to_office(procedure())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_happening SET name = 'ai khác' WHERE case_id = %s",
        "UPDATE cases_happening SET occurred_at = occurred_at - interval '1 day' WHERE case_id = %s",
        "DELETE FROM cases_happening WHERE case_id = %s",
        "UPDATE cases_case SET number = 'GL-622-211015-0002' WHERE id = %s",
        "UPDATE cases_case SET applicant_name = 'Người khác' WHERE id = %s",
        "UPDATE cases_case SET version_id = version_id + 1 WHERE id = %s",
        "UPDATE cases_case SET place = place + 1 WHERE id = %s",
        "DELETE FROM cases_case WHERE id = %s",
        "UPDATE cases_stand SET due_at = due_at + interval '1 day' WHERE case_id = %s",
        "UPDATE cases_stand SET on_time = true WHERE case_id = %s",
        "DELETE FROM cases_stand WHERE case_id = %s",
        INSERT.format(verb="FINISHED", recorded="now()"),
        INSERT.format(verb="SIGNED", recorded="now() - interval '1 day'"),
    ],
)
def test_what_happened_stays(case: int, statement: str) -> None:
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [case])


def test_a_case_stands_in_one_way_at_a_time(case: int) -> None:
    with (
        pytest.raises(Error, match="case_one_stand_now"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"INSERT INTO cases_stand ({STAND}, since) SELECT {STAND}, since + interval '1 hour' FROM cases_stand"
            " WHERE case_id = %s AND until IS NULL",
            [case],
        )
