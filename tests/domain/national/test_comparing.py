"""Our number beside the portal's, agency by agency, and each difference case by case."""

from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from lienthong.connectors.national_portal import fake
from lienthong.connectors.national_portal.shelf import Dossier
from lienthong.domain.national import actions, errors, jobs, queries
from lienthong.domain.national import models as m
from lienthong.domain.national.exchange import GapLine, write_gaps
from lienthong.domain.national.queries import Gap, State, SumRow
from lienthong.domain.national.rules import Ours, gap_of
from lienthong.spine import clock
from tests.domain.cases.running import CITY, OTHER, STRANGER
from tests.domain.national.running import (
    BEGUN,
    KEEPER,
    OF_CITY,
    OFFICIAL,
    a_minute,
    city,
    line_of,
    offered,
    received,
    there,
)

pytestmark = pytest.mark.django_db
DAY = BEGUN.date()
SINCE = DAY - timedelta(days=7)


@pytest.fixture
def version(portal: fake.FakePortal) -> int:
    version = city()
    offered(portal, version)
    return version


def compared(since: date = SINCE, until: date = DAY) -> None:
    jobs.compare(since, until, BEGUN)


def gaps(**more: object) -> list[tuple[str, Gap]]:
    found = queries.list_gaps(SINCE, DAY, by=KEEPER, **more)  # type: ignore[arg-type]
    return [(row.number, row.gap) for row in found]


def test_both_sides_agree(portal: fake.FakePortal, version: int) -> None:
    for _ in range(2):
        received(version)
    a_minute()
    assert queries.list_sums(SINCE, DAY, by=KEEPER) == [SumRow(CITY, 2, 2, None, 0)]
    compared()
    assert queries.list_sums(SINCE, DAY, by=KEEPER) == [SumRow(CITY, 2, 2, 2, 0)]
    assert gaps() == []


def test_every_kind_of_difference_is_named_and_counted(portal: fake.FakePortal, version: int) -> None:
    lost, other, refused, waits = (received(version) for _ in range(4))
    actions.look(at=BEGUN)
    portal.refused[line_of(refused).number] = "Thiếu số giấy tờ"
    m.Line.objects.filter(case=waits).update(again_at=clock.real_now() + timedelta(hours=1))
    a_minute()
    del portal.shelf.dossiers[line_of(lost).number]  # type: ignore[attr-defined]
    there(portal, other).body["TrangThaiHoSo"] = "1"
    stray = f"{OFFICIAL}-211014-0099"
    told = {"MaHoSo": stray, "MaTTHC": "X", "NgayTiepNhan": "20211014080000", "TrangThaiHoSo": "4"}
    portal.shelf.keep(stray, Dossier(body=told | {"DonViXuLy": "Pleiku"}))
    compared()
    assert sorted(gap for _number, gap in gaps()) == [
        Gap.LOST,
        Gap.REFUSED,
        Gap.STATUS,
        Gap.THEIRS,
        Gap.WAITS,
    ]
    assert dict(gaps()) == {
        line_of(lost).number: Gap.LOST,
        line_of(other).number: Gap.STATUS,
        line_of(refused).number: Gap.REFUSED,
        line_of(waits).number: Gap.WAITS,
        stray: Gap.THEIRS,
    }
    assert queries.list_sums(SINCE, DAY, by=KEEPER) == [SumRow(CITY, 4, 2, 2, 5)]
    assert gaps(gap=Gap.REFUSED) == [(line_of(refused).number, Gap.REFUSED)]
    (row,) = [row for row in queries.list_gaps(SINCE, DAY, by=KEEPER) if row.gap is Gap.REFUSED]
    assert row.words == "Thiếu số giấy tờ"
    (row,) = [row for row in queries.list_gaps(SINCE, DAY, by=KEEPER) if row.gap is Gap.THEIRS]
    assert (row.line, row.owner, row.there) == (None, CITY, "4")


