"""A whole work file to take away (Decree 30/2020/NĐ-CP, Appendix VI, III.4.g): its papers in their order, the
inventory, and an XML of the fields that part II of the appendix names.
"""

import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from lienthong.domain.copies.errors import CopyNotFound
from lienthong.domain.copies.queries import CopyRow, get_copy
from lienthong.domain.correspondence.errors import IncomingNotFound
from lienthong.domain.correspondence.queries import IncomingRow, get_incoming
from lienthong.domain.correspondence.queries import Verb as IncomingVerb
from lienthong.domain.correspondence.queries import list_happenings as list_incoming_happenings
from lienthong.domain.documents.errors import DocumentNotFound
from lienthong.domain.documents.queries import URGENCIES, DocumentRow, get_document
from lienthong.domain.organisations.queries import list_official_codes
from lienthong.domain.workfiles.errors import PacketTooLarge
from lienthong.domain.workfiles.exchange.papers import print_papers
from lienthong.domain.workfiles.queries import PaperRow, WorkfileRow
from lienthong.spine.actor import Actor
from lienthong.spine.files.queries import FileRow, get_files, open_content

MOST_BYTES: Final = 100_000_000
_LANGUAGE: Final = "Tiếng Việt"
type Source = DocumentRow | IncomingRow | CopyRow | None


def write_packet(row: WorkfileRow, papers: Sequence[PaperRow], *, by: Actor, day: date) -> bytes:
    """As ZIP. A paper that this person may not open is named in it, without its content.

    Raises PacketTooLarge, PaperTooLarge, PaperTookTooLong.
    """
    sources = [_source(paper, by) for paper in papers]
    stored = get_files({file for source in sources for file in _files(source)})
    if sum(file.size for file in stored.values()) > MOST_BYTES:
        raise PacketTooLarge
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packet:
        named = [
            _put(packet, place, [stored[file] for file in _files(source) if file in stored])
            for place, source in enumerate(sources, 1)
        ]
        packet.writestr("muc-luc-van-ban.pdf", print_papers(row, papers, day))
        packet.writestr("ho-so.xml", _xml(row, list(zip(papers, sources, named, strict=True)), day))
    return made.getvalue()


def _source(paper: PaperRow, by: Actor) -> Source:
    try:
        if paper.copy:
            return get_copy(paper.copy, by=by)
        if paper.document:
            return get_document(paper.document, by=by)
        return get_incoming(paper.incoming or 0, by=by)
    except (DocumentNotFound, IncomingNotFound, CopyNotFound):
        return None


def _files(source: Source) -> Sequence[int]:
    if isinstance(source, CopyRow):
        return (source.file,) if source.file else ()
    return source.files if source else ()


def _put(packet: zipfile.ZipFile, place: int, files: Sequence[FileRow]) -> list[tuple[str, str]]:
    """The names in the packet, with the digest of each."""
    named = []
    for number, file in enumerate(files, 1):
        ending = file.name.rpartition(".")[2].lower() if "." in file.name else "pdf"
        name = f"van-ban/{place:03}-{number:02}.{ending}"
        with open_content(file) as content:
            packet.writestr(name, content.read())
        named.append((name, file.digest))
    return named


def _xml(
    row: WorkfileRow, papers: Sequence[tuple[PaperRow, Source, list[tuple[str, str]]]], day: date
) -> bytes:
    codes = list_official_codes([row.agency], day)[row.agency]
    organ = codes[0].code if codes else row.agency
    root = Element("File")
    _code(root, row, organ)
    _tell(
        root,
        Title=row.title,
        Maintenance=row.kept,
        Rights="Theo phân quyền của cơ quan",
        Creator=row.keeper_name,
        Language=_LANGUAGE,
        StartDate=f"{row.opened_on:%d/%m/%Y}",
        EndDate=f"{row.ended_on:%d/%m/%Y}" if row.ended_on else "",
        DocTotal=str(row.papers),
        PageTotal=str(row.pages),
        Description=row.unit,
    )
    listed = SubElement(root, "Documents")
    for place, (paper, source, named) in enumerate(papers, 1):
        one = SubElement(listed, "Document")
        _code(one, row, organ)
        _document(one, place, paper)
        _rest(one, source)
        for name, digest in named:
            SubElement(one, "Attachment", {"name": name, "sha256": digest})
    indent(root)
    told: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{told}'.encode()


def _code(above: Element, row: WorkfileRow, organ: str) -> None:
    code = SubElement(above, "FileCode")
    _tell(code, OrganId=organ, FileCatalog=str(row.year), FileNotation=row.code)


def _document(one: Element, place: int, paper: PaperRow) -> None:
    number, _bar, notation = paper.symbol.partition("/")
    kind, _colon, subject = paper.title.partition(": ")
    _tell(
        one,
        DocOrdinal=str(place),
        TypeName=kind,
        CodeNumber=number,
        CodeNotation=notation,
        IssuedDate=f"{paper.dated:%d/%m/%Y}",
        OrganName=paper.author,
        Subject=subject,
        Language=_LANGUAGE,
        PageAmount=str(paper.pages),
        Description=paper.note,
    )


def _rest(one: Element, source: Source) -> None:
    """What only an outgoing, only an incoming document, or only a copy has."""
    if isinstance(source, DocumentRow):
        _tell(SubElement(one, "SignerInfo"), FullName=source.signer_name)
        _tell(SubElement(one, "To"), OrganName=source.recipients)
        _tell(one, Priority=str(URGENCIES[source.urgency]))
    elif isinstance(source, CopyRow):
        _tell(SubElement(one, "SignerInfo"), FullName=source.signer_name)
        _tell(SubElement(one, "To"), OrganName=source.recipients_line)
    elif source:
        words = [
            f"{happening.name}: {happening.data['text']}"
            for happening in list_incoming_happenings(source.id)
            if happening.verb is IncomingVerb.INSTRUCTED
        ]
        _tell(
            one,
            ArrivalDate=f"{source.arrived_on:%d/%m/%Y}",
            ArrivalNumber=source.arrival,
            Priority=str(URGENCIES[source.urgency]),
            TraceHeaderList="\n".join(words),
            DueDate=f"{source.due:%d/%m/%Y}" if source.due else "",
        )


def _tell(above: Element, **fields: str) -> None:
    for name, value in fields.items():
        SubElement(above, name).text = _plain(value)


def _plain(text: str) -> str:
    """Without the signs that no XML may hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\n\t")
