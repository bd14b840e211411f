"""How satisfied people were in a month, in the portal's words (DongBoDanhGia)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from lienthong.connectors.national_portal import messages as its
from lienthong.domain.organisations.queries import Scheme, get_names, list_official_codes
from lienthong.domain.surveys.queries import MonthTally, list_month


def ratings_of(month: date, offered: Collection[str]) -> list[dict[str, str]]:
    """Of procedures that the portal lists, of agencies that bear a code of the State when the month ends."""
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    rows = [row for row in list_month(month) if row.procedure in offered]
    agencies = sorted({row.agency for row in rows})
    names, codes = get_names(set(agencies), last), _codes(agencies, last)
    return [
        rating_of(row, month, codes[row.agency], names.get(row.agency, ""))
        for row in rows
        if row.agency in codes
    ]


def _codes(agencies: Sequence[str], day: date) -> Mapping[str, str]:
    found = list_official_codes(agencies, day)
    return {
        agency: row.code for agency, rows in found.items() for row in rows if row.scheme == Scheme.QCVN102
    }


def rating_of(row: MonthTally, month: date, code: str, name: str) -> dict[str, str]:
    """Five levels become three: so-so and below are “chưa hài lòng”. The shares come to 100."""
    very, quite = (round(100 * row.by_level[level] / row.count) for level in (4, 3))
    quite = min(quite, 100 - very)
    told = {
        "NgayTongHop": f"{month:%m-%Y}",
        "TongSoNguoiDanhGia": str(row.count),
        "PhanTramDanhGiaRatHaiLong": str(very),
        "PhanTramDanhGiaHaiLong": str(quite),
        "PhanTramDanhGiaChuaHaiLong": str(100 - very - quite),
        "MaThuTuc": row.procedure,
        "NoiDung": "",
        "Madonvi": code,
        "TenDonVi": name,
    }
    return {field: told[field] for field in its.RATING}
