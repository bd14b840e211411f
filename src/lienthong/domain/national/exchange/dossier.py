"""A case -> an item of DongBoHoSoMC: every field that we hold; what we have no word for is left empty."""

from collections.abc import Sequence
from typing import Any, Final

from lienthong.domain.cases.queries import HappeningRow, ReturnBy, Verb
from lienthong.domain.national.exchange.words import moment, moment_of
from lienthong.domain.national.queries.whole import Whole
from lienthong.domain.national.rules import CHANNELS
from lienthong.domain.parties.queries import PersonalData, PlainNumber
from lienthong.domain.payments.queries import Way
from lienthong.domain.procedures.queries import FeeKind

PERSON, BODY = "1", "2"
"""LoaiDoiTuong."""
_OF_BODIES: Final = ("TAX", "ENTERPRISE", "HOUSEHOLD")
_ADDRESSES: Final = ("RESIDENCE", "STAY", "HEAD_OFFICE")
_ONLINE_PAYMENT: Final = {Way.PLATFORM: "1", Way.TRANSFER: "2"}
"""DuocThanhToanTrucTuyen: 1 through the national platform, 2 through ours."""
_FEE_KINDS: Final = {FeeKind.FEE: "1", FeeKind.CHARGE: "2"}
type Item = dict[str, Any]


def dossier_of(whole: Whole, person: PersonalData) -> Item:
    """``person`` is who applies, as was read for this message."""
    row = whole.told.row
    return {
        "MaHoSo": whole.number,
        "MaTTHC": row.procedure,
        "TenTTHC": row.title,
        "MaLinhVuc": "",
        "TenLinhVuc": row.field,
        "SoBienNhan": row.number,
        "KenhThucHien": CHANNELS[row.channel],
        "TrichYeuHoSo": row.content or row.title,
        "TrangThaiHoSo": whole.status,
        "HinhThuc": "1" if row.return_by == ReturnBy.POST else "0",
        "NoiNopHoSo": "1" if whole.is_theirs else "2",
        "DonViXuLy": whole.names.get(row.owner, row.owner),
        "DSKetNoiCSDL": [],
        **_people(whole, person),
        **_times(whole),
        **_papers(whole),
        **_money(whole),
        "DanhSachHoSoBoSung": _supplements(whole),
    }


def _people(whole: Whole, person: PersonalData) -> Item:
    row, number = whole.told.row, _main_number(person.numbers)
    reached = {kind: _contact(person, kind) for kind in ("PHONE", "EMAIL")}
    return {
        "ChuHoSo": row.applicant_name,
        "LoaiDoiTuong": BODY if number and number.kind in _OF_BODIES else PERSON,
        "MaDoiTuong": "",
        "SoGiayToChuHoSo": number.number if number else "",
        "DinhDanhCHS": [{"LoaiDinhDanh": one.kind.value, "SoDinhDanh": one.number} for one in person.numbers],
        "ThongTinKhac": "; ".join(filter(None, (_contact(person, *_ADDRESSES), _submitter(whole)))),
        "SoDienThoai": reached["PHONE"],
        "Email": reached["EMAIL"],
        "Fax": "",
        "TaiKhoanDuocXacThucVoiVNeID": "",
    }


def _main_number(numbers: Sequence[PlainNumber]) -> PlainNumber | None:
    """A person's card before the tax code that the person may have as well."""
    of_people = [one for one in numbers if one.kind not in _OF_BODIES]
    return next(iter([*of_people, *numbers]), None)


def _contact(person: PersonalData, *kinds: str) -> str:
    return next((one.value for one in person.contacts if one.kind in kinds), "")


def _submitter(whole: Whole) -> str:
    row = whole.told.row
    return f"Người nộp thay: {row.submitter_name} ({row.authority})" if row.submitter_name else ""


def _times(whole: Whole) -> Item:
    row = whole.told.row
    given, refused = whole.last(Verb.GIVEN), whole.last(Verb.TURNED_AWAY)
    ended = whole.last(Verb.WITHDRAWN, Verb.STOPPED, Verb.DENIED)
    signed = whole.last(Verb.SIGNED)
    over = signed or ended
    return {
        "NgayNopHoSo": moment(row.filed_at),
        "NgayTiepNhan": moment(row.received_at),
        "NgayHenTra": moment(row.due_at or row.legal_at),
        "NgayKetThucXuLy": moment(over.occurred_at if over else None),
        "NgayTra": moment(given.occurred_at if given else None),
        "ThongTinTra": str(given.data.get("to", "")) if given else "",
        "NgayTuChoi": moment(refused.occurred_at if refused else None),
        "GhiChu": _reason(refused or ended),
    }


