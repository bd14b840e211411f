"""Files that go with documents, as people and others bring them."""

from functools import cache
from io import BytesIO

import pikepdf
from openpyxl import Workbook
from pikepdf import Dictionary, Name, String

from lienthong.domain.documents import actions, queries
from lienthong.domain.documents.queries import Attached
from lienthong.spine.pdf import typeset
from tests.domain.documents.office import AT, PIN, Office
from tests.spine.pdf.papers import letter, of
from tests.spine.signatures import desk

LIST, TABLE = "danh-sach.pdf", "bang tong hop.xlsx"


@cache
def pdf(words: str = "Danh sách cơ quan chậm báo cáo: xã Ia Dreh, xã Krông Năng.") -> bytes:
    given = letter(of(words), number="12/SNV-CCHC")
    return typeset(given.template, given.data())


@cache
def workbook() -> bytes:
    book, made = Workbook(), BytesIO()
    assert book.active is not None
    book.active.append(["Cơ quan", "Số ngày chậm"])
    book.save(made)
    return made.getvalue()


def with_a_script() -> bytes:
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf())) as paper:
        paper.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        paper.save(made)
    return made.getvalue()


def brought(name: str, content: bytes) -> actions.Brought:
    return actions.Brought(BytesIO(content), name)


def attach(office: Office, document: int, *files: actions.Brought) -> list[actions.Refused]:
    version = office.row(document).version
    given = files or (brought(LIST, pdf()), brought(TABLE, workbook()))
    return actions.attach(document=document, version=version, brought=given, by=office.writer, at=AT)


def attached(office: Office, document: int) -> tuple[Attached, ...]:
    return queries.get_version(document, office.row(document).version).content.attachments


def to_sign(office: Office) -> int:
    """With a list and a table, before who signs."""
    document = office.drafted()
    assert attach(office, document) == []
    words = {"why": "5 cơ quan chậm báo cáo.", "proposal": "Ký ban hành."}
    actions.submit(document=document, **words, to=office.division.account, by=office.writer, at=AT)
    actions.initial(document=document, by=office.division, at=AT)
    return document


def sign(office: Office, document: int) -> None:
    read = actions.Read(document, office.row(document).version)
    actions.sign(read=read, pin=PIN, helpers=desk.helpers(), by=office.head, at=AT)


def signed(office: Office) -> int:
    document = to_sign(office)
    sign(office, document)
    return document
