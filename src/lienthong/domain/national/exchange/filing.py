"""What was filed at the portal -> people, papers and procedure in our words."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from lienthong.domain.cases.queries import ReturnBy
from lienthong.domain.national.exchange.dossier import BODY
from lienthong.spine import clock

MOST_FILES: Final = 50


class Unreadable(Exception):
    """No filing that can be understood; ``str`` says what is wrong with it, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class FiledPaper:
    """``place`` of the paper in the procedure's list, from 1; ``path`` under which the portal hands the file out."""

    place: int
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Filed:
    """``people`` as the application's form for everybody has it; ``agency`` by the State's code."""

    number: str
    procedure: str
    agency: str
    people: Mapping[str, Any]
    about: str
    filed_at: datetime
    papers: Sequence[FiledPaper]


def identity_of(body: Mapping[str, Any]) -> tuple[str, str]:
    """Its number, "" when it has none that can be one, and a digest that names it for ever."""
    told = body.get("MaHoSo")
    number = " ".join(told.replace("\x00", "").split()) if isinstance(told, str) else ""
    number = number if len(number) <= 60 else ""
    named = number or json.dumps(body, sort_keys=True, ensure_ascii=False, default=str)
    return number, hashlib.sha256(named.encode()).hexdigest()


def read_filing(body: Mapping[str, Any]) -> Filed:
    """Raises Unreadable."""
    number, _digest = identity_of(body)
    told = {
        name: _text(body, name) for name in ("MaTTHC", "MaDonVi", "ChuHoSo", "TrichYeuHoSo", "NgayNopHoSo")
    }
    if absent := [name for name in ("MaTTHC", "MaDonVi", "ChuHoSo", "NgayNopHoSo") if not told[name]]:
        raise Unreadable(f"Thiếu {', '.join(absent)}.")
    if not number:
        raise Unreadable("Thiếu MaHoSo.")
    try:
        filed_at = datetime.strptime(told["NgayNopHoSo"], "%Y%m%d%H%M%S").replace(tzinfo=clock.ZONE)
    except ValueError as wrong:
        raise Unreadable("NgayNopHoSo không phải là thời điểm.") from wrong
    return Filed(
        number, told["MaTTHC"], told["MaDonVi"], _people(body), told["TrichYeuHoSo"], filed_at, _papers(body)
    )


def _text(body: Mapping[str, Any], name: str) -> str:
    value = body.get(name)
    return " ".join(value.replace("\x00", "").split())[:500] if isinstance(value, str) else ""


def _people(body: Mapping[str, Any]) -> dict[str, Any]:
    number, is_body = _text(body, "SoGiayToChuHoSo"), _text(body, "LoaiDoiTuong") == BODY
    applicant = {"name": _text(body, "ChuHoSo")}
    if is_body:
        applicant |= {"kind": "ORGANISATION", "tax_code": number}
    else:
        applicant |= {"kind": "PERSON", "number": number, "birth": _birth(body)}
    contact = {
        "phone": _text(body, "SoDienThoai"),
        "email": _text(body, "Email"),
        "address": _text(body, "DiaChi"),
    }
    by = ReturnBy.POST if _text(body, "HinhThuc") == "1" else ReturnBy.COUNTER
    return {
        "whose": {"whose": "SELF"},
        "applicant": _said(applicant),
        "contact": _said(contact),
        "result": {"return_by": by.value},
    }


def _birth(body: Mapping[str, Any]) -> str:
    told = _text(body, "NgaySinh")
    if not told:
        return ""
    try:
        return datetime.strptime(told, "%Y%m%d").date().isoformat()  # noqa: DTZ007  a day, no moment
    except ValueError as wrong:
        raise Unreadable("NgaySinh không phải là ngày.") from wrong


def _papers(body: Mapping[str, Any]) -> list[FiledPaper]:
    rows = body.get("TaiLieuNop") or []
    if not isinstance(rows, list) or len(rows) > MOST_FILES or not all(isinstance(row, dict) for row in rows):
        raise Unreadable("TaiLieuNop không phải là danh sách tệp.")
    return [_paper(row) for row in rows if _text(row, "IsDeleted") != "True"]


def _paper(row: Mapping[str, Any]) -> FiledPaper:
    place, name, path = (_text(row, of) for of in ("MaThanhPhanHoSo", "TenTepDinhKem", "DuongDanTaiTepTin"))
    if not place.isdecimal() or not name or not path:
        raise Unreadable("TaiLieuNop có tệp thiếu mã thành phần, tên hoặc đường dẫn.")
    return FiledPaper(int(place), name, path)


def _said(told: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in told.items() if value}