def _reason(happening: HappeningRow | None) -> str:
    return str(happening.data.get("reason", "")) if happening else ""


def _papers(whole: Whole) -> Item:
    asked, row = whole.handling.papers, whole.told.row
    handed = [(place, asked[place - 1].name) for place in row.papers if 0 < place <= len(asked)]
    return {
        "HoSoCoThanhPhanSoHoa": "1" if whole.files else "0",
        "TaiLieuNop": [one for place, name in handed for one in _paper(whole, place, name)],
        "DanhSachTepDinhKemKhac": [],
        "DanhSachGiayToKetQua": _results(whole),
    }


def _paper(whole: Whole, place: int, name: str) -> list[Item]:
    """One item a file; a paper that lies on the desk is one without. Files are not handed out by an open address."""
    files = [(str(one.id), one.name, "1") for one in whole.files if one.paper == place] or [("", name, "0")]
    return [
        {
            "TepDinhKemId": file,
            "TenTepDinhKem": called,
            "IsDeleted": "False",
            "MaThanhPhanHoSo": str(place),
            "DuongDanTaiTepTin": "",
            "DuocSoHoa": scanned,
            "DuocTaiSuDung": "0",
            "DuocLayTuKhoDMQG": "0",
            "MaKetQuaThayThe": "",
        }
        for file, called, scanned in files
    ]


def _results(whole: Whole) -> list[Item]:
    signed = whole.last(Verb.SIGNED)
    if signed is None:
        return []
    number = str(signed.data.get("document") or "")
    return [
        {
            "TenGiayTo": whole.result or whole.told.row.title,
            "MaThanhPhanHoSo": "",
            "GiayToId": number,
            "DuongDanTepTinKetQua": "",
            "MaGiayToKetQua": "",
        }
    ]


def _money(whole: Whole) -> Item:
    ways = [
        _ONLINE_PAYMENT[one.way] for one in whole.entries if one.way in _ONLINE_PAYMENT and one.amount > 0
    ]
    lines = whole.demand.lines if whole.demand else ()
    return {
        "DuocThanhToanTrucTuyen": min(ways, default="0"),
        "DanhSachLePhi": [
            {
                "TenPhiLePhi": one.name,
                "MaPhiLePhi": "",
                "HinhThucThu": "1",
                "Gia": str(one.amount),
                "LoaiPhiLePhi": _FEE_KINDS[one.kind],
            }
            for one in lines
        ],
    }


def _supplements(whole: Whole) -> list[Item]:
    found: list[Item] = []
    for one in whole.told.happenings:
        if one.verb == Verb.SUPPLEMENT_ASKED:
            found.append(_asked(whole, one, len(found) + 1))
        elif one.verb == Verb.SUPPLEMENT_RECEIVED and found:
            found[-1] |= _brought(one)
    return found


def _asked(whole: Whole, one: HappeningRow, place: int) -> Item:
    papers = whole.handling.papers
    names = [papers[at - 1].name for at in one.data.get("papers_asked", ()) if 0 < at <= len(papers)]
    wanted = [*names, *one.data.get("items", ())]
    return {
        "HoSoBoSungId": f"{whole.number}-{place}",
        "NguoiYeuCauBoSung": one.name,
        "NoiDungBoSung": "; ".join(filter(None, (*wanted, str(one.data.get("reason", ""))))),
        "NgayBoSung": moment(one.occurred_at),
        "NguoiTiepNhanBoSung": "",
        "ThongTinTiepNhan": "",
        "NgayTiepNhanBoSung": "",
        "TrangThaiBoSung": "0",
        "DanhSachGiayToBoSung": [{"TenGiayTo": name, "SoLuong": "1", "LoaiGiayTo": ""} for name in wanted],
        "DanhSachLePhiBoSung": [],
        "NgayHenTraTruoc": _due_before(whole, one),
        "NgayHenTraMoi": "",
    }


def _due_before(whole: Whole, asked: HappeningRow) -> str:
    """The day that was promised when the papers were asked for."""
    earlier = [one for one in whole.told.happenings if one.id < asked.id and one.data.get("due")]
    return moment_of(earlier[-1].data["due"]["due"]) if earlier else ""


def _brought(one: HappeningRow) -> Item:
    due = one.data.get("due") or {}
    return {
        "NguoiTiepNhanBoSung": one.name,
        "NgayTiepNhanBoSung": moment(one.occurred_at),
        "TrangThaiBoSung": "1",
        "NgayHenTraMoi": moment_of(due.get("due")),
    }
