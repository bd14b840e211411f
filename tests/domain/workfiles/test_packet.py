"""A whole work file to take away: every paper in its order, the inventory, the fields of Appendix VI."""

import zipfile
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from defusedxml.ElementTree import fromstring

from lienthong.domain.copies import actions as copies
from lienthong.domain.copies.queries import Kind, Medium
from lienthong.domain.workfiles import actions
from lienthong.domain.workfiles.errors import PaperThere, PaperUnfit
from lienthong.domain.workfiles.exchange import write_packet
from lienthong.spine.actor import Actor
from tests.domain.workfiles.cabinet import AT, Cabinet
from tests.spine.signatures import desk


def packet(snv: Cabinet, workfile: int, by: Actor) -> zipfile.ZipFile:
    content = write_packet(snv.row(workfile), snv.papers(workfile), by=by, day=AT.date())
    return zipfile.ZipFile(BytesIO(content))


def filled(snv: Cabinet) -> int:
    workfile, document, incoming = snv.opened(), snv.room.plainly_issued(), snv.room.assigned()
    actions.put_incoming(workfile=workfile, incoming=incoming, note="bản gốc", by=snv.writer, at=AT)
    actions.put_document(workfile=workfile, document=document, by=snv.writer, at=AT)
    return workfile


def test_the_packet_has_every_paper_and_every_field(snv: Cabinet) -> None:
    taken = packet(snv, filled(snv), snv.writer)
    assert taken.namelist() == [
        "van-ban/001-01.pdf",
        "van-ban/002-01.pdf",
        "muc-luc-van-ban.pdf",
        "ho-so.xml",
    ]
    told = fromstring(taken.read("ho-so.xml"))
    assert [told.findtext(f"FileCode/{name}") for name in ("OrganId", "FileCatalog", "FileNotation")] == [
        "GL-SNV",
        "2021",
        "09.CCHC",
    ]
    assert (told.findtext("Maintenance"), told.findtext("DocTotal")) == ("5 năm", "2")
    came, issued = told.findall("Documents/Document")
    assert [came.findtext(name) for name in ("DocOrdinal", "TypeName", "CodeNumber", "CodeNotation")] == [
        "1",
        "Công văn",
        "12",
        "STP-PBGDPL",
    ]
    assert (came.findtext("ArrivalNumber"), came.findtext("DueDate")) == ("01/2021", "20/10/2021")
    assert "Phòng CCHC tham mưu trả lời." in (came.findtext("TraceHeaderList") or "")
    assert issued.findtext("SignerInfo/FullName") == "Siu H’Đoan"
    for one in (came, issued):
        attached = one.find("Attachment")
        assert attached is not None
        assert sha256(taken.read(attached.attrib["name"])).hexdigest() == attached.attrib["sha256"]


def test_what_goes_with_a_document_lies_beside_it(snv: Cabinet) -> None:
    workfile, document = snv.opened(), snv.room.plainly_issued(with_files=True)
    actions.put_document(workfile=workfile, document=document, by=snv.writer, at=AT)
    taken = packet(snv, workfile, snv.writer)
    assert taken.namelist()[:3] == ["van-ban/001-01.pdf", "van-ban/001-02.pdf", "van-ban/001-03.xlsx"]
    (one,) = fromstring(taken.read("ho-so.xml")).findall("Documents/Document")
    digests = {found.attrib["name"]: found.attrib["sha256"] for found in one.findall("Attachment")}
    assert digests == {name: sha256(taken.read(name)).hexdigest() for name in taken.namelist()[:3]}


def test_what_somebody_may_not_open_is_named_without_its_content(snv: Cabinet) -> None:
    """The head of a division sees the files of the unit, not every incoming document in them."""
    workfile = snv.opened()
    incoming = snv.room.registered()
    actions.put_incoming(workfile=workfile, incoming=incoming, by=snv.clerk, at=AT)
    taken = packet(snv, workfile, snv.division)
    assert taken.namelist() == ["muc-luc-van-ban.pdf", "ho-so.xml"]
    assert b"<Subject>" in taken.read("ho-so.xml")


def test_a_copy_lies_in_a_file_once_it_is_made(snv: Cabinet) -> None:
    workfile, words = snv.opened(), dict[str, Any](by=snv.writer, at=AT)
    wanted = copies.Wanted(
        key=uuid4(),
        kind=Kind.TRUE,
        medium=Medium.PAPER,
        purpose="Lưu cùng hồ sơ.",
        recipients="Lưu: VT.",
        signer=snv.head.account,
        document=snv.room.plainly_issued(),
    )
    copy = copies.ask(wanted=wanted, **words)
    with pytest.raises(PaperUnfit):
        actions.put_copy(workfile=workfile, copy=copy, **words)
    copies.order(copy=copy, by=snv.head, at=AT)
    copies.issue(copy=copy, pin="", helpers=desk.helpers(), by=snv.clerk, at=AT)
    actions.put_copy(workfile=workfile, copy=copy, **words)
    with pytest.raises(PaperThere):
        actions.put_copy(workfile=workfile, copy=copy, **words)
    taken = packet(snv, workfile, snv.writer)
    assert taken.read("van-ban/001-01.pdf").startswith(b"%PDF-")
    told = fromstring(taken.read("ho-so.xml"))
    fields = [
        told.findtext(f"Documents/Document/{name}") for name in ("TypeName", "CodeNumber", "CodeNotation")
    ]
    assert fields == ["Bản sao y", "01", "SY-SNV"]
