"""A system of an invented ministry, used for one procedure of the city's one-stop, and who enters cases there."""

from datetime import date, datetime
from typing import Any

from lienthong.domain.cases import queries as cases
from lienthong.domain.ministries import actions, queries
from lienthong.domain.ministries.exchange import read_fields, read_statuses
from lienthong.domain.ministries.permissions import Permission
from lienthong.domain.ministries.queries import Line, SystemRow
from lienthong.domain.parties.permissions import Permission as Parties
from lienthong.spine.actor import Actor
from lienthong.spine.clock.rules import ZONE
from tests.domain.cases.running import (
    BEGUN,
    CITY,
    COUNTER,
    HEAD,
    OTHER,
    hour,
    intake,
    procedure,
    province,
    someone,
)
from tests.domain.cases.running import received as _received

KEEPER = someone("keeper", "GL-VPUBND", Permission.KEEP)
ENTERS = {Permission.ENTER, Parties.READ}
OFFICER = someone("typist", CITY, *COUNTER, *ENTERS)
BOSS = someone("chief-typist", CITY, *HEAD, *ENTERS, Permission.SETTLE)
STRANGER = someone("far-typist", OTHER, *COUNTER, *ENTERS, Permission.SETTLE)
MASKED = someone("masked", CITY, *COUNTER, Permission.ENTER)
SINCE = date(2021, 10, 1)
AT = datetime(2021, 10, 1, 8, tzinfo=ZONE)
CODE = "HOTICH"
FIELDS = (
    "Họ tên = name, upper\nNgày sinh = birth, day\nSố giấy tờ = number, digits\nĐiện thoại = phone\n"
    "Số hồ sơ = case_number\nNgày nhận = received_on, iso\nQuyển số = nothing"
)
STATUSES = "Chờ duyệt = OPEN\nĐã đăng ký = DONE\nTừ chối = REFUSED"
COLUMNS = {"number": "Số đăng ký", "case": "Số hồ sơ", "status": "Trạng thái", "at": "Cập nhật"}


def described(code: str = CODE, **more: Any) -> actions.Described:
    told: dict[str, Any] = {
        "since": SINCE,
        "name": "Phần mềm hộ tịch",
        "ministry": "Bộ Tư pháp",
        "address": "https://ho-tich.example/dang-nhap",
        "pattern": "HT9999-#",
        "fields": read_fields(FIELDS),
        "columns": COLUMNS,
        "statuses": read_statuses(STATUSES),
        "basis": "Công văn 12/BTP",
    }
    return actions.Described(code=code, **(told | more))


def a_use(version: int, code: str = CODE) -> int:
    """The system in the register, used for the procedure of a version from 01/10/2021 on."""
    actions.describe(told=described(code), is_new=True, by=KEEPER, at=AT)
    row = cases.get_case(_received(version), by=OFFICER, now=BEGUN)
    return actions.use_for(
        system=code, procedure=row.procedure, since=SINCE, basis="Công văn 12/BTP", by=KEEPER, at=AT
    )


def describe_used(procedure: str, *, on: date, at: datetime) -> None:
    actions.describe(told=described(since=on), is_new=True, by=KEEPER, at=at)
    actions.use_for(system=CODE, procedure=procedure, since=on, basis="Công văn 12/BTP", by=KEEPER, at=at)


def used() -> int:
    """The version of a procedure whose cases must be entered; one of them waits already."""
    province()
    version = procedure()
    a_use(version)
    return version


def received(version: int, at: datetime = BEGUN, **more: Any) -> int:
    """A case, looked for and found."""
    case = _received(version, at, **more)
    actions.look(by=KEEPER, at=at)
    return case


def entered(version: int, number: str, at: datetime = BEGUN, by: Actor = OFFICER) -> int:
    case = received(version, at)
    actions.enter(case=case, system=CODE, number=number, by=by, at=at)
    return case


def need(case: int, by: Actor = OFFICER) -> queries.Need:
    (found,) = queries.list_needs(cases.get_case(case, by=by, now=BEGUN), BEGUN.date())
    return found


def number_of(case: int) -> str:
    return cases.get_case(case, by=OFFICER, now=BEGUN).number


def system() -> SystemRow:
    return queries.get_system(CODE, BEGUN.date())


def line(
    number: str, ours: str = "", status: str = "Chờ duyệt", at: str = "15/10 10:00", row: int = 2
) -> Line:
    return Line(row, number, ours.upper(), status, queries.Standing(system().statuses[status]), hour(at))


def take_in(
    *lines: Line,
    at: datetime | None = None,
    digest: str = "1",
    days: tuple[date, date] | None = None,
    **more: Any,
) -> actions.Taken:
    return actions.take_in(
        system=CODE,
        lines=lines,
        source=actions.Source("ho-tich.csv", digest, days),
        by=more.pop("by", OFFICER),
        at=at or hour("15/10 16:00"),
        **more,
    )


def differences(*, settled: bool = False, agency: str = CITY) -> list[queries.DifferenceRow]:
    return queries.list_differences(CODE, agency, settled=settled)


__all__ = ["BEGUN", "hour", "intake"]
