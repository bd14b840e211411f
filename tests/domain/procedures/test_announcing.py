"""From a ministry's decision to what everybody reads: days, for whom it waits, who hears of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import Error, connection, transaction
from openpyxl import load_workbook
from tests.domain.procedures.made import (
    CONTROLLER,
    DRAFTER,
    RECORD,
    a_draft,
    agencies,
    announced,
    published,
    submitted,
    units,
)

from lienthong.config.ground.paths import DATA
from lienthong.domain.accounts.actions import open_account
from lienthong.domain.notices.queries import NoticeRow, list_notices
from lienthong.domain.organisations.actions import assign, create_agency
from lienthong.domain.organisations.queries import Kind, Level
from lienthong.domain.procedures import actions, errors, queries
from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.actions import noting
from lienthong.domain.procedures.exchange import write_announcing
from lienthong.domain.procedures.queries import DemandEntry, DemandKind, DemandRow, Stage, TriggerEntry
from lienthong.domain.procedures.rules.announcing import is_reminded, term_of
from lienthong.spine import clock
from lienthong.spine.actor import Actor, platform
from lienthong.spine.calendar import actions as calendars
from lienthong.spine.ledger import queries as ledger

pytestmark = pytest.mark.django_db
AT = datetime(2021, 3, 1, 9, tzinfo=clock.ZONE)
"""A Monday, on which ``made`` does everything."""
NEW = DemandEntry(DemandKind.MAKE, "N1", "Cấp giấy phép mới")
TEXT = TriggerEntry(
    "77/QĐ-BXD", "Bộ Xây dựng", "Công bố", date(2021, 2, 22), date(2021, 3, 15), "GL-SXD", (NEW,)
)


RECORD_OF_THE_CITY = replace(RECORD, agencies=("GL-622",))


@pytest.fixture(autouse=True)
def _ground() -> None:
    units()
    agencies("GL", "GL-SXD", "GL-SNV", "GL-622")
    calendars.load_reference(folder=DATA / "calendars", by=DRAFTER, at=AT)
    an_office()


def an_office() -> None:
    create_agency(
        code="GL-VPUBND", name="Văn phòng", kind=Kind.OFFICE, level=Level.PROVINCE, parent="GL",
        on=date(2015, 1, 1), by=DRAFTER, at=AT,
    )  # fmt: skip


def enter(*demands: DemandEntry, by: Actor = CONTROLLER, **more: Any) -> int:
    entry = replace(TEXT, demands=demands or (NEW,), **more)
    return actions.enter_trigger(entry=entry, by=by, at=AT)


def only(trigger: int) -> DemandRow:
    (row,) = queries.list_demands(AT.date(), trigger=trigger)
    return row


def in_force(code: str = "T-1") -> int:
    return published(a_draft(RECORD_OF_THE_CITY, code=code))


def test_a_new_procedure_waits_for_its_keeper_then_the_office_then_is_done() -> None:
    trigger = enter()
    row = only(trigger)
    assert (row.stage, row.waits_for, row.due, row.left) == (Stage.TO_DRAFT, "GL-SXD", date(2021, 3, 8), 5)
    version = actions.take_up(demand=row.id, by=DRAFTER, at=AT)
    row = only(trigger)
    assert (row.stage, row.waits_for, row.version) == (Stage.DRAFTING, "GL-SXD", version)
    assert queries.get_version(version).name == "Cấp giấy phép mới"
    actions.redraft(version=version, record=RECORD_OF_THE_CITY, seen=1, by=DRAFTER, at=AT)
    submitted(version)
    assert (only(trigger).stage, only(trigger).waits_for) == (Stage.CONTROL, "GL-VPUBND")
    actions.announce(
        version=version, decision="12/QĐ-UBND", decided_on=date(2021, 3, 1), effective_from=date(2021, 3, 15),
        by=CONTROLLER, at=AT,
    )  # fmt: skip
    row = only(trigger)
    assert (row.stage, row.waits_for, row.due) == (Stage.TO_PUBLISH, "GL-VPUBND", date(2021, 3, 8))
    actions.publish(version=version, by=CONTROLLER, at=AT)
    row = only(trigger)
    assert (row.stage, row.waits_for, row.behind, row.decision) == (Stage.DONE, "", (0, 0), "12/QĐ-UBND")
    assert queries.list_demands(AT.date()) == []
    assert [one.id for one in queries.list_demands(AT.date(), done=True)] == [row.id]


def test_a_decision_and_a_publication_that_came_late_are_called_so() -> None:
    trigger = enter(
        effective_from=date(2021, 3, 1)
    )  # to be announced by 22/2; five working days of Feb 22-26
    version = actions.take_up(demand=only(trigger).id, by=DRAFTER, at=AT)
    actions.redraft(version=version, record=RECORD_OF_THE_CITY, seen=1, by=DRAFTER, at=AT)
    announced(version)  # decided on Friday 26/2
    row = only(trigger)
    assert (row.announce_by, row.publish_by) == (date(2021, 2, 22), date(2021, 3, 5))
    actions.publish(version=version, by=CONTROLLER, at=AT + timedelta(days=8))
    row = only(trigger)
    assert (row.behind, row.is_late) == ((4, 2), True)


def test_an_amendment_opens_the_next_version_and_keeps_the_keeper_of_the_procedure() -> None:
    in_force()
    trigger = enter(DemandEntry(DemandKind.AMEND, "T-1"), keeper="GL-SNV")
    row = only(trigger)
    assert (row.name, row.waits_for) == (RECORD.name, "GL-SXD")
    version = actions.take_up(demand=row.id, by=DRAFTER, at=AT)
    assert queries.get_version(version).number == 2
    assert [one.id for one in queries.triggers_of(version)] == [trigger]
    with pytest.raises(errors.NothingToDraft):
        actions.take_up(demand=row.id, by=DRAFTER, at=AT)


def test_a_draft_that_is_open_already_answers_it() -> None:
    version = queries.get_version(in_force()).procedure
    draft = actions.amend(procedure=version, by=DRAFTER, at=AT)
    trigger = enter(DemandEntry(DemandKind.AMEND, "T-1"))
    assert actions.take_up(demand=only(trigger).id, by=DRAFTER, at=AT) == draft


def test_what_was_decided_since_without_its_draft_is_joined_by_a_person() -> None:
    in_force()  # decided on 26/2, after the ministry's 22/2
    trigger = enter(DemandEntry(DemandKind.AMEND, "T-1"), NEW)
    row = queries.get_trigger(trigger)
    amended, new = queries.list_demands(AT.date(), trigger=trigger)
    assert queries.list_answers(row, [amended, new]) == {amended.id: 1}
    version = actions.join_answer(demand=amended.id, by=CONTROLLER, at=AT)
    assert queries.find_demand(amended.id, AT.date()).stage is Stage.DONE
    assert [one.id for one in queries.triggers_of(version)] == [trigger]
    for demand in (new.id, amended.id):
        with pytest.raises(errors.NothingToJoin):
            actions.join_answer(demand=demand, by=CONTROLLER, at=AT)


def test_what_was_decided_before_the_ministry_did_answers_nothing() -> None:
    in_force()
    trigger = enter(DemandEntry(DemandKind.AMEND, "T-1"), decided_on=date(2021, 2, 27))
    with pytest.raises(errors.NothingToJoin):
        actions.join_answer(demand=only(trigger).id, by=CONTROLLER, at=AT)


def test_a_draft_given_up_leaves_the_demand_open() -> None:
    trigger = enter()
    version = actions.take_up(demand=only(trigger).id, by=DRAFTER, at=AT)
    actions.discard(version=version, reason="Nhầm", by=DRAFTER, at=AT)
    assert only(trigger).stage is Stage.TO_DRAFT


def test_abolishing_waits_for_the_office_and_is_done_by_its_decision() -> None:
    procedure = queries.get_version(in_force()).procedure
    trigger = enter(DemandEntry(DemandKind.ABOLISH, "T-1"), keeper="GL-SNV")
    row = only(trigger)
    assert (row.stage, row.waits_for) == (Stage.TO_ABOLISH, "GL-VPUBND")
    with pytest.raises(errors.NothingToDraft):
        actions.take_up(demand=row.id, by=DRAFTER, at=AT)
    actions.abolish(
        procedure=procedure, decision="30/QĐ-UBND", decided_on=date(2021, 2, 26), on=date(2021, 3, 15),
        reason="Bộ bãi bỏ", by=CONTROLLER, at=AT,
    )  # fmt: skip
    row = only(trigger)
    assert (row.stage, row.announced_on, row.decision) == (Stage.DONE, date(2021, 2, 26), "30/QĐ-UBND")


def test_an_abolition_is_not_decided_in_the_future() -> None:
    procedure = queries.get_version(in_force()).procedure
    with pytest.raises(errors.WrongDay):
        actions.abolish(
            procedure=procedure, decision="30/QĐ-UBND", decided_on=date(2021, 3, 2), on=date(2021, 3, 15),
            reason="Bộ bãi bỏ", by=CONTROLLER, at=AT,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("refusal", "given"),
    [
        (errors.DecisionMissing, {"number": " "}),
        (errors.DecisionMissing, {"issuer": ""}),
        (errors.WrongDay, {"effective_from": date(2021, 2, 21)}),
        (errors.KeeperUnknown, {"keeper": "GL-XXX"}),
        (errors.DemandsMissing, {"demands": ()}),
        (errors.DemandUnfit, {"demands": (NEW, NEW)}),
        (errors.DemandUnfit, {"demands": (DemandEntry(DemandKind.MAKE, "có dấu", "Tên"),)}),
        (errors.DemandUnfit, {"demands": (DemandEntry(DemandKind.MAKE, "N1"),)}),
        (errors.DemandUnfit, {"demands": (DemandEntry(DemandKind.AMEND, "N1"),)}),
    ],
)
def test_what_cannot_be_entered(refusal: type[Exception], given: dict[str, Any]) -> None:
    with pytest.raises(refusal):
        actions.enter_trigger(entry=replace(TEXT, **given), by=CONTROLLER, at=AT)
    assert not m.Trigger.objects.exists()


def test_what_is_in_force_is_not_made_anew() -> None:
    in_force()
    with pytest.raises(errors.DemandUnfit, match="T-1"):
        enter(DemandEntry(DemandKind.MAKE, "T-1", "Tên khác"))


def test_a_decision_is_entered_once_and_again_after_it_was_withdrawn() -> None:
    first = enter()
    with pytest.raises(errors.TriggerKnown):
        enter()
    with pytest.raises(errors.ReasonMissing):
        actions.withdraw_trigger(trigger=first, reason=" ", by=CONTROLLER, at=AT)
    actions.withdraw_trigger(trigger=first, reason="Nhập nhầm ngày", by=CONTROLLER, at=AT)
    assert queries.list_demands(AT.date()) == []
    assert queries.get_trigger(first).withdrawn_because == "Nhập nhầm ngày"
    with pytest.raises(errors.TriggerNotFound):
        actions.withdraw_trigger(trigger=first, reason="Nữa", by=CONTROLLER, at=AT)
    assert only(enter()).stage is Stage.TO_DRAFT
    verbs = [entry.verb for entry in ledger.list_entries(subject=f"trigger:{first}")]
    assert sorted(verbs) == ["procedures.enter_trigger", "procedures.withdraw_trigger"]


def test_a_decision_that_a_draft_answers_is_not_withdrawn() -> None:
    trigger = enter()
    actions.take_up(demand=only(trigger).id, by=DRAFTER, at=AT)
    with pytest.raises(errors.TakenUp):
        actions.withdraw_trigger(trigger=trigger, reason="Nhầm", by=CONTROLLER, at=AT)


def test_an_agency_sees_its_own_and_the_most_urgent_comes_first() -> None:
    enter(number="2/QĐ-B", effective_from=date(2021, 4, 1))
    enter(DemandEntry(DemandKind.MAKE, "N2", "Của Sở Nội vụ"), number="1/QĐ-B", keeper="GL-SNV")
    on = AT.date()
    assert [row.code for row in queries.list_demands(on)] == ["N2", "N1"]
    assert [row.code for row in queries.list_demands(on, keeper="GL-SXD")] == ["N1"]
    assert (queries.count_demands(), queries.count_demands(keeper="GL-SNV")) == (2, 1)


@pytest.mark.parametrize(
    "change",
    [
        lambda: m.Trigger.objects.update(effective_from=date(2021, 5, 1)),
        lambda: m.Trigger.objects.all().delete(),
        lambda: m.Demand.objects.update(code="N9"),
        lambda: m.Demand.objects.all().delete(),
    ],
)
def test_what_a_decision_says_stays(change: Callable[[], object]) -> None:
    enter()
    with pytest.raises(Error), transaction.atomic():
        change()
    with connection.cursor() as cursor, pytest.raises(Error), transaction.atomic():
        cursor.execute("TRUNCATE procedures_demand")


def a_person(username: str, role: str, agency: str) -> str:
    by = platform("test")
    account = open_account(username=username, full_name=username, by=by, at=AT)
    assign(account=account, agency=agency, title="Chuyên viên", role=role, on=AT.date(), by=by, at=AT)
    return account


def told(account: str) -> list[NoticeRow]:
    return list_notices(account)


def test_the_keepers_officials_hear_of_a_decision_once() -> None:
    ann, other = a_person("ann", "specialist", "GL-SXD"), a_person("binh", "specialist", "GL-SNV")
    trigger = enter()
    for _ in range(2):
        noting.tell_of_trigger(trigger=trigger, by=platform("job"), at=AT)
    (row,) = told(ann)
    assert row.title == "Quyết định 77/QĐ-BXD: 1 thủ tục phải công bố trước 08/03/2021"
    assert row.address == f"/work/procedures/announcing/{trigger}/"
    assert told(other) == []


def test_the_office_hears_of_a_draft_and_its_writer_why_it_came_back() -> None:
    ann, office = a_person("ann", "specialist", "GL-SXD"), a_person("chi", "division_head", "GL-VPUBND")
    writer = Actor(account=ann, name="Ann", agency="GL-SXD", origin="test")
    version = a_draft(RECORD_OF_THE_CITY)
    actions.submit(version=version, seen=2, by=writer, at=AT)
    noting.tell_submitted(version=version, by=platform("job"), at=AT)
    assert [row.title[:22] for row in told(office)] == ["Dự thảo chờ kiểm soát:"]
    actions.send_back(version=version, reason="Thiếu lệ phí", by=CONTROLLER, at=AT)
    noting.tell_submitted(version=version, by=platform("job"), at=AT)  # it is over meanwhile
    noting.tell_sent_back(version=version, by=platform("job"), at=AT)
    assert len(told(office)) == 1
    (row,) = told(ann)
    assert (row.title[:21], row.body, row.is_urgent) == ("Dự thảo bị trả lại: T", "Thiếu lệ phí", True)


def test_a_morning_tells_each_in_one_note_what_comes_near_or_is_late() -> None:
    ann, office = a_person("ann", "specialist", "GL-SXD"), a_person("chi", "division_head", "GL-VPUBND")
    in_force()
    enter(NEW, DemandEntry(DemandKind.ABOLISH, "T-1"))
    enter(DemandEntry(DemandKind.MAKE, "N2", "Trễ"), number="2/QĐ-B", effective_from=date(2021, 3, 2))
    tuesday = date(2021, 3, 3)  # three working days before 8/3; N2 was due on 23/2, six working days ago
    for _ in range(2):
        noting.tell_morning(day=tuesday, by=platform("schedule"), at=AT)
    (row,) = told(ann)
    assert row.title == "Công bố thủ tục: 1 việc sắp đến hạn"
    assert row.body == "N1 Cấp giấy phép mới: còn 3 ngày làm việc, chưa lập dự thảo"
    (row,) = told(office)
    assert "T-1" in row.body and "chờ quyết định bãi bỏ" in row.body
    noting.tell_morning(day=date(2021, 3, 2), by=platform("schedule"), at=AT)
    assert told(ann)[0].title == "Công bố thủ tục: 1 việc quá hạn"
    assert told(ann)[0].body == "N2 Trễ: quá hạn 5 ngày làm việc, chưa lập dự thảo"


@pytest.mark.parametrize(
    ("left", "is_told"),
    [
        (4, False),
        (3, True),
        (2, False),
        (1, True),
        (0, True),
        (-1, True),
        (-2, False),
        (-5, True),
        (-10, True),
    ],
)
def test_when_people_are_reminded(left: int, is_told: bool) -> None:
    assert is_reminded(left) is is_told


def test_the_rule_of_the_day_holds() -> None:
    assert term_of(date(2012, 1, 1)) == term_of(date(2021, 1, 1))
    assert term_of(date(2022, 6, 23)).source.startswith("Quyết định 766/QĐ-TTg")


def test_the_workbook_holds_what_the_list_holds() -> None:
    enter(name := DemandEntry(DemandKind.MAKE, "N1", "=1+1"))
    rows = queries.list_demands(AT.date())
    content = write_announcing(rows, {"GL-SXD": "Sở Xây dựng"}, title="Công bố", words=["còn 5 ngày"])
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    cells = [cell.value for cell in sheet[4]]
    assert cells[:2] == ["N1", name.name]
    assert sheet["B4"].data_type == "s"
    assert cells[5] == datetime(2021, 3, 15)  # noqa: DTZ001  a day of a sheet has no zone
    assert "Sở Xây dựng" in cells and cells[-1] == "còn 5 ngày"
