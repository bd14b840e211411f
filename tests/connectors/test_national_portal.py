"""The national portal as a partner: what it is told, what it hands over, and how it may fail."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from lienthong.connectors.national_portal import client, fake
from lienthong.connectors.national_portal import messages as its
from lienthong.connectors.national_portal.errors import NotConnected, Refused, Silent
from lienthong.connectors.national_portal.shelf import Memory

CODE = "1.001193"
NUMBER = "000.00.31.H21-211015-0001"


def a_dossier(number: str = NUMBER, **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = {name: [] if name in its.PARTS else "" for name in its.DOSSIER}
    return told | {
        "MaHoSo": number,
        "MaTTHC": CODE,
        "TenTTHC": "Đăng ký khai sinh",
        "ChuHoSo": "Rơ Châm H’Yưn",
        "NgayNopHoSo": "20211015090000",
        "NgayTiepNhan": "20211015090000",
        "TrangThaiHoSo": "2",
        "DonViXuLy": "Pleiku",
        **more,
    }


def a_step(status: str, at: str = "20211015090000", number: str = NUMBER) -> dict[str, str]:
    return dict.fromkeys(its.STEP, "") | {"MaHoSo": number, "ThoiDiemXuLy": at, "TrangThai": status}


@pytest.fixture
def portal() -> fake.FakePortal:
    portal = fake.FakePortal(Memory())
    portal.procedures = {CODE: "Đăng ký khai sinh"}
    return portal


@pytest.fixture(autouse=True)
def _line(portal: fake.FakePortal, settings: Any) -> Iterator[None]:
    with fake.running(portal) as url:
        settings.LIENTHONG_NATIONAL_PORTAL_URL = url
        yield


def tell(number: str = NUMBER, *, is_update: bool = False, key: str = "k1", **more: Any) -> None:
    with client.line() as line:
        line.tell(a_dossier(number, **more), is_update=is_update, key=key)


def test_what_is_told_is_held_and_listed() -> None:
    with client.line() as line:
        line.tell(a_dossier(), is_update=False, key="k1")
        line.tell_steps([a_step("2"), a_step("4", "20211015100000")], key="k1-T")
        (row,) = line.list_held(date(2021, 10, 15), date(2021, 10, 15))
        assert (row.number, row.procedure, row.status) == (NUMBER, CODE, "2")
        assert line.list_held(date(2021, 10, 16), date(2021, 10, 20)) == []
        assert (line.holds(NUMBER), line.holds("x")) == (True, False)
        assert (line.knows(CODE), line.knows("9.9")) == (True, False)
        assert [one.code for one in line.list_procedures()] == [CODE]


def test_one_session_serves_many_calls(portal: fake.FakePortal) -> None:
    with client.line() as line:
        for place in range(3):
            line.tell(a_dossier(f"N-{place}"), is_update=False, key=f"k{place}")
    assert portal.calls == ["DongBoHoSoMC"] * 3
    assert len(portal._sessions) == 1


def test_told_twice_by_one_key_it_changes_nothing(portal: fake.FakePortal) -> None:
    tell()
    tell(TrangThaiHoSo="9")
    assert [one.body["TrangThaiHoSo"] for one in portal.shelf.all()] == ["2"]
    with client.line() as line:
        line.tell_steps([a_step("2")], key="a")
        line.tell_steps([a_step("2")], key="b")
    assert len(portal.shelf.all()[0].steps) == 1


def test_a_case_is_made_once_and_then_changed() -> None:
    tell()
    with pytest.raises(Refused, match="đã tồn tại"):
        tell(key="k2")
    tell(key="k3", is_update=True, TrangThaiHoSo="4")
    with pytest.raises(Refused, match="Không tìm thấy"):
        tell("other", key="k4", is_update=True)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"Thua": "1"}, "Trường lạ: Thua"),
        ({"ChuHoSo": ""}, "Thiếu ChuHoSo"),
        ({"NgayTiepNhan": "15/10/2021"}, "yyyyMMddHHmmss"),
        ({"TrangThaiHoSo": "11"}, "không thuộc danh mục"),
        ({"Gia": 8000}, "Trường lạ"),
        ({"DanhSachLePhi": [{"Gia": 8000}]}, "Gia phải là chuỗi"),
        ({"DanhSachLePhi": [{"LoaiPhiLePhi": "7"}]}, "không thuộc danh mục"),
        ({"MaTTHC": "9.9"}, "Không có thủ tục"),
    ],
)
def test_the_stand_in_looks_at_every_field(more: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        tell(**more)


@pytest.mark.parametrize("fault", ["reset", "garbage", "late"])
def test_no_readable_answer_is_silence(portal: fake.FakePortal, fault: str) -> None:
    portal.fault = fault
    with pytest.raises(Silent):
        tell()


def test_one_that_hangs_is_left_after_a_while(
    portal: fake.FakePortal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "SECONDS", 0.2)
    portal.fault = "hang"
    with pytest.raises(Silent, match="Timeout"):
        tell()


def test_an_answer_larger_than_any_honest_one_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "LARGEST", 10)
    with pytest.raises(Silent, match="ValueError"):
        tell()


def test_a_refusal_says_why(portal: fake.FakePortal) -> None:
    portal.refused[NUMBER] = "Ngày hẹn trả trước ngày tiếp nhận"
    with pytest.raises(Refused, match="error_code 09: Ngày hẹn trả"):
        tell()


def test_a_session_that_is_over_is_taken_anew_once(portal: fake.FakePortal) -> None:
    portal.fault = "over"
    tell()
    assert portal.calls == ["DongBoHoSoMC", "DongBoHoSoMC"]


def test_a_wrong_password_is_refused(settings: Any) -> None:
    settings.LIENTHONG_NATIONAL_PORTAL_URL = settings.LIENTHONG_NATIONAL_PORTAL_URL.replace("thu-nghiem", "x")
    with pytest.raises(Refused, match="02"):
        tell()


def test_a_filing_is_handed_over_until_it_is_answered(portal: fake.FakePortal) -> None:
    portal.shelf.file({"MaHoSo": "G22.1", "MaTTHC": CODE})
    portal.files["/tep/1"] = b"%PDF-1.7"
    with client.line() as line:
        assert (
            [one["MaHoSo"] for one in line.list_filings()]
            == ["G22.1"]
            == [one["MaHoSo"] for one in line.list_filings()]
        )
        assert line.fetch("/tep/1") == b"%PDF-1.7"
        line.answer("G22.1", is_taken=False, words="Sai cơ quan")
        assert line.list_filings() == []
    (filing,) = portal.shelf.filings()
    assert (filing.answer, filing.words) == ("fail", "Sai cơ quan")


def test_a_file_that_is_not_there_is_a_refusal_and_none_at_all_is_silence(portal: fake.FakePortal) -> None:
    portal.missing.add("/tep/1")
    with client.line() as line:
        with pytest.raises(Refused, match="Không có tệp"):
            line.fetch("/tep/1")
        portal.fault = "over"
        assert line.fetch("/tep/2").startswith(b"%PDF")
        portal.fault = "late"
        with pytest.raises(Silent):
            line.fetch("/tep/2")


def test_ratings_and_questions_have_their_messages(portal: fake.FakePortal) -> None:
    portal.shelf.ask(dict.fromkeys(its.QUESTION, "") | {"HOIDAPID": "7", "NOIDUNG": "Bao lâu?"})
    rating = dict.fromkeys(its.RATING, "0") | {"NgayTongHop": "10-2021", "MaThuTuc": CODE}
    with client.line() as line:
        assert [(one.id, one.words, one.answer) for one in line.list_questions()] == [("7", "Bao lâu?", "")]
        line.tell_ratings([rating])
        with pytest.raises(Refused, match="Thiếu trường"):
            line.tell_ratings([{"NgayTongHop": "10-2021"}])
    assert portal.ratings == [rating]


@pytest.mark.parametrize("answer", [{"error_code": "00"}, {"error_code": 0, "result": "x"}, {"result": []}])
def test_a_list_that_is_none_is_silence(
    portal: fake.FakePortal, monkeypatch: pytest.MonkeyPatch, answer: dict[str, Any]
) -> None:
    service: Callable[[Any], Any] = lambda _asked: answer  # noqa: E731
    monkeypatch.setitem(portal._services, "LayDanhSachTTHC", service)
    with client.line() as line, pytest.raises(Silent):
        line.list_procedures()


def test_production_without_an_address_is_not_connected(settings: Any) -> None:
    settings.LIENTHONG_NATIONAL_PORTAL_URL, settings.LIENTHONG_MODE = "", "production"
    assert not client.is_connected()
    with pytest.raises(NotConnected), client.line():
        pass
    settings.LIENTHONG_NATIONAL_PORTAL_URL, settings.LIENTHONG_MODE = "off", "demo"
    assert not client.is_connected()


@pytest.mark.django_db
def test_the_demonstration_has_a_stand_in_that_all_its_processes_share(settings: Any) -> None:
    settings.LIENTHONG_NATIONAL_PORTAL_URL, settings.LIENTHONG_MODE = "", "demo"
    from lienthong.connectors.national_procedures.models import KeptProcedure

    KeptProcedure.objects.create(code=CODE, body={"TENTTHC": "Đăng ký khai sinh"})
    fake.kept().shelf.file({"MaHoSo": "G22.1"})
    with client.line() as line:
        line.tell(a_dossier(), is_update=False, key="k1")
        line.tell_steps([a_step("2")], key="k1-T")
        assert line.holds(NUMBER)
        line.answer("G22.1", is_taken=True)
        assert line.list_filings() == []
        assert [one.code for one in line.list_procedures()] == [CODE]
