"""The people of the demonstration: invented, one for each role and a second platform administrator who approves
what the first proposes, all with one password that production refuses.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lienthong.domain.accounts import actions as account_actions
from lienthong.domain.accounts import queries as accounts
from lienthong.domain.organisations import actions as organisation_actions
from lienthong.spine.actor import Actor

PASSWORD = "gia-lai-2021-demo"  # noqa: S105 - a demonstration's


@dataclass(frozen=True, slots=True)
class Person:
    """``role`` is a name of ``config.roles``; ``agency`` empty for who has no position."""

    role: str
    username: str
    full_name: str
    agency: str = ""
    title: str = ""
    kind: str = "OFFICIAL"


PEOPLE = (
    Person("citizen", "ksor.hbuh", "Ksor H’Bŭh", kind="CITIZEN"),
    Person("business", "caosuchupah", "Hợp tác xã Cao su Chư Păh Thử nghiệm", kind="BUSINESS"),
    Person("post_staff", "nguyenvanbinh.bd", "Nguyễn Văn Bính", "GL-BUUDIEN", "Giao dịch viên", kind="POST"),
    Person("one_stop_officer", "rocham.yen", "Rơ Châm Yên", "GL-622", "Công chức Một cửa"),
    Person("specialist", "tranquocbao.skhcn", "Trần Quốc Bảo", "GL-SKHCN", "Chuyên viên"),
    Person(
        "division_head", "phamthutrang.snv", "Phạm Thu Trang", "GL-SNV", "Trưởng phòng Cải cách hành chính"
    ),
    Person("agency_leader", "siuhdoan", "Siu H’Đoan", "GL-SNV", "Giám đốc Sở"),
    Person("document_clerk", "levanthu.snv", "Lê Thị Vân Thư", "GL-SNV", "Văn thư"),
    Person("reporter", "dinhhmuk.kbang", "Đinh Hmưk", "GL-625", "Cán bộ tổng hợp"),
    Person("plan_monitor", "hoangminhanh.snv", "Hoàng Minh Ánh", "GL-SNV", "Chuyên viên theo dõi kế hoạch"),
    Person("assessor", "vothanhtam.snv", "Võ Thanh Tâm", "GL-SNV", "Thành viên tổ thẩm định"),
    Person("operator_1022", "lythuha.stttt", "Lý Thu Hà", "GL-STTTT", "Trực tổng đài 1022"),
    Person("auditor", "dovanan.ttt", "Đỗ Văn Ân", "GL-TTT", "Thanh tra viên"),
    Person("agency_administrator", "buithiloan.snv", "Bùi Thị Loan", "GL-SNV", "Quản trị của Sở"),
    Person("platform_administrator", "quantri", "Ngô Ưởng", "GL-VPUBND", "Quản trị nền tảng"),
    Person("platform_administrator", "rahlanngoi", "Rah Lan Ngơi", "GL-VPUBND", "Quản trị nền tảng"),
)


def load_people(*, by: Actor, at: datetime) -> None:
    """Opens the accounts that are not open yet, with their positions. Running twice changes nothing."""
    for person in PEOPLE:
        if accounts.find_account(person.username) is None:
            _open(person, by=by, at=at)


def sign_ins() -> str:
    """A line for each person: ``sign-in ROLE USER PASSWORD``."""
    return "".join(f"sign-in {person.role} {person.username} {PASSWORD}\n" for person in PEOPLE)


@transaction.atomic
def _open(person: Person, *, by: Actor, at: datetime) -> None:
    account = account_actions.open_account(
        username=person.username, full_name=person.full_name, kind=person.kind, by=by, at=at
    )
    token = accounts.link_token(account, accounts.INVITATION)
    account_actions.set_password_by_link(token=token, password=PASSWORD, by=by, at=at)
    if person.agency:
        organisation_actions.assign(
            account=account,
            agency=person.agency,
            title=person.title,
            role=person.role,
            on=at.date(),
            by=by,
            at=at,
        )
