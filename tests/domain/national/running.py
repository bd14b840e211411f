"""A national portal beside the city's one-stop: cases played through while it listens, and things filed there."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from lienthong.connectors.national_portal import fake
from lienthong.connectors.national_portal.messages import DOSSIER
from lienthong.connectors.national_portal.shelf import Dossier, Memory
from lienthong.domain.cases import actions as cases
from lienthong.domain.national import jobs
from lienthong.domain.national import models as m
from lienthong.domain.national.permissions import Permission
from lienthong.domain.organisations.actions import set_official_code
from lienthong.domain.organisations.queries import Scheme
from lienthong.domain.procedures.queries import get_handling
from lienthong.spine.actor import Actor, Grant
from lienthong.spine.clock.rules import ZONE
from tests.domain.cases.running import (
    BEGUN,
    CHIEF,
    CITY,
    CLERK,
    LOADED,
    OFFICER,
    hour,
    procedure,
    province,
    received,
    someone,
)

OFFICIAL = "000.00.31.H21"
KEEPER = Actor(
    account="keeper", name="Người giữ", agency="GL", grants=(Grant(Permission.KEEP),), origin="test"
)
OF_CITY = someone("city-keeper", CITY, Permission.KEEP)
OPENED = datetime(2021, 10, 15, 8, tzinfo=ZONE)
"""When the line was opened: before anything was received."""


@contextmanager
def listening(settings: Any) -> Iterator[fake.FakePortal]:
    portal = fake.FakePortal(Memory())
    with fake.running(portal) as url:
        settings.LIENTHONG_NATIONAL_PORTAL_URL = url
        yield portal


def city() -> int:
    """A version of the plain procedure, with the city's code of the State."""
    province()
    set_official_code(
        code=CITY, scheme=Scheme.QCVN102, official_code=OFFICIAL, on=date(2015, 1, 1), by=CLERK, at=LOADED
    )
    return procedure()


def offered(portal: fake.FakePortal, *versions: int) -> None:
    """The portal lists these, and the line is open."""
    for version in versions:
        row = get_handling(version)
        portal.procedures[row.code] = row.name
    jobs.run(OPENED)


def a_minute(at: datetime = BEGUN) -> None:
    jobs.run(at)


def again() -> None:
    """As when every pause has gone by."""
    m.Line.objects.update(again_at=None)


def line_of(case: int) -> m.Line:
    return m.Line.objects.get(case=case)


def there(portal: fake.FakePortal, case: int) -> Dossier:
    found = portal.shelf.find(line_of(case).number)
    assert found is not None, "the portal does not hold it"
    return found


def statuses(portal: fake.FakePortal, case: int) -> list[str]:
    """Of each step, in the order in which the portal heard of it."""
    return [step["TrangThai"] for step in there(portal, case).steps]


def played(version: int, at: datetime = BEGUN) -> int:
    """Received, handed over, put to sign, signed, brought, given: hour by hour."""
    case, hours = received(version, at), [at + timedelta(hours=h) for h in range(6)]
    cases.hand_over(case=case, by=CLERK, at=hours[1])
    cases.put_to_sign(case=case, by=OFFICER, at=hours[2])
    cases.sign_off(case=case, by=CHIEF, at=hours[3])
    cases.bring(case=case, by=CLERK, at=hours[4])
    cases.give(case=case, by=CLERK, at=hours[5])
    return case


def a_filing(version: int, number: str = "G22.99-211015-0001", **more: Any) -> dict[str, Any]:
    """As the portal hands it over: for the city, with two papers."""
    paper = {"IsDeleted": "False", "TepDinhKemId": "1"}
    told = {
        "MaHoSo": number,
        "MaTTHC": get_handling(version).code,
        "MaDonVi": OFFICIAL,
        "ChuHoSo": "Siu H’Lan",
        "LoaiDoiTuong": "1",
        "SoGiayToChuHoSo": "064190012345",
        "NgaySinh": "19900101",
        "SoDienThoai": "0905123456",
        "Email": "",
        "DiaChi": "12 Hùng Vương, Pleiku",
        "TrichYeuHoSo": "Xây nhà hai tầng",
        "NgayNopHoSo": "20211014200000",
        "HinhThuc": "0",
        "TaiLieuNop": [
            paper | {"TenTepDinhKem": "don.pdf", "MaThanhPhanHoSo": "1", "DuongDanTaiTepTin": "/tep/1"},
            paper | {"TenTepDinhKem": "ban-ve.pdf", "MaThanhPhanHoSo": "2", "DuongDanTaiTepTin": "/tep/2"},
        ],
    }
    return told | more


__all__ = [
    "BEGUN",
    "CHIEF",
    "CITY",
    "CLERK",
    "DOSSIER",
    "KEEPER",
    "OFFICER",
    "OF_CITY",
    "a_filing",
    "a_minute",
    "again",
    "city",
    "hour",
    "line_of",
    "listening",
    "offered",
    "played",
    "received",
    "statuses",
    "there",
]
