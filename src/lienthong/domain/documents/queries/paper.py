"""A document as an official paper: its nine parts, with room for what comes after the signature."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from lienthong.domain.documents.queries.rows import Attached, Content
from lienthong.domain.documents.queries.signatories import COMMITTEES, Signatory
from lienthong.domain.documents.rules.kinds import DECIDING, KINDS, URGENCIES, Kind, symbol_of
from lienthong.domain.documents.rules.signing import authority_of
from lienthong.domain.documents.rules.wording import entries, lines, parts, place_of, recipients
from lienthong.domain.organisations.queries import AgencyRow, get_agency, get_path
from lienthong.spine.pdf import Block, Enclosure, Heading, OfficialPaper, Paragraph, Signature
from lienthong.spine.place.mode import number_sign

PLACES: Final = ("number", "day", "month", "signer", "agency")
"""Without one of these a paper cannot be signed, numbered and sealed."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What of an agency stands on its papers. ``sign`` is its part of the symbol."""

    name: str
    superior: str
    place: str
    sign: str
    is_committee: bool = False


def letterhead(agency: str, day: date) -> Letterhead:
    """Raises LookupError for an agency that is not in force on the day."""
    body, path = get_agency(agency, day), get_path(agency, day)
    if body is None:
        raise LookupError(agency)
    governing = _governing(path, day)
    if body.kind in COMMITTEES:
        sign = f"{number_sign('-')}UBND"
        return Letterhead(body.name, "", place_of(body.short_name), sign, is_committee=True)
    above = get_agency(body.parent, day) if body.parent else None
    superior = above.short_name if above else ""
    sign = number_sign("-") + agency.rsplit("-", 1)[-1]
    return Letterhead(body.name, superior, governing, sign)


def _governing(path: list[str], day: date) -> str:
    """The place of the nearest committee above."""
    for code in reversed(path):
        row: AgencyRow | None = get_agency(code, day)
        if row and row.kind in COMMITTEES:
            return place_of(row.short_name)
    return ""


def paper_of(content: Content, head: Letterhead, signatory: Signatory, day: date) -> OfficialPaper:
    """Its number, day and month are left open; the year of ``day`` is set."""
    is_letter = content.kind is Kind.LETTER
    return OfficialPaper(
        agency=head.name,
        superior=head.superior,
        number=f"/{symbol_of(content.kind, head.sign, content.unit)}",
        place=head.place,
        day=day,
        abstract=content.subject,
        kind="" if is_letter else KINDS[content.kind].name,
        urgency=URGENCIES[content.urgency],
        addressees=entries(content.addressees),
        bases=lines(content.bases),
        body=[_block(is_heading, line) for is_heading, line in parts(content.body)],
        signature=Signature(signatory.title, signatory.name, signatory.lines),
        recipients=recipients(content.recipients),
        enclosures=[_enclosure(one) for one in content.attachments],
        is_draft=True,
    )


def sheet_of(
    content: Content, head: Letterhead, signatory: Signatory, day: date
) -> tuple[str, dict[str, Any]]:
    """The template that a document is set on, and what stands on it."""
    paper = paper_of(content, head, signatory, day)
    if content.kind not in DECIDING:
        return paper.template, paper.data()
    authority = authority_of(signatory.lines, signatory.title, head.name, is_committee=head.is_committee)
    return "official_decision", paper.data() | {"authority": authority}


def _enclosure(one: Attached) -> Enclosure:
    """What no signature can enter is held by the document's own: its fingerprint stands in the text that is signed."""
    return Enclosure(one.title, one.name, "" if one.is_signed_itself else one.digest)


def _block(is_heading: bool, line: str) -> Block:
    return Heading(line) if is_heading else Paragraph(line)