def test_what_was_sent_again_agrees_after_the_next_list(portal: fake.FakePortal, version: int) -> None:
    case = received(version)
    a_minute()
    portal.shelf.dossiers.clear()  # type: ignore[attr-defined]
    compared()
    assert [gap for _number, gap in gaps()] == [Gap.LOST]
    actions.send_again(lines=[line_of(case).pk], by=KEEPER, at=BEGUN)
    a_minute(BEGUN + timedelta(minutes=1))
    assert gaps() == [], "what was told since is not held against the old list"
    compared()
    assert (gaps(), line_of(case).state) == ([], State.TOLD)


def test_a_list_that_names_everything_twice_counts_once(portal: fake.FakePortal, version: int) -> None:
    received(version)
    a_minute()
    portal.fault = "duplicate"
    compared()
    assert queries.list_sums(SINCE, DAY, by=KEEPER) == [SumRow(CITY, 1, 1, 1, 0)]


@pytest.mark.parametrize("fault", ["refuse", "reset", "garbage", "late"])
def test_a_silent_portal_is_named_and_the_last_list_stays(
    portal: fake.FakePortal, version: int, fault: str
) -> None:
    received(version)
    a_minute()
    compared()
    portal.fault = fault
    compared()
    last = queries.last_attempt()
    assert last and last.fault
    assert queries.list_sums(SINCE, DAY, by=KEEPER) == [SumRow(CITY, 1, 1, 1, 0)]


def test_each_sees_the_agencies_in_reach(portal: fake.FakePortal, version: int) -> None:
    received(version)
    a_minute()
    assert [row.owner for row in queries.list_sums(SINCE, DAY, by=OF_CITY)] == [CITY]
    assert queries.list_sums(SINCE, DAY, by=STRANGER) == []
    assert OTHER not in {row.owner for row in queries.list_sums(SINCE, DAY, by=KEEPER)}


def test_a_span_is_bounded(portal: fake.FakePortal, version: int) -> None:
    for since, until in ((DAY, SINCE), (DAY - timedelta(days=200), DAY)):
        with pytest.raises(errors.SpanTooLong):
            actions.want_comparison(since=since, until=until, by=KEEPER, at=BEGUN)
    actions.want_comparison(since=SINCE, until=DAY, by=KEEPER, at=BEGUN)


@pytest.mark.parametrize(
    ("ours", "gap"),
    [
        (Ours(State.TOLD, "", "2", "2", is_compared=True), None),
        (Ours(State.TOLD, "", "4", "2", is_compared=True), Gap.STATUS),
        (Ours(State.TOLD, "", "4", "2", is_compared=False), None),
        (Ours(State.TOLD, "", "4", None, is_compared=True), Gap.LOST),
        (Ours(State.TOLD, "", "4", None, is_compared=False), None),
        (Ours(State.WAITING, "", "", None, is_compared=True), Gap.WAITS),
        (Ours(State.WAITING, "SILENT", "2", "2", is_compared=True), Gap.SILENT),
        (Ours(State.WAITING, "REFUSED", "", None, is_compared=False), Gap.REFUSED),
        (Ours(State.DEAD, "OURS", "", None, is_compared=False), Gap.REFUSED),
    ],
)
def test_a_difference_has_one_name(ours: Ours, gap: Gap | None) -> None:
    assert gap_of(ours) is gap


def test_the_workbook_holds_each_line_and_no_formula(tmp_path: object) -> None:
    from io import BytesIO

    line = GapLine("=1+1", "Thủ tục", "Pleiku", DAY, "Chưa gửi", "Đang xử lý", "", "Lý do")
    page = load_workbook(BytesIO(write_gaps(SINCE, DAY, [line]))).active
    assert page
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[0][0] == "Tiếp nhận từ 08/10/2021 đến 15/10/2021"
    assert rows[1][0] == "Mã hồ sơ"
    assert rows[2][:2] == ["=1+1", "Thủ tục"] and page["A3"].data_type == "s"
