"""Two departments with clerks: one to which documents come, one that sends and receives."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from io import BytesIO
from uuid import uuid4

from lienthong.domain.correspondence import actions, queries
from lienthong.domain.correspondence.actions import Letter
from lienthong.domain.correspondence.queries import IncomingRow, SendingRow
from lienthong.domain.documents import actions as documents
from lienthong.domain.documents.models import Document
from lienthong.domain.documents.queries import Kind
from lienthong.spine.actor import Actor
from lienthong.spine.numbering import actions as numbering
from lienthong.spine.numbering.queries import BookKey
from lienthong.spine.pdf import OfficialPaper, Signature, typeset
from tests.domain.documents.attachments import attach
from tests.domain.documents.office import AGENCY, AT, OTHER, PIN, Office, office
from tests.spine.signatures import desk

TODAY = date(2021, 10, 15)


@cache
def paper() -> bytes:
    """A page of somebody else's."""
    sheet = OfficialPaper(
        agency="Sở Tư pháp",
        superior="",
        number="12/STP",
        place="Gia Lai",
        day=TODAY,
        abstract="góp ý dự thảo",
        body=[],
        signature=Signature("Giám đốc", "Ngô Ưởng"),
    )
    return typeset(sheet.template, sheet.data())


@dataclass(frozen=True)
class Room:
    """``snv`` is the office of Sở Nội vụ; ``stc`` the clerk of Sở Tài chính."""

    snv: Office

    @property
    def clerk(self) -> Actor:
        return self.snv.clerk

    @property
    def stc(self) -> Actor:
        return self.snv.stranger

    def file(self, by: Actor | None = None, name: str = "van-ban.pdf") -> int:
        content = BytesIO(paper())
        return actions.receive_file(content=content, name=name, by=by or self.clerk, at=AT).id

    def letter(self, **changes: object) -> Letter:
        given: dict[str, object] = {
            "sender": "Sở Tư pháp",
            "symbol": "12/STP-PBGDPL",
            "dated": date(2021, 10, 13),
            "kind": Kind.LETTER,
            "subject": "góp ý dự thảo quy chế phối hợp",
            "arrived_on": TODAY,
            "due": date(2021, 10, 22),
        }
        if "files" not in changes:
            given["files"] = (self.file(),)
        return Letter(**given | changes)  # type: ignore[arg-type]

    def registered(self, **changes: object) -> int:
        return actions.register(key=uuid4(), letter=self.letter(**changes), by=self.clerk, at=AT)

    def submitted(self, **changes: object) -> int:
        incoming = self.registered(**changes)
        actions.submit(incoming=incoming, to=self.snv.head.account, by=self.clerk, at=AT)
        return incoming

    def instructed(self, incoming: int = 0) -> int:
        incoming = incoming or self.submitted()
        actions.instruct(
            incoming=incoming,
            words="Phòng CCHC tham mưu trả lời.",
            lead=self.snv.division.account,
            supporting=[self.snv.deputy.account],
            due=date(2021, 10, 20),
            by=self.snv.head,
            at=AT,
        )
        return incoming

    def assigned(self, incoming: int = 0) -> int:
        incoming = self.instructed(incoming)
        actions.assign(incoming=incoming, to=self.snv.writer.account, by=self.snv.division, at=AT)
        return incoming

    def row(self, incoming: int) -> IncomingRow:
        return queries.get_incoming(incoming, by=self.clerk)

    def issue(self, document: int, at: datetime = AT) -> None:
        """Everybody does their part of a draft of the writer's."""
        snv, words = self.snv, {"why": "Trả lời.", "proposal": "Ký."}
        documents.submit(document=document, **words, to=snv.division.account, by=snv.writer, at=at)
        documents.initial(document=document, by=snv.division, at=at)
        read = documents.Read(document, 1)
        documents.sign(read=read, pin=PIN, helpers=desk.helpers(), by=snv.head, at=at)
        documents.issue(document=document, pin=PIN, helpers=desk.helpers(), by=snv.clerk, at=at)

    def plainly_issued(self, *, about: str = "", with_files: bool = False) -> int:
        """In the register without any signature, with a list and a table if wished: for what happens afterwards."""
        document = self.snv.drafted_about(about)
        if with_files:
            assert attach(self.snv, document) == []
        book, subject = BookKey(AGENCY, "documents CV"), f"document:{document}"
        number = numbering.issue(book=book, year=2021, subject=subject, by=self.clerk, at=AT)
        Document.objects.filter(pk=document).update(
            state="ISSUED", number=number.value, year=2021, dated=TODAY, entry=number.id
        )
        return document

    def sent(self) -> int:
        """An issued letter of Sở Nội vụ, sent to Sở Tài chính; the sending."""
        document = self.plainly_issued()
        actions.send(document=document, recipients=[OTHER], by=self.clerk, at=AT)
        (sending,) = queries.list_sendings(document)
        return sending.id

    def taken_in(self) -> tuple[int, int]:
        """A sending that the other clerk registered, and what it became there."""
        sending = self.sent()
        letter = Letter("Sở Nội vụ", "", TODAY, Kind.LETTER, "đôn đốc báo cáo", TODAY)
        return sending, actions.register_sent(sending=sending, letter=letter, by=self.stc, at=AT)

    def sending(self, sending: int) -> SendingRow:
        return queries.get_sending(sending, by=self.clerk)


def room(*, with_keys: bool = True) -> Room:
    return Room(office(with_keys=with_keys))
