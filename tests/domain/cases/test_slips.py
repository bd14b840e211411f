"""Papers taken by hand while the system was down: numbered slips, entered once with the true time, which counts."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import Error, connection, transaction
from django.utils import translation

from lienthong.domain.cases import actions, errors, queries
from lienthong.domain.cases.actions import OnSlip
from lienthong.domain.cases.exchange import Names, read_forms, tell_all, write_slips
from lienthong.domain.cases.queries import Asked, Period, SlipRow
from lienthong.domain.procedures import actions as procedure_actions
from lienthong.domain.procedures.queries import get_version
from lienthong.spine.actor import Actor
from lienthong.spine.ledger import queries as ledger
from tests.domain.cases.printing import FORMS, words_of
from tests.domain.cases.running import (
    BOSS,
    CITY,
    CLERK,
    LOADED,
    OFFICER,
    STRANGER,
    hour,
    intake,
    procedure,
    province,
    received,
    seen,
)
from tests.domain.procedures.made import CONTROLLER

pytestmark = pytest.mark.django_db
WHY = "Mất điện toàn thành phố"


@pytest.fixture
def version() -> int:
    province()
    return procedure()


@pytest.fixture
def slip(version: int) -> SlipRow:
    """Printed in good time."""
    del version
    return printed(1)[0]


def printed(count: int, when: str = "01/10 08:00", by: Actor = CLERK) -> list[SlipRow]:
    return actions.print_slips(count=count, printing=uuid4(), by=by, at=hour(when))


def enter(
    version: int, slip: SlipRow, *, taken: str = "15/10 10:00", at: str = "18/10 08:00", by: Actor = CLERK
) -> actions.Begun:
    on_slip = OnSlip(slip.id, hour(taken), WHY)
    return actions.receive(intake=intake(version), on_slip=on_slip, by=by, at=hour(at))


def test_slips_are_numbered_without_a_gap_and_a_press_twice_prints_the_same(version: int) -> None:
    del version
    key = uuid4()
    first = actions.print_slips(count=3, printing=key, by=CLERK, at=hour("01/10 08:00"))
    again = actions.print_slips(count=3, printing=key, by=CLERK, at=hour("01/10 08:01"))
    assert again == first
    assert [row.code for row in first] == ["MĐ-0001/2021", "MĐ-0002/2021", "MĐ-0003/2021"]
    assert printed(1)[0].code == "MĐ-0004/2021"


@pytest.mark.parametrize("count", [0, 201])
def test_too_many_or_none_are_not_printed(version: int, count: int) -> None:
    del version
    with pytest.raises(errors.SlipCountUnfit):
        printed(count)


def test_the_law_counts_from_the_true_time_and_the_number_is_of_the_day_of_entry(
    version: int, slip: SlipRow
) -> None:
    begun = enter(version, slip)
    row = seen(begun.case, now=hour("18/10 09:00"))
    assert row.received_at == hour("15/10 10:00")
    assert row.legal_at == hour("22/10 17:00")  # five working days after Friday 15/10
    assert row.number == "GL-622-211018-0001"
    happening = queries.get_story(begun.case).happenings[0]
    assert (happening.occurred_at, happening.recorded_at) == (hour("15/10 10:00"), hour("18/10 08:00"))


def test_it_counts_in_the_period_in_which_it_came_unless_asked_what_was_known_then(
    version: int, slip: SlipRow
) -> None:
    enter(version, slip)
    friday = Period(date(2021, 10, 15), date(2021, 10, 15))
    now = queries.get_board(Asked(friday, hour("20/10 08:00")))
    then = queries.get_board(Asked(friday, hour("20/10 08:00"), hour("17/10 23:59")))
    assert (now.total.received, then.total.received) == (1, 0)


def test_who_entered_it_when_and_why_is_told(version: int, slip: SlipRow) -> None:
    case = enter(version, slip).case
    names = Names(steps={}, agencies={}, people={}, papers={})
    with translation.override("vi"):
        hint = tell_all(queries.get_story(case).happenings, names)[0].hint
    assert "MĐ-0001/2021" in hint
    assert "thứ Hai 18/10/2021, 08:00" in hint
    assert WHY in hint
    entry = next(one for one in ledger.list_entries(subject=f"case:{case}") if one.verb == "cases.received")
    assert entry.details["slip"] == "MĐ-0001/2021"
    kept = queries.get_slip(slip.id, CITY)
    assert (kept.case, kept.number, kept.entered_at) == (case, "GL-622-211018-0001", hour("18/10 08:00"))


def test_a_number_is_used_once(version: int, slip: SlipRow) -> None:
    enter(version, slip)
    with pytest.raises(errors.SlipUsed) as refused:
        enter(version, slip, at="18/10 08:05")
    assert "GL-622-211018-0001" in str(refused.value)


def test_a_form_sent_twice_finds_the_case_it_made(version: int, slip: SlipRow) -> None:
    given = intake(version)
    on_slip = OnSlip(slip.id, hour("15/10 10:00"), WHY)
    first = actions.receive(intake=given, on_slip=on_slip, by=CLERK, at=hour("18/10 08:00"))
    again = actions.receive(intake=given, on_slip=on_slip, by=CLERK, at=hour("18/10 08:01"))
    assert (again.case, again.is_new) == (first.case, False)


@pytest.mark.parametrize("taken", ["30/09 10:00", "18/10 08:01"])
def test_a_time_before_the_printing_or_not_yet_is_refused(version: int, slip: SlipRow, taken: str) -> None:
    with pytest.raises(errors.SlipTimeUnfit):
        enter(version, slip, taken=taken)


def test_after_three_working_days_only_a_head_enters_it(version: int, slip: SlipRow) -> None:
    with pytest.raises(errors.SlipTooOld):
        enter(version, slip, at="21/10 08:00")
    assert enter(version, slip, at="21/10 08:00", by=BOSS).is_new


def test_why_must_be_said_and_only_the_agencys_own_slips_are_taken(version: int, slip: SlipRow) -> None:
    with pytest.raises(errors.ReasonMissing):
        actions.receive(
            intake=intake(version),
            on_slip=OnSlip(slip.id, hour("15/10 10:00"), " "),
            by=CLERK,
            at=hour("18/10 08:00"),
        )
    with pytest.raises(errors.SlipNotFound):
        enter(version, slip, by=STRANGER)
    with pytest.raises(errors.NotYours):
        enter(version, slip, by=OFFICER)


def test_a_spoilt_slip_is_not_entered_and_its_number_stays_with_the_reason(
    version: int, slip: SlipRow
) -> None:
    gone = actions.spoil_slip(slip=slip.id, reason="Rách", by=CLERK, at=hour("04/10 08:00"))
    assert gone.reason == "Rách"
    with pytest.raises(errors.SlipSpoilt):
        enter(version, slip)
    assert [row.code for row in queries.list_slips(CITY, free=True)] == []


def test_an_abolished_procedure_is_judged_by_the_true_time(version: int, slip: SlipRow) -> None:
    procedure_actions.abolish(
        procedure=get_version(version).procedure,
        decision="9/QĐ",
        on=date(2021, 10, 18),
        reason="Hết hiệu lực",
        by=CONTROLLER,
        at=hour("01/10 09:00"),
    )
    assert enter(version, slip).is_new
    with pytest.raises(errors.NotInForce):
        received(version, hour("18/10 09:00"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_slip SET case_id = NULL, entered_at = NULL",
        "UPDATE cases_slip SET code = 'MĐ-0009/2021'",
        "DELETE FROM cases_slip",
    ],
)
def test_a_slip_that_was_used_stays(version: int, slip: SlipRow, statement: str) -> None:
    enter(version, slip)
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_slips_are_printed_in_two_parts_each_with_its_number(version: int) -> None:
    del version
    actions.load_forms(forms=read_forms(FORMS), by=CLERK, at=LOADED)
    words = words_of(write_slips(printed(2)))
    assert words.count("MĐ-0001/2021") == words.count("MĐ-0002/2021") == 2
    assert "Liên giao người nộp" in words
