"""What goes over the line, by the names of the national portal."""

from dataclasses import dataclass
from typing import Any, Final

from lienthong.connectors.address import read_address

LOGIN: Final = "mapi/login"
CALL: Final = "mapi/g"
FILE: Final = "mapi/file"
TELL, PROGRESS, LOOK_UP = "DongBoHoSoMC", "CapNhatTienDoHoSoMC", "TraCuuHoSo"
PROCEDURE, PROCEDURES = "LayThuTuc", "LayDanhSachTTHC"
RATINGS, QUESTIONS = "DongBoDanhGia", "LayDanhSachHoiDapGuiTuDVCQG"
REPLY: Final = "DongBoTraLoiHoiDap"
"""By analogy: known code reads questions and never shows how an answer goes back."""
FILINGS, ANSWER, HELD = "LayDanhSachHoSoNop", "XacNhanHoSoNop", "LayDanhSachHoSo"
"""The last three by analogy: no public code shows how a province fetches what was filed at the national portal."""
TAKEN, NOT_TAKEN = "done", "fail"
"""Answers to a filing, as the document axis has them: what is not answered is handed over again."""
DONE: Final = frozenset({"0", "00"})
SESSION_OVER: Final = frozenset({"-1", "01", "401"})
"""Codes after which a new session is worth a try."""

DOSSIER: Final = (
    "MaHoSo", "MaTTHC", "TenTTHC", "MaLinhVuc", "TenLinhVuc", "SoBienNhan", "KenhThucHien", "ChuHoSo", "LoaiDoiTuong",
    "MaDoiTuong", "SoGiayToChuHoSo", "DinhDanhCHS", "ThongTinKhac", "Email", "Fax", "SoDienThoai", "TrichYeuHoSo",
    "NgayNopHoSo", "NgayTiepNhan", "NgayHenTra", "TrangThaiHoSo", "NgayTra", "ThongTinTra", "HinhThuc",
    "NgayKetThucXuLy", "NgayTuChoi", "NoiNopHoSo", "DonViXuLy", "GhiChu", "HoSoCoThanhPhanSoHoa",
    "TaiKhoanDuocXacThucVoiVNeID", "DuocThanhToanTrucTuyen", "DSKetNoiCSDL", "TaiLieuNop", "DanhSachLePhi",
    "DanhSachTepDinhKemKhac", "DanhSachHoSoBoSung", "DanhSachGiayToKetQua",
)  # fmt: skip
"""Fields of an item of DongBoHoSoMC; those that are lists hold items of ``PARTS``."""
PARTS: Final[dict[str, tuple[str, ...]]] = {
    "DinhDanhCHS": ("LoaiDinhDanh", "SoDinhDanh"),
    "DSKetNoiCSDL": ("MaCSDL",),
    "TaiLieuNop": (
        "TepDinhKemId", "TenTepDinhKem", "IsDeleted", "MaThanhPhanHoSo", "DuongDanTaiTepTin", "DuocSoHoa",
        "DuocTaiSuDung", "DuocLayTuKhoDMQG", "MaKetQuaThayThe",
    ),
    "DanhSachLePhi": ("TenPhiLePhi", "MaPhiLePhi", "HinhThucThu", "Gia", "LoaiPhiLePhi"),
    "DanhSachTepDinhKemKhac": ("TenGiayTo", "SoLuong", "LoaiGiayTo"),
    "DanhSachHoSoBoSung": (
        "HoSoBoSungId", "NguoiYeuCauBoSung", "NoiDungBoSung", "NgayBoSung", "NguoiTiepNhanBoSung",
        "ThongTinTiepNhan", "NgayTiepNhanBoSung", "TrangThaiBoSung", "DanhSachGiayToBoSung",
        "DanhSachLePhiBoSung", "NgayHenTraTruoc", "NgayHenTraMoi",
    ),
    "DanhSachGiayToBoSung": ("TenGiayTo", "SoLuong", "LoaiGiayTo"),
    "DanhSachLePhiBoSung": ("TenPhiLePhi", "MaPhiLePhi", "HinhThucThu", "Gia", "LoaiPhiLePhi"),
    "DanhSachGiayToKetQua": (
        "TenGiayTo", "MaThanhPhanHoSo", "GiayToId", "DuongDanTepTinKetQua", "MaGiayToKetQua",
    ),
}  # fmt: skip
STEP: Final = (
    "MaHoSo", "NguoiXuLy", "ChucDanh", "ThoiDiemXuLy", "PhongBanXuLy", "NoiDungXuLy", "TrangThai", "NgayBatDau",
    "NgayKetThucTheoQuyDinh",
)  # fmt: skip
"""Fields of an item of CapNhatTienDoHoSoMC."""
RATING: Final = (
    "NgayTongHop", "TongSoNguoiDanhGia", "PhanTramDanhGiaRatHaiLong", "PhanTramDanhGiaHaiLong",
    "PhanTramDanhGiaChuaHaiLong", "MaThuTuc", "NoiDung", "Madonvi", "TenDonVi",
)  # fmt: skip
REPLIED: Final = ("HOIDAPID", "MADONVI", "TRALOIID", "NOIDUNGTRALOI")
QUESTION: Final = ("HOIDAPID", "MALINHVUC", "NOIDUNG", "MADONVI", "TRALOIID", "NOIDUNGTRALOI")


@dataclass(frozen=True, slots=True)
class Access:
    """``unit`` (madonvi) is who reports, ``target`` (dstcode) the portal as the exchange knows it."""

    address: str
    username: str
    password: str
    unit: str
    target: str


@dataclass(frozen=True, slots=True)
class Offered:
    """A procedure that the portal lists."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class HeldThere:
    """A case as the portal lists it; ``received`` as it writes times (yyyyMMddHHmmss)."""

    number: str
    procedure: str
    agency: str
    status: str
    received: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a citizen at the portal; ``answer`` "" while it has none."""

    id: str
    field: str
    words: str
    agency: str
    answer: str


def read_access(url: str) -> Access:
    """From ``https://user:password@host/path?madonvi=000.00.00.H21&dstcode=...``."""
    told = read_address(url)
    return Access(
        told.place, told.user, told.secret, told.words.get("madonvi", ""), told.words.get("dstcode", "")
    )


def text(row: dict[str, Any], name: str, most: int) -> str:
    """A field as text of a bounded length; "" for none."""
    value = row.get(name)
    return "" if value is None or isinstance(value, dict | list) else str(value).replace("\x00", "")[:most]
