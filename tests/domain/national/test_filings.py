"""What is filed at the national portal becomes an online case at its agency, once; what cannot waits and says why."""

from typing import Any

import pytest

from lienthong.connectors.national_portal import fake
from lienthong.domain.applications.queries import find_of_case, list_sent_files
from lienthong.domain.cases import actions as cases
from lienthong.domain.cases import models as c
from lienthong.domain.cases.queries import State as CaseState
from lienthong.domain.cases.queries import get_case
from lienthong.domain.national import actions, errors, queries
from lienthong.domain.national import models as m
from lienthong.domain.national.queries import FilingState, State
from lienthong.spine.ledger.queries import list_entries
from tests.domain.cases.running import PLAIN, STRANGER, told
from tests.domain.national.running import (
    BEGUN,
    CITY,
    CLERK,
    KEEPER,
    OF_CITY,
    a_filing,
    a_minute,
    city,
    hour,
    line_of,
    offered,
    statuses,
    there,
)
from tests.domain.procedures.made import a_draft, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(portal: fake.FakePortal) -> int:
    version = city()
    offered(portal, version)
    return version


def filed(portal: fake.FakePortal, version: int, **more: Any) -> m.Filing:
    portal.shelf.file(a_filing(version, **more))
    a_minute()
    return m.Filing.objects.latest("id")


def answers(portal: fake.FakePortal) -> list[tuple[str, str]]:
    return [(one.answer, one.words) for one in portal.shelf.filings()]


def test_it_becomes_an_online_case_with_its_people_papers_and_both_numbers(
    portal: fake.FakePortal, version: int
) -> None:
    portal.files["/tep/2"] = fake.PAPER + b"% the plan"
    filing = filed(portal, version)
    assert (filing.state, filing.owner, bytes(filing.sealed)) == (FilingState.TAKEN, CITY, b"")
    case = filing.case_id
    assert case
    row = get_case(case, by=CLERK, now=BEGUN)
    assert (row.state, row.channel, row.applicant_name) == (CaseState.FILED, "ONLINE", "Siu H’Lan")
    assert (row.content, row.papers) == ("Xây nhà hai tầng", (1, 2))
    assert [(one.paper, one.name) for one in list_sent_files(case)] == [(1, "don.pdf"), (2, "ban-ve.pdf")]
    application = find_of_case(case)
    assert application and application.paper
    line = queries.find_line(case)
    assert line and (line.number, line.is_theirs) == ("G22.99-211015-0001", True)
    assert answers(portal) == [("done", "")]


def test_it_is_told_there_under_the_number_it_was_filed_with(portal: fake.FakePortal, version: int) -> None:
    case = filed(portal, version).case_id
    assert case
    cases.accept(case=case, papers=(1, 2), by=CLERK, at=hour("15/10 10:00"))
    a_minute(hour("15/10 10:01"))
    body = there(portal, case).body
    assert (body["MaHoSo"], body["TrangThaiHoSo"], body["NoiNopHoSo"]) == ("G22.99-211015-0001", "2", "1")
    assert body["SoBienNhan"] == get_case(case, by=CLERK, now=BEGUN).number != ""
    assert [(one["TenTepDinhKem"], one["DuocSoHoa"]) for one in body["TaiLieuNop"]] == [
        ("don.pdf", "1"), ("ban-ve.pdf", "1"),
    ]  # fmt: skip
    assert line_of(case).day == BEGUN.date()


def test_one_that_is_turned_away_is_told_there_with_the_reason(portal: fake.FakePortal, version: int) -> None:
    case = filed(portal, version).case_id
    assert case
    cases.turn_away(case=case, reason="Không thuộc thẩm quyền", by=CLERK, at=hour("15/10 10:00"))
    a_minute(hour("15/10 10:01"))
    assert (line_of(case).state, line_of(case).status) == (State.TOLD, "3")
    assert there(portal, case).body["GhiChu"] == "Không thuộc thẩm quyền"
    assert statuses(portal, case) == ["3"]


@pytest.mark.parametrize("fault", ["duplicate", "late"])
def test_handed_over_twice_it_is_one_case(portal: fake.FakePortal, version: int, fault: str) -> None:
    portal.shelf.file(a_filing(version))
    portal.fault = fault
    a_minute()
    portal.fault = ""
    a_minute(hour("15/10 09:05"))
    portal.shelf.filings()[0].answer = ""
    a_minute(hour("15/10 09:06"))
    assert m.Filing.objects.count() == c.Case.objects.count() == 1
    assert told(c.Case.objects.get().pk) == ["FILED"]


