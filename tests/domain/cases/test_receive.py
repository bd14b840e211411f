"""A case begins: over the counter, by post, online and answered."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from lienthong.domain.cases import actions, errors, queries
from lienthong.domain.cases.actions import receiving
from lienthong.domain.organisations.actions import set_official_code
from lienthong.domain.organisations.queries import Scheme
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.errors import AlikeKnown
from lienthong.domain.procedures import actions as procedures
from lienthong.domain.procedures.queries import get_version
from lienthong.domain.procedures.rules.record import Duration, Way
from lienthong.domain.procedures.rules.vocabulary import Channel
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.outbox.models import StatedFact
from tests.domain.cases.running import (
    BEGUN,
    CITY,
    CLERK,
    LOADED,
    OFFICER,
    OTHER,
    PLAIN,
    STRANGER,
    hour,
    intake,
    procedure,
    province,
    received,
    seen,
    told,
)
from tests.domain.procedures.made import CONTROLLER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _province() -> None:
    province()


@pytest.fixture
def version() -> int:
    return procedure()


def test_a_case_is_numbered_and_its_day_counted_with_a_sum(version: int) -> None:
    row = seen(received(version))
    assert (row.number, row.state, row.national) == (f"{CITY}-211015-0001", "RECEIVED", 2)
    assert (row.seat, row.step, row.holder, row.papers) == (CITY, 1, "clerk", (1, 2))
    # Mon 18, Tue 19, Wed 20, Thu 21, Fri 22
    assert row.due_at == row.legal_at == hour("22/10 17:00")
    due = queries.get_story(row.id).due
    assert due
    assert (due.rule, due.decision) == ("one_stop@2018-06-21", "Nghị định 61/2018/NĐ-CP, Điều 19")
    assert "Hạn 5 ngày làm việc" in due.explanation
    assert {step["kind"] for step in due.steps} >= {"started", "ends"}


@pytest.mark.parametrize(
    ("at", "leaves_by"),
    [("15/10 14:55", "15/10 17:00"), ("15/10 15:05", "18/10 07:00"), ("14/10 15:05", "15/10 07:00")],
)
def test_papers_leave_the_counter_the_same_day_after_three_the_next_morning(
    version: int, at: str, leaves_by: str
) -> None:
    assert seen(received(version, hour(at))).step_due_at == hour(leaves_by)


def test_numbers_follow_each_other_within_the_agency_and_the_day(version: int) -> None:
    first = [seen(received(version, hour(f"15/10 {at}"))).number for at in ("08:00", "08:01", "16:00")]
    next_day = seen(received(version, hour("18/10 08:00"))).number
    assert first == [f"{CITY}-211015-{place:04}" for place in (1, 2, 3)]
    assert next_day == f"{CITY}-211018-0001"


def test_the_number_bears_the_code_of_the_agency(version: int) -> None:
    for scheme, code in (("QCVN102", "000.00.31.H21"), ("QD20", "H21.31")):
        set_official_code(
            code=CITY, scheme=Scheme(scheme), official_code=code, on=LOADED.date(), by=CLERK, at=LOADED
        )
    assert seen(received(version)).number == "000.00.31.H21-211015-0001"


def test_a_clerk_whose_clock_is_behind_comes_after_the_one_before(version: int) -> None:
    received(version, BEGUN)
    behind = seen(received(version, BEGUN - timedelta(seconds=3)))
    assert (behind.number[-4:], behind.received_at) == ("0002", BEGUN)


def test_a_form_sent_twice_makes_one_case(version: int) -> None:
    given = intake(version)
    once = actions.receive(intake=given, by=CLERK, at=BEGUN)
    again = actions.receive(intake=given, by=CLERK, at=BEGUN)
    assert (once.is_new, again.is_new) == (True, False)
    assert (again.case, again.number) == (once.case, once.number)
    assert told(once.case) == ["RECEIVED"]


def test_the_ledger_and_the_outbox_tell_of_it(version: int) -> None:
    case = received(version)
    (entry,) = ledger.list_entries(subject=f"case:{case}")
    assert (entry.verb, entry.agency, entry.details["number"]) == (
        "cases.received", CITY, f"{CITY}-211015-0001",
    )  # fmt: skip
    assert StatedFact.objects.filter(subject=f"case:{case}", name="cases.CaseMoved").count() == 1


def test_it_is_refused_while_a_paper_is_missing_and_no_number_is_used_up(version: int) -> None:
    with pytest.raises(errors.PapersMissing) as refused:
        received(version, papers=(1, 3))
    assert "Bản vẽ" in str(refused.value)
    assert seen(received(version)).number.endswith("-0001")


def test_it_refuses_an_abolished_procedure(version: int) -> None:
    procedures.abolish(
        procedure=get_version(version).procedure, decision="9/QĐ", on=hour("14/10 08:00").date(),
        reason="Hết hiệu lực", by=CONTROLLER, at=BEGUN,
    )  # fmt: skip
    with pytest.raises(errors.NotInForce):
        received(version)


def test_it_refuses_what_another_agency_decides(version: int) -> None:
    with pytest.raises(errors.NotHandledHere):
        received(version, by=STRANGER)


def test_it_refuses_a_way_that_is_not_open() -> None:
    closed = procedure(
        replace(PLAIN, name="Chỉ nộp trực tiếp", ways=(Way(Channel.COUNTER, Duration(Decimal(5))),))
    )
    with pytest.raises(errors.NotThisWay):
        received(closed, channel=queries.Channel.POST)


def test_it_refuses_somebody_who_does_not_sit_at_a_counter(version: int) -> None:
    with pytest.raises(errors.NotYours):
        received(version, by=OFFICER)


def test_another_of_the_same_name_is_asked_about_first(version: int) -> None:
    received(version, name="Siu Thuin")
    nameless = intake(version)
    namesake = replace(nameless.applicant.draft, name="Siu Thuin", numbers=())
    given = replace(nameless, applicant=actions.Applicant(namesake))
    with pytest.raises(AlikeKnown):
        actions.receive(intake=given, by=CLERK, at=BEGUN)
    sure = replace(given, applicant=actions.Applicant(namesake, anyway="Người khác cùng tên, ở làng khác"))
    assert actions.receive(intake=sure, by=CLERK, at=BEGUN).is_new


def test_whoever_brings_it_for_another_says_by_what_right(version: int) -> None:
    bringer = intake(version, name="Ksor Phước").applicant
    with pytest.raises(errors.AuthorityMissing):
        received(version, submitter=bringer)
    row = seen(received(version, submitter=bringer, authority="Giấy ủy quyền số 12 ngày 01/10/2021"))
    assert (row.submitter_name, row.authority[:13]) == ("Ksor Phước", "Giấy ủy quyền")


def filed(version: int, at: str = "15/10 16:00") -> int:
    given = replace(intake(version), channel=queries.Channel.ONLINE, key=uuid4())
    return actions.file_online(intake=given, owner=CITY, by=CLERK, at=hour(at))


def test_an_online_filing_is_answered_within_eight_working_hours_and_has_no_number(version: int) -> None:
    row = seen(filed(version), now=hour("15/10 16:30"))
    assert (row.number, row.state, row.national, row.status) == ("", "FILED", 1, "TO_ANSWER")
    assert row.due_at == hour("18/10 16:00")
    assert row.legal_at is None


def test_on_a_sunday_the_hours_begin_to_run_on_monday(version: int) -> None:
    assert seen(filed(version, "17/10 20:15")).due_at == hour("18/10 17:00")


def test_accepting_numbers_it_and_counts_from_the_acceptance(version: int) -> None:
    case = filed(version, "15/10 16:00")
    begun = actions.accept(case=case, papers=(1, 2), by=CLERK, at=hour("18/10 08:00"))
    row = seen(case)
    assert begun.number == row.number == f"{CITY}-211018-0001"
    assert (row.state, row.due_at) == ("RECEIVED", hour("25/10 17:00"))
    with pytest.raises(errors.NotNow):
        actions.accept(case=case, papers=(1, 2), by=CLERK, at=hour("18/10 08:01"))


def test_turning_away_needs_a_reason_and_uses_up_no_number(version: int) -> None:
    case = filed(version)
    with pytest.raises(errors.ReasonMissing):
        actions.turn_away(case=case, reason="  ", by=CLERK, at=BEGUN)
    actions.turn_away(case=case, reason="Không thuộc thẩm quyền (Điều 17)", by=CLERK, at=BEGUN)
    row = seen(case)
    assert (row.state, row.national, row.number) == ("TURNED_AWAY", 3, "")


def test_a_foreign_agency_does_not_find_it(version: int) -> None:
    case = received(version)
    with pytest.raises(errors.CaseNotFound):
        seen(case, by=STRANGER)
    assert queries.find_cases("ro cham", by=STRANGER, now=BEGUN) == []
    whose = queries.Whose(OTHER)
    assert queries.list_cases(whose, queries.Queue.ALL, BEGUN).rows == []


def test_pressed_twice_at_once_nobody_is_told_of_somebody_alike(
    version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second press looked before the first was through; then it waits for the name and finds whom the first one
    registered.
    """
    form = intake(version, applicant=actions.Applicant(parties.Draft(name="Rơ Châm H’Hai")))
    first, look = actions.receive(intake=form, by=CLERK, at=BEGUN), receiving._made

    def too_early(key: UUID) -> None:
        monkeypatch.setattr(receiving, "_made", look)

    monkeypatch.setattr(receiving, "_made", too_early)
    begun = actions.receive(intake=form, by=CLERK, at=BEGUN)
    assert (begun.case, begun.is_new) == (first.case, False)
