"""A department with its head, a deputy with a mandate, a head of division, a specialist and a clerk, and their keys."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import uuid4

from django.test import Client

from lienthong.connectors.trust.fake import FakeAuthority
from lienthong.domain.accounts import actions as accounts
from lienthong.domain.accounts.queries import get_user
from lienthong.domain.documents import actions, queries
from lienthong.domain.documents.actions.common import content_of
from lienthong.domain.documents.queries import Content, DocumentRow, Kind
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.queries import Kind as AgencyKind
from lienthong.domain.organisations.queries import Level, SigningForm, build_actor
from lienthong.spine.actor import Actor
from lienthong.spine.clock.rules import ZONE
from lienthong.spine.signatures import actions as keys
from lienthong.spine.signatures import holders
from tests.factories.people import PASSWORD, signed_in
from tests.spine.signatures import desk

LOADED = datetime(2021, 1, 4, 2, tzinfo=UTC)
AT = datetime(2021, 10, 15, 9, tzinfo=ZONE)
START = date(2021, 1, 1)
AGENCY, OTHER = "GL-SNV", "GL-STC"
PIN = "135790"
FOUNDER = Actor(account="founder", name="Ngô Ưởng", agency="GL", origin="test")


@dataclass(frozen=True)
class Office:
    """Everybody in their own hat; ``stranger`` is the clerk of another department."""

    writer: Actor
    division: Actor
    head: Actor
    deputy: Actor
    clerk: Actor
    stranger: Actor

    def letter(self, **changes: object) -> Content:
        given = Content(
            kind=Kind.LETTER,
            subject="đôn đốc báo cáo cải cách hành chính quý III",
            body="Sở Nội vụ đề nghị các cơ quan báo cáo.\nBáo cáo gửi trước ngày 22 tháng 10 năm 2021.",
            recipients="- Như trên;\n- Lưu: VT, CCHC.",
            signer=self.head.account,
            unit="cchc",
            addressees="Các sở, ban, ngành tỉnh",
        )
        return replace(given, **changes)  # type: ignore[arg-type]

    def drafted(self, **changes: object) -> int:
        return self.drafted_about("", **changes)

    def drafted_about(self, about: str, **changes: object) -> int:
        draft = actions.Draft(uuid4(), self.letter(**changes), about)
        return actions.draft(draft=draft, by=self.writer, at=AT)

    def to_initial(self, **changes: object) -> int:
        document = self.drafted(**changes)
        words = {"why": "5 cơ quan chậm báo cáo.", "proposal": "Ký ban hành."}
        actions.submit(document=document, **words, to=self.division.account, by=self.writer, at=AT)
        return document

    def to_sign(self, **changes: object) -> int:
        document = self.to_initial(**changes)
        actions.initial(document=document, by=self.division, at=AT)
        return document

    def signed(self, **changes: object) -> int:
        document = self.to_sign(**changes)
        by = self.deputy if changes.get("signer") == self.deputy.account else self.head
        actions.sign(read=actions.Read(document, 1), pin=PIN, helpers=desk.helpers(), by=by, at=AT)
        return document

    def issued(self, **changes: object) -> int:
        document = self.signed(**changes)
        actions.issue(document=document, pin=PIN, helpers=desk.helpers(), by=self.clerk, at=AT)
        return document

    def row(self, document: int) -> DocumentRow:
        return queries.get_document(document, by=self.clerk)

    def paper(self, document: int) -> bytes:
        return content_of(self.row(document).file)


def office(*, with_keys: bool = True) -> Office:
    for code, name, kind, parent in (
        ("GL", "Ủy ban nhân dân tỉnh Gia Lai", AgencyKind.PROVINCE, ""),
        (AGENCY, "Sở Nội vụ", AgencyKind.DEPARTMENT, "GL"),
        (OTHER, "Sở Tài chính", AgencyKind.DEPARTMENT, "GL"),
    ):
        organisations.create_agency(
            code=code,
            name=name,
            short_name=name.replace("Ủy ban nhân dân", "UBND"),
            kind=kind,
            level=Level.PROVINCE,
            parent=parent,
            on=START,
            by=FOUNDER,
            at=LOADED,
        )
    made = Office(
        writer=_person("writer", "Đỗ Minh Khôi", "Chuyên viên", "specialist"),
        division=_person("division", "Phạm Thu Trang", "Trưởng phòng CCHC", "division_head"),
        head=_person("head", "Siu H’Đoan", "Giám đốc Sở", "agency_leader"),
        deputy=_person("deputy", "Nguyễn Hữu Thọ", "Phó Giám đốc Sở", "agency_leader"),
        clerk=_person("clerk", "Hồ Thị Lan", "Văn thư", "document_clerk"),
        stranger=_person("stranger", "Rah Lan Hới", "Văn thư", "document_clerk", OTHER),
    )
    if with_keys:
        for person in (made.head, made.deputy):
            give_key(holders.account(person.account), person.name)
        give_key(holders.agency(AGENCY), "Sở Nội vụ")
    return made


def _person(username: str, name: str, title: str, role: str, agency: str = AGENCY) -> Actor:
    account = accounts.open_account(username=f"{username}.snv", full_name=name, by=FOUNDER, at=LOADED)
    organisations.assign(
        account=account, agency=agency, title=title, role=role, on=START, by=FOUNDER, at=LOADED
    )
    return build_actor(account, name, "test", AT)


def mandate(person: Actor, form: SigningForm = SigningForm.KT, limits: tuple[str, ...] = ()) -> str:
    return organisations.grant_signing(
        account=person.account,
        agency=AGENCY,
        form=form,
        basis="QĐ 15/QĐ-SNV",
        on=START,
        until=date(2022, 1, 1),
        limits=limits,
        by=FOUNDER,
        at=LOADED,
    )


def give_key(holder: holders.Holder, name: str, authority: FakeAuthority | None = None) -> None:
    one = authority or desk.authority()
    issued = one.issue(name)
    enrolment = keys.Enrolment(issued.der, (one.issuing.der,), key=issued.key_der, pin=PIN)
    keys.enrol(holder=holder, enrolment=enrolment, trust=one.trust(), agency=AGENCY, by=FOUNDER, at=LOADED)


def browser(person: Actor) -> Client:
    """In which somebody of the office has signed in."""
    account = get_user(person.account)
    account.set_password(PASSWORD)
    account.save()
    return signed_in(account)