def test_an_answer_that_the_portal_did_not_hear_is_given_again(portal: fake.FakePortal, version: int) -> None:
    portal.shelf.file(a_filing(version))
    take = portal._services["XacNhanHoSoNop"]
    portal._services["XacNhanHoSoNop"] = lambda _asked: {"error_code": "99", "error_message": "Bận"}
    a_minute()
    assert m.Filing.objects.get().answered is False
    assert answers(portal) == [("", "")]
    portal._services["XacNhanHoSoNop"] = take
    a_minute(hour("15/10 09:05"))
    assert m.Filing.objects.get().answered is True
    assert answers(portal) == [("done", "")]
    assert c.Case.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"MaTTHC": "9.999999"}, "Không có thủ tục 9.999999 đang công khai ở đây."),
        ({"MaDonVi": "000.00.99.H21"}, "Không có cơ quan nào mang mã 000.00.99.H21."),
        ({"MaDonVi": ""}, "Thiếu MaDonVi."),
        ({"NgayNopHoSo": "hôm qua"}, "NgayNopHoSo không phải là thời điểm."),
        ({"NgaySinh": "31/12/1990"}, "NgaySinh không phải là ngày."),
        ({"TaiLieuNop": "x"}, "TaiLieuNop không phải là danh sách tệp."),
        (
            {"TaiLieuNop": [{"TenTepDinhKem": "a.pdf"}]},
            "TaiLieuNop có tệp thiếu mã thành phần, tên hoặc đường dẫn.",
        ),
    ],
)
def test_what_cannot_be_taken_in_is_kept_with_the_reason(
    portal: fake.FakePortal, version: int, more: dict[str, Any], reason: str
) -> None:
    filing = filed(portal, version, **more)
    assert (filing.state, filing.reason, filing.case_id) == (FilingState.QUARANTINED, reason, None)
    (row,) = queries.list_quarantined(KEEPER)
    assert row.reason == reason
    assert "Siu" not in bytes(filing.sealed).decode("latin-1"), "it is kept encrypted"
    a_minute(hour("15/10 09:05"))
    assert m.Filing.objects.count() == 1
    assert answers(portal) == [("", "")], "it is not answered before somebody decided"
    assert len(list_entries(subject=f"filing:{filing.digest[:12]}")) == 1


def test_a_paper_that_is_none_or_of_another_kind_keeps_the_filing_waiting(
    portal: fake.FakePortal, version: int
) -> None:
    portal.files["/tep/1"] = b"MZ no pdf at all"
    filing = filed(portal, version)
    assert (filing.state, c.Case.objects.count()) == (FilingState.QUARANTINED, 0)
    assert filing.reason


def test_a_paper_that_the_portal_does_not_hand_out_keeps_one_filing_waiting_and_no_other(
    portal: fake.FakePortal, version: int
) -> None:
    portal.missing.add("/tep/1")
    portal.shelf.file(a_filing(version))
    portal.shelf.file(a_filing(version, number="G22.2", TaiLieuNop=[]))
    a_minute()
    states = dict(m.Filing.objects.values_list("number", "state"))
    assert states == {"G22.99-211015-0001": FilingState.QUARANTINED, "G22.2": FilingState.TAKEN}
    (row,) = queries.list_quarantined(KEEPER)
    assert row.reason == "Không lấy được tệp đính kèm: Không có tệp này"


def test_our_own_fault_with_one_filing_keeps_it_and_takes_the_others(
    portal: fake.FakePortal, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal.shelf.file(a_filing(version))
    monkeypatch.setattr(actions, "take_in", lambda **_told: 1 // 0)
    a_minute()
    (row,) = queries.list_quarantined(KEEPER)
    assert row.reason == "Lỗi của hệ thống: ZeroDivisionError"


def test_what_is_no_filing_at_all_is_kept_too(portal: fake.FakePortal, version: int) -> None:
    portal.shelf.file({"MaHoSo": "", "x": 1})
    a_minute()
    a_minute(hour("15/10 09:05"))
    (row,) = queries.list_quarantined(KEEPER)
    assert (row.number, row.reason) == ("", "Thiếu MaTTHC, MaDonVi, ChuHoSo, NgayNopHoSo.")


def test_tried_again_when_what_was_missing_is_there(portal: fake.FakePortal, version: int) -> None:
    filing = filed(portal, version, MaTTHC="9.999999")
    actions.try_again(filing=filing.pk, by=KEEPER, at=BEGUN)
    a_minute(hour("15/10 09:05"))
    filing.refresh_from_db()
    assert (filing.state, filing.is_wanted) == (FilingState.QUARANTINED, False), "nothing was put right"
    published(a_draft(PLAIN, code="9.999999"))
    a_minute(hour("15/10 09:06"))
    filing.refresh_from_db()
    assert filing.state == FilingState.QUARANTINED, "nobody asked"
    actions.try_again(filing=filing.pk, by=KEEPER, at=BEGUN)
    a_minute(hour("15/10 09:07"))
    filing.refresh_from_db()
    assert (filing.state, filing.reason, filing.is_wanted) == (FilingState.TAKEN, "", False)
    assert answers(portal) == [("done", "")]


def test_given_back_the_portal_hears_why(portal: fake.FakePortal, version: int) -> None:
    filing = filed(portal, version, MaTTHC="9.999999")
    with pytest.raises(errors.ReasonMissing):
        actions.give_back(filing=filing.pk, reason=" ", by=KEEPER, at=BEGUN)
    actions.give_back(filing=filing.pk, reason="Nộp tại Sở Tư pháp", by=KEEPER, at=BEGUN)
    a_minute(hour("15/10 09:05"))
    assert answers(portal) == [("fail", "Nộp tại Sở Tư pháp")]
    with pytest.raises(errors.FilingSettled):
        actions.try_again(filing=filing.pk, by=KEEPER, at=BEGUN)
    (row,) = queries.list_settled(KEEPER)
    assert (row.state, row.is_answered) == (FilingState.GIVEN_BACK, True)


def test_each_agency_sees_its_own_and_nobody_else_decides(portal: fake.FakePortal, version: int) -> None:
    filing = filed(portal, version, MaTTHC="9.999999")
    assert [row.id for row in queries.list_quarantined(OF_CITY)] == [filing.pk]
    assert queries.list_quarantined(STRANGER) == []
    with pytest.raises(errors.FilingNotFound):
        actions.give_back(filing=filing.pk, reason="x", by=STRANGER, at=BEGUN)
    unknown = filed(portal, version, number="G22.2", MaDonVi="000.00.99.H21")
    assert queries.get_filing(unknown.pk, OF_CITY) is None
    assert queries.get_filing(unknown.pk, KEEPER) is not None
