"""A number is put on a case: checked, once, corrected with a reason, by whose case it is; what may be copied."""

from datetime import timedelta

import pytest

from lienthong.domain.cases import actions as cases
from lienthong.domain.cases.errors import CaseNotFound
from lienthong.domain.cases.queries import get_case
from lienthong.domain.ministries import actions, errors, queries
from lienthong.domain.ministries import models as m
from lienthong.domain.ministries.queries import EntryState
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.readings.models import Reading
from tests.domain.cases.running import BEGUN, CITY, CLERK, TAXMAN, procedure
from tests.domain.cases.running import received as a_received
from tests.domain.ministries.running import (
    BOSS,
    CODE,
    KEEPER,
    MASKED,
    OFFICER,
    STRANGER,
    entered,
    need,
    number_of,
    received,
    system,
    used,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> int:
    return used()


def enter(case: int, number: str, **more: object) -> bool:
    given: dict[str, object] = {"by": OFFICER, "at": BEGUN} | more
    return actions.enter(case=case, system=CODE, number=number, **given)  # type: ignore[arg-type]


def test_a_number_is_put_on_the_case(version: int) -> None:
    case = received(version)
    assert case in {one.case for one in queries.list_waiting(CODE, CITY)}
    assert enter(case, " ht2021-4117 ")
    assert need(case).number == "HT2021-4117"
    assert case not in {one.case for one in queries.list_waiting(CODE, CITY)}
    (entry,) = [one for one in ledger.list_entries(subject=f"case:{case}") if one.verb == "ministries.enter"]
    assert entry.details == {"system": CODE, "number": "HT2021-4117"}


def test_a_case_that_nobody_looked_for_yet_is_entered_all_the_same(version: int) -> None:
    case = a_received(version)
    assert need(case).state is EntryState.WAITING
    enter(case, "HT2021-1")
    assert need(case).number == "HT2021-1"


def test_pressed_twice_it_happens_once(version: int) -> None:
    case = received(version)
    assert enter(case, "HT2021-1")
    assert not enter(case, "HT2021-1")
    assert m.Trace.objects.filter(entry__case=case).count() == 1


def test_a_correction_says_why_and_keeps_the_old_number(version: int) -> None:
    case = entered(version, "HT2021-1")
    with pytest.raises(errors.ReasonMissing):
        enter(case, "HT2021-2")
    enter(case, "HT2021-2", reason="Gõ nhầm", by=BOSS)
    entry = need(case).entry
    assert entry
    newest, first = queries.list_traces(entry.id)
    assert (newest.before, newest.number, newest.reason, newest.name) == (
        "HT2021-1", "HT2021-2", "Gõ nhầm", BOSS.name,
    )  # fmt: skip
    assert first.number == "HT2021-1"


@pytest.mark.parametrize(
    ("number", "refusal"),
    [("", errors.NumberMissing), ("HT21-1", errors.NumberUnfit), ("=HT2021-1", errors.NumberUnfit)],
)
def test_a_number_that_is_none_is_refused(version: int, number: str, refusal: type[Exception]) -> None:
    case = received(version)
    with pytest.raises(refusal):
        enter(case, number)
    assert need(case).number == ""


def test_one_number_stands_on_one_case(version: int) -> None:
    entered(version, "HT2021-1")
    case = received(version)
    with pytest.raises(errors.NumberTaken):
        enter(case, "HT2021-1")
    assert need(case).number == ""


def test_others_enter_nothing(version: int) -> None:
    case = received(version)
    with pytest.raises(CaseNotFound):
        enter(case, "HT2021-1", by=STRANGER)
    with pytest.raises(errors.NotYours):
        enter(case, "HT2021-1", by=CLERK)
    with pytest.raises(CaseNotFound):
        enter(case, "HT2021-1", by=TAXMAN)


def test_a_case_of_another_procedure_need_not_be_entered(version: int) -> None:
    other = a_received(procedure())
    assert queries.list_needs(get_case(other, by=OFFICER, now=BEGUN), BEGUN.date()) == []
    with pytest.raises(errors.NotNeeded):
        enter(other, "HT2021-1")
    with pytest.raises(errors.SystemUnknown):
        actions.enter(case=other, system="KHAC", number="1", by=OFFICER, at=BEGUN)


def test_a_card_holds_the_fields_in_their_order_and_says_who_read(version: int) -> None:
    case = received(version)
    row = get_case(case, by=OFFICER, now=BEGUN)
    card = actions.read_card(system=system(), row=row, by=OFFICER, at=BEGUN)
    told = {one.heading: one.value for one in card}
    assert list(told) == [
        "Họ tên", "Ngày sinh", "Số giấy tờ", "Điện thoại", "Số hồ sơ", "Ngày nhận", "Quyển số",
    ]  # fmt: skip
    assert told["Họ tên"] == "RƠ CHÂM H’YƯN"
    assert told["Số giấy tờ"].startswith("0641900")
    assert told["Điện thoại"].startswith("0905")
    assert told["Số hồ sơ"] == number_of(case)
    assert told["Ngày nhận"] == "2021-10-15"
    assert not card[-1].is_ours
    reading = Reading.objects.get(account=OFFICER.account)
    assert (reading.subject, reading.reason) == (f"party:{row.applicant}", "Nhập sang Phần mềm hộ tịch")


def test_who_may_not_read_the_record_gets_the_card_without_it(version: int) -> None:
    row = get_case(received(version), by=MASKED, now=BEGUN)
    card = actions.read_card(system=system(), row=row, by=MASKED, at=BEGUN)
    assert [one.value for one in card if one.heading in {"Ngày sinh", "Số giấy tờ", "Điện thoại"}] == [
        "",
        "",
        "",
    ]
    assert not Reading.objects.exists()
    with pytest.raises(errors.NotYours):
        actions.read_card(system=system(), row=row, by=KEEPER, at=BEGUN)


def test_what_waits_at_an_agency_is_read_as_a_whole(version: int) -> None:
    cases_ = [received(version) for _ in range(3)]
    cards = actions.read_cards(system=system(), by=OFFICER, at=BEGUN)
    numbers = [next(one.value for one in card if one.heading == "Số hồ sơ") for card in cards]
    assert numbers[-3:] == [number_of(case) for case in cases_]
    assert actions.read_cards(system=system(), by=STRANGER, at=BEGUN) == []


def test_a_case_that_ended_without_a_result_waits_no_longer(version: int) -> None:
    case = received(version)
    cases.withdraw(case=case, reason="Người nộp rút", by=CLERK, at=BEGUN)
    actions.look(by=KEEPER, at=BEGUN)
    assert need(case).state is EntryState.DROPPED


def test_looking_twice_finds_each_case_once(version: int) -> None:
    a_received(version)
    assert actions.look(by=KEEPER, at=BEGUN) == 2
    assert actions.look(by=KEEPER, at=BEGUN) == 0
    assert len(list(ledger.list_entries(subject="entries:many"))) == 1


def test_each_minute_only_those_just_received_are_looked_at(version: int) -> None:
    a_received(version)
    assert actions.look(since=BEGUN + timedelta(seconds=1), by=KEEPER, at=BEGUN) == 0
    assert actions.look(since=BEGUN, by=KEEPER, at=BEGUN) == 2
