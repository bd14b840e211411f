"""Cases are told to the national portal: every field, in the order of each case, once, whatever fails on the way."""

import contextlib
import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django import app

from lienthong.connectors.national_portal import client, fake
from lienthong.connectors.national_portal import messages as its
from lienthong.domain.cases import actions as cases
from lienthong.domain.national import actions, errors, jobs, queries
from lienthong.domain.national import models as m
from lienthong.domain.national.queries import Fault, State
from lienthong.domain.national.reactions import demand_settled
from lienthong.domain.parties import queries as parties
from lienthong.domain.payments.facts import DemandSettled
from lienthong.spine.outbox.handlers import CALLS
from tests.domain.cases.running import STRANGER, intake, to_office
from tests.domain.national.running import (
    BEGUN,
    CHIEF,
    CLERK,
    KEEPER,
    OF_CITY,
    OFFICER,
    a_minute,
    again,
    city,
    hour,
    line_of,
    offered,
    played,
    received,
    statuses,
    there,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(portal: fake.FakePortal) -> int:
    version = city()
    offered(portal, version)
    return version


def test_a_received_case_is_told_with_what_we_hold_of_it(portal: fake.FakePortal, version: int) -> None:
    case = received(version, content="Xây nhà hai tầng")
    a_minute()
    row = line_of(case)
    told = there(portal, case).body
    assert (row.state, row.status, row.told) == (State.TOLD, "2", row.wanted)
    assert set(told) == set(its.DOSSIER)
    assert (told["MaHoSo"], told["SoBienNhan"]) == (row.number, row.number)
    assert (told["ChuHoSo"], told["LoaiDoiTuong"]) == ("Rơ Châm H’Yưn", "1")
    assert told["SoGiayToChuHoSo"].startswith("0641900") and told["SoDienThoai"].startswith("0905")
    assert told["TrichYeuHoSo"] == "Xây nhà hai tầng"
    assert (told["NgayNopHoSo"], told["NgayTiepNhan"]) == ("20211015090000", "20211015090000")
    assert told["NgayHenTra"] == "20211022170000"
    assert [(one["TenTepDinhKem"], one["MaThanhPhanHoSo"]) for one in told["TaiLieuNop"]] == [
        ("Đơn đề nghị", "1"), ("Bản vẽ", "2"),
    ]  # fmt: skip
    assert (told["KenhThucHien"], told["HinhThuc"], told["NoiNopHoSo"]) == ("1", "0", "2")
    (step,) = there(portal, case).steps
    assert (step["NguoiXuLy"], step["ChucDanh"], step["TrangThai"]) == ("Người clerk", "Chuyên viên", "2")
    assert step["ThoiDiemXuLy"] == "20211015090000"


def test_each_step_to_the_end_is_told_in_its_order(portal: fake.FakePortal, version: int) -> None:
    case = played(version)
    a_minute(hour("15/10 16:00"))
    assert statuses(portal, case) == ["2", "4", "4", "9", "9", "10"]
    told = there(portal, case).body
    assert (told["TrangThaiHoSo"], told["NgayKetThucXuLy"], told["NgayTra"]) == (
        "10", "20211015120000", "20211015140000",
    )  # fmt: skip
    assert told["DanhSachGiayToKetQua"][0]["TenGiayTo"]


def test_a_supplement_goes_along_with_its_day_and_its_answer(portal: fake.FakePortal, version: int) -> None:
    case = to_office(version)
    at = hour("15/10 14:00")
    cases.ask_supplement(case=case, items=["Bản vẽ có ký tên"], reason="Thiếu chữ ký", by=OFFICER, at=at)
    a_minute(at)
    (asked,) = there(portal, case).body["DanhSachHoSoBoSung"]
    assert (asked["NoiDungBoSung"], asked["TrangThaiBoSung"]) == ("Bản vẽ có ký tên; Thiếu chữ ký", "0")
    assert there(portal, case).body["TrangThaiHoSo"] == "5"
    cases.receive_supplement(case=case, papers=(1, 2), by=CLERK, at=hour("18/10 09:00"))
    a_minute(hour("18/10 09:05"))
    (brought,) = there(portal, case).body["DanhSachHoSoBoSung"]
    assert (brought["TrangThaiBoSung"], brought["NgayTiepNhanBoSung"]) == ("1", "20211018090000")
    assert brought["NgayHenTraMoi"] > brought["NgayHenTraTruoc"]
    assert statuses(portal, case) == ["2", "4", "5", "4"]


def test_what_it_owes_goes_along(portal: fake.FakePortal, version: int) -> None:
    case = received(version)
    cases.owe(case=case, by=CLERK, at=BEGUN)
    a_minute()
    assert there(portal, case).body["DanhSachLePhi"] == [
        {
            "TenPhiLePhi": "Lệ phí cấp phép",
            "MaPhiLePhi": "",
            "HinhThucThu": "1",
            "Gia": "75000",
            "LoaiPhiLePhi": "2",
        }
    ]


def test_what_was_paid_is_told_though_the_case_did_not_move(portal: fake.FakePortal, version: int) -> None:
    case = received(version)
    cases.owe(case=case, by=CLERK, at=BEGUN)
    a_minute()
    assert line_of(case).state == State.TOLD
    demand_settled(DemandSettled(1, f"case:{case}"), BEGUN)
    assert line_of(case).state == State.WAITING
    told = len(portal.calls)
    a_minute(hour("15/10 09:05"))
    assert portal.calls[told:].count(its.TELL) == 1
    assert line_of(case).state == State.TOLD
    demand_settled(DemandSettled(2, "something:else"), BEGUN)


def test_who_applies_finds_in_the_reading_log_that_the_portal_was_told(
    portal: fake.FakePortal, version: int
) -> None:
    case = received(version)
    a_minute()
    (reading,) = parties.list_readings(cases_party(case))
    assert reading.reason == "Đồng bộ hồ sơ lên Cổng Dịch vụ công quốc gia"
    assert portal.calls


def cases_party(case: int) -> int:
    from lienthong.domain.cases.queries import people_of

    return people_of(case)[0]


def test_a_quiet_minute_says_nothing(portal: fake.FakePortal, version: int) -> None:
    received(version)
    a_minute()
    before = len(portal.calls)
    a_minute(BEGUN + timedelta(minutes=1))
    assert set(portal.calls[before:]) <= {its.FILINGS, its.QUESTIONS}


def test_cases_of_procedures_that_the_portal_does_not_list_are_not_told(
    portal: fake.FakePortal, version: int
) -> None:
    from tests.domain.cases.running import RESTARTS, procedure

    case = received(procedure(RESTARTS))
    a_minute()
    assert not m.Line.objects.filter(case=case).exists()


def test_what_was_running_when_the_line_was_opened_is_told_as_it_stands(portal: fake.FakePortal) -> None:
    version = city()
    case = to_office(version)
    offered(portal, version)
    a_minute(hour("15/10 11:00"))
    assert there(portal, case).body["TrangThaiHoSo"] == "4"
    assert statuses(portal, case) == ["2", "4"]


def test_receiving_costs_no_statement_more_for_being_synchronised(
    portal: fake.FakePortal, version: int
) -> None:
    received(version)
    with CaptureQueriesContext(
        connection,
    ) as statements:
        cases.receive(intake=intake(version), by=CLERK, at=BEGUN)
    assert not [one for one in statements.captured_queries if '"national_' in one["sql"]]


def test_it_runs_beside_what_is_quick_since_the_portal_may_hang() -> None:
    assert app.tasks["national.synchronise"].queue == CALLS


def test_without_a_connection_nothing_is_looked_for(
    portal: fake.FakePortal, version: int, settings: Any, django_assert_num_queries: Any
) -> None:
    received(version)
    settings.LIENTHONG_NATIONAL_PORTAL_URL, settings.LIENTHONG_MODE = "", "production"
    with django_assert_num_queries(0):
        jobs.synchronise()
        jobs.compare_on(BEGUN.date(), BEGUN)


@pytest.mark.parametrize("fault", ["refuse", "reset", "garbage", "late", "over", "hang", "duplicate"])
def test_whatever_the_portal_does_nothing_is_lost_and_it_says_what_waits_and_why(
    portal: fake.FakePortal, version: int, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "SECONDS", 0.2)
    case = played(version)
    portal.fault = fault
    a_minute(hour("15/10 16:00"))
    row, stand = line_of(case), queries.get_stand(KEEPER)
    if fault in {"over", "duplicate"}:
        assert (row.state, stand.fault) == (State.TOLD, "")
    else:
        assert (row.state, row.tries, stand.waiting) == (State.WAITING, 1, 1)
        assert row.words
        day = BEGUN.date()
        (gap,) = queries.list_gaps(day, day, by=KEEPER)
        assert gap.words == row.words and gap.again_at
        assert bool(stand.fault) is (fault != "refuse") or stand.fault
    portal.fault = ""
    portal.released.set()
    again()
    a_minute(hour("15/10 16:05"))
    assert line_of(case).state == State.TOLD
    assert statuses(portal, case) == ["2", "4", "4", "9", "9", "10"]
    assert queries.get_stand(KEEPER).fault == ""


def test_an_answer_that_was_lost_is_found_out_even_where_no_key_is_known(
    portal: fake.FakePortal, version: int
) -> None:
    """The portal took the case, and forgot the key by which it was told."""
    case = received(version)
    portal.fault = "late"
    portal._sessions.add("open")
    a_minute()
    portal.fault = ""
    item = {name: [] if name in its.PARTS else "" for name in its.DOSSIER}
    told = item | {"MaHoSo": line_of(case).number, "NgayTiepNhan": "20211015090000"}
    from lienthong.connectors.national_portal.shelf import Dossier

    portal.shelf.keep(line_of(case).number, Dossier(body=told))
    again()
    a_minute(hour("15/10 09:05"))
    assert line_of(case).state == State.TOLD
    assert there(portal, case).body["ChuHoSo"] == "Rơ Châm H’Yưn"


def test_a_silent_portal_is_not_asked_for_every_case(portal: fake.FakePortal, version: int) -> None:
    for _ in range(3):
        received(version)
    portal.fault = "reset"
    a_minute()
    assert sorted(m.Line.objects.values_list("tries", flat=True)) == [0, 0, 1]
    portal.fault = ""
    a_minute(hour("15/10 09:01"))
    a_minute(hour("15/10 09:02"))
    assert set(m.Line.objects.values_list("state", flat=True)) == {State.TOLD}


def test_what_the_portal_refuses_is_given_up_at_last_and_sent_again_by_a_person(
    portal: fake.FakePortal, version: int
) -> None:
    bad, good = received(version), received(version)
    m.Line.objects.all().delete()
    actions.look(at=BEGUN)
    portal.refused[line_of(bad).number] = "Ngày hẹn trả không hợp lệ"
    for minute in range(9):
        a_minute(BEGUN + timedelta(minutes=minute))
        again()
    assert (line_of(bad).state, line_of(bad).fault) == (State.DEAD, Fault.REFUSED)
    assert line_of(bad).words == "Ngày hẹn trả không hợp lệ"
    assert line_of(good).state == State.TOLD, "it does not wait for another's refusal"
    portal.refused.clear()
    assert actions.send_again(lines=[line_of(bad).pk], by=KEEPER, at=BEGUN) == 1
    a_minute(hour("15/10 09:30"))
    assert line_of(bad).state == State.TOLD


def test_what_was_given_up_is_tried_once_more_when_the_case_goes_on(
    portal: fake.FakePortal, version: int
) -> None:
    case = received(version)
    a_minute()
    m.Line.objects.update(state=State.DEAD.value, fault=Fault.REFUSED.value, tries=9, words="x")
    cases.hand_over(case=case, by=CLERK, at=hour("15/10 10:00"))
    a_minute(hour("15/10 10:01"))
    assert line_of(case).state == State.TOLD
    assert statuses(portal, case) == ["2", "4"]


def test_a_procedure_that_the_portal_forgot_is_named_as_the_reason(
    portal: fake.FakePortal, version: int
) -> None:
    case = received(version)
    portal.procedures.clear()
    a_minute()
    assert "Cổng quốc gia không có thủ tục" in line_of(case).words


def test_our_own_fault_stops_one_case_and_no_other(
    portal: fake.FakePortal, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = received(version), received(version)
    whole = queries.get_whole

    def broken(case: int, **more: Any) -> Any:
        if case == bad:
            raise RuntimeError("no such field")
        return whole(case, **more)

    monkeypatch.setattr(queries, "get_whole", broken)
    a_minute()
    assert (line_of(bad).fault, line_of(bad).words) == (Fault.OURS, "RuntimeError: no such field")
    assert line_of(good).state == State.TOLD


def test_sending_again_asks_for_the_right_and_for_something(portal: fake.FakePortal, version: int) -> None:
    case = received(version)
    a_minute()
    with pytest.raises(errors.NothingChosen):
        actions.send_again(lines=[line_of(case).pk], by=STRANGER, at=BEGUN)
    with pytest.raises(errors.NothingChosen):
        actions.send_again(lines=[], by=KEEPER, at=BEGUN)
    told = len(portal.calls)
    assert actions.send_again(lines=[line_of(case).pk], by=OF_CITY, at=BEGUN) == 1
    a_minute(hour("15/10 09:05"))
    assert its.TELL in portal.calls[told:]
    assert line_of(case).state == State.TOLD


ORDERS = list(itertools.product((True, False), repeat=4))


@pytest.mark.parametrize("heard", ORDERS, ids=["".join("y" if one else "n" for one in row) for row in ORDERS])
def test_whenever_a_run_dies_or_an_answer_is_lost_no_step_overtakes_another(
    portal: fake.FakePortal, version: int, monkeypatch: pytest.MonkeyPatch, heard: tuple[bool, ...]
) -> None:
    """After each move a run: heard and noted, or heard there and the note lost with the process."""
    case = received(version)
    moves: tuple[Callable[[datetime], object], ...] = (
        lambda at: None,
        lambda at: cases.hand_over(case=case, by=CLERK, at=at),
        lambda at: cases.put_to_sign(case=case, by=OFFICER, at=at),
        lambda at: cases.sign_off(case=case, by=CHIEF, at=at),
    )
    noted, seen = actions.note_told, []
    for place, (move, is_noted) in enumerate(zip(moves, heard, strict=True)):
        at = BEGUN + timedelta(hours=place)
        move(at)
        again()

        def lost(*_told: Any, **_more: Any) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(actions, "note_told", noted if is_noted else lost)
        with contextlib.suppress(KeyboardInterrupt):
            a_minute(at)
        seen.append(there(portal, case).body["TrangThaiHoSo"])
    monkeypatch.setattr(actions, "note_told", noted)
    again()
    a_minute(BEGUN + timedelta(hours=5))
    assert seen == ["2", "4", "4", "9"]
    assert statuses(portal, case) == ["2", "4", "4", "9"]
    assert (line_of(case).state, line_of(case).status) == (State.TOLD, "9")


def test_what_a_minute_overlooked_is_found_at_night(portal: fake.FakePortal, version: int) -> None:
    case = received(version)
    a_minute()
    m.Line.objects.all().delete()
    m.Look.objects.update(through=10**9)
    actions.look(at=BEGUN)
    assert not m.Line.objects.exists()
    m.Look.objects.update(through=0)
    assert actions.look_back(at=BEGUN) == 1
    assert line_of(case).state == State.WAITING
